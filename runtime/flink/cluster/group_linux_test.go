package cluster

import (
	"bufio"
	"io"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"
)

// What a process has started holds its output open, which is read to its end: it must not outlive the process.
func TestEndTogether(t *testing.T) {
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), "sh", "-c", "sleep 3600 & echo started; exec sleep 3600")
	lead(cmd)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	go endTogether(cmd.Process.Pid)
	from := bufio.NewReader(stdout)
	line, err := from.ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "started\n", line)
	require.NoError(t, cmd.Process.Kill())
	rest, err := io.ReadAll(from)
	require.NoError(t, err)
	require.Empty(t, rest)
	require.Error(t, cmd.Wait(), "it was killed")
}

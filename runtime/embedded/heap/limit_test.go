package heap

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRoom_LeavesSomethingForWhatTheCollectorDoesNotKnow(t *testing.T) {
	t.Parallel()
	require.EqualValues(t, 1800, Room(2000<<20)>>20)
	require.EqualValues(t, 136, Room(200<<20)>>20)
	require.EqualValues(t, 30, Room(60<<20)>>20)
}

func TestLimitBelow_IsTheLeastThatIsTold(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write := func(path, text string) {
		path = filepath.Join(root, path)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	require.EqualValues(t, unknown, limitBelow(root))
	write("proc/meminfo", "MemTotal:       8388608 kB\nMemFree: 1 kB\n")
	require.EqualValues(t, 8<<30, limitBelow(root))
	write("proc/self/cgroup", "0::/a/b\n")
	write("sys/fs/cgroup/a/b/memory.max", "max\n")
	require.EqualValues(t, 8<<30, limitBelow(root))
	write("sys/fs/cgroup/a/memory.max", "2147483648\n")
	require.EqualValues(t, 2<<30, limitBelow(root))
	write("proc/self/cgroup", "9:memory:/c\n0::/a/b\n")
	write("sys/fs/cgroup/memory/c/memory.limit_in_bytes", "1073741824\n")
	require.EqualValues(t, 1<<30, limitBelow(root))
}

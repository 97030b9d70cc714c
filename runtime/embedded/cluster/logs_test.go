package cluster

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// recorder keeps each piece that it is given.
type recorder struct{ pieces []string }

func (r *recorder) Write(p []byte) (int, error) {
	r.pieces = append(r.pieces, string(p))
	return len(p), nil
}

func TestLineWriter_cuts_at_lines(t *testing.T) {
	t.Parallel()
	line := strings.Repeat("x", longestPiece/3) + "\n"
	endless := strings.Repeat("y", 2*longestPiece+5)
	for name, text := range map[string]string{"short": "a\nb", "lines": strings.Repeat(line, 5), "no line ends": endless, "empty": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var r recorder
			n, err := lineWriter{&r}.Write([]byte(text))
			require.NoError(t, err)
			require.Equal(t, len(text), n)
			require.Equal(t, text, strings.Join(r.pieces, ""))
			for i, piece := range r.pieces {
				require.LessOrEqual(t, len(piece), longestPiece)
				if name == "lines" {
					require.True(t, strings.HasSuffix(piece, "\n"), "piece %d", i)
				}
			}
		})
	}
}

func TestOpenLogs_writes_lines_with_the_names_of_the_service(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l, err := openLogs(dir, Spec{LogLevel: "WARN", LogFields: map[string]string{"applicationARN": "arn:x"}})
	require.NoError(t, err)
	l.logger.Info("not told at this level")
	l.logger.Warn("told", "k", "v")
	l.close()
	text, err := os.ReadFile(filepath.Join(dir, "log", "cluster.log"))
	require.NoError(t, err)
	require.Equal(t, 1, bytes.Count(text, []byte("\n")))
	var line map[string]any
	require.NoError(t, json.Unmarshal(text, &line))
	delete(line, "time")
	require.Equal(t, map[string]any{
		"message": "told", "messageType": "WARN", "k": "v", "applicationARN": "arn:x", "messageSchemaVersion": "1",
	}, line)

	_, err = openLogs(dir, Spec{LogLevel: "LOUD"})
	require.Error(t, err)
}

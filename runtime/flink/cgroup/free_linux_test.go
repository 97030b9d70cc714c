package cgroup

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFree(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		unified bool
		files   map[string]string
		want    int64
	}{
		"no group": {want: 1000 << 10},
		"version 2, which the group limits": {
			true, map[string]string{"memory.max": "700000\n", "memory.current": "500000\n", "memory.stat": "anon 1\ninactive_file 100000\n"}, 300_000,
		},
		"version 2, without a limit": {true, map[string]string{"memory.max": "max\n"}, 1000 << 10},
		"version 1, which the group limits": {
			false, map[string]string{"memory.limit_in_bytes": "700000\n", "memory.usage_in_bytes": "500000\n", "memory.stat": "total_inactive_file 0\n"}, 200_000,
		},
		"version 1, without a limit":    {false, map[string]string{"memory.limit_in_bytes": "9223372036854771712\n"}, 1000 << 10},
		"a group that has taken it all": {true, map[string]string{"memory.max": "5", "memory.current": "9", "memory.stat": "inactive_file 0"}, 0},
		"a group that may have more than there is": {
			true, map[string]string{"memory.max": "70000000", "memory.current": "0", "memory.stat": "inactive_file 0"}, 1000 << 10,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			require.NoError(t, os.Mkdir(filepath.Join(root, "proc"), 0o700))
			require.NoError(t, os.WriteFile(filepath.Join(root, "proc/meminfo"), []byte("MemTotal: 9000 kB\nMemAvailable:    1000 kB\n"), 0o600))
			p := &Parent{unified: c.unified, folders: map[string]string{}}
			for file, text := range c.files {
				p.folders[memory] = root
				require.NoError(t, os.WriteFile(filepath.Join(root, file), []byte(text), 0o600))
			}
			free, err := p.free(root)
			require.NoError(t, err)
			require.Equal(t, c.want, free)
		})
	}
	var machine *Parent
	free, err := machine.Free()
	require.NoError(t, err)
	require.Positive(t, free)
	_, err = machine.free(t.TempDir())
	require.Error(t, err)
}

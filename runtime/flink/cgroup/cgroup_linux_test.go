package cgroup

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// machine is the file systems of one, as far as control groups are concerned.
func machine(t *testing.T, own, mounts string, folders map[string]string) (root string) {
	t.Helper()
	root = t.TempDir()
	files := map[string]string{"proc/self/cgroup": own, "proc/self/mountinfo": mounts}
	for folder, controllers := range folders {
		require.NoError(t, os.MkdirAll(filepath.Join(root, folder), 0o755))
		if controllers != "" {
			files[filepath.Join(folder, "cgroup.controllers")] = controllers
			files[filepath.Join(folder, "cgroup.subtree_control")] = controllers
		}
	}
	for name, text := range files {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(root, name), []byte(text), 0o644))
	}
	return root
}

func TestOpen(t *testing.T) {
	t.Parallel()
	const one = "30 25 0:26 / /sys/fs/cgroup/memory rw shared:9 - cgroup cgroup rw,memory\n31 25 0:27 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n"
	const two = "29 23 0:25 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n"
	for name, c := range map[string]struct {
		own, mounts string
		folders     map[string]string
		unified     bool
		want        map[string]string
		unavailable string
	}{
		"version 1": {
			"4:memory:/a/b\n1:cpu,cpuacct:/\n0::/\n", one, map[string]string{"sys/fs/cgroup/memory/a/b": "", "sys/fs/cgroup/cpu": ""},
			false, map[string]string{"memory": "sys/fs/cgroup/memory/a/b", "cpu": "sys/fs/cgroup/cpu"}, "",
		},
		"version 1 in a container, whose own group is the root of the mount": {
			"4:memory:/docker/x\n", "30 25 0:26 /docker/x /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n",
			map[string]string{"sys/fs/cgroup/memory": ""}, false, map[string]string{"memory": "sys/fs/cgroup/memory"}, "",
		},
		"version 2": {
			"0::/system.slice/penstock.service\n", two, map[string]string{"sys/fs/cgroup/system.slice/penstock.service": "cpu memory pids"},
			true, map[string]string{
				"memory": "sys/fs/cgroup/system.slice/penstock.service", "cpu": "sys/fs/cgroup/system.slice/penstock.service",
				"pids": "sys/fs/cgroup/system.slice/penstock.service",
			}, "",
		},
		"version 1 with version 2 beside it, for systemd": {
			"4:memory:/\n0::/\n", one + "29 23 0:25 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n",
			map[string]string{"sys/fs/cgroup/memory": "", "sys/fs/cgroup/unified": ""}, false, map[string]string{"memory": "sys/fs/cgroup/memory"}, "",
		},
		"a group that is not to be seen": {
			"0::/../other\n", two, map[string]string{"sys/fs/cgroup": "memory"}, false, nil, "no controller of memory",
		},
		"none": {"", "22 1 0:20 / / rw - ext4 /dev/vda rw\n", nil, false, nil, "no controller of memory"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := machine(t, c.own, c.mounts, c.folders)
			p, err := open(root)
			if c.unavailable != "" {
				require.ErrorIs(t, err, ErrUnavailable)
				require.ErrorContains(t, err, c.unavailable)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.unified, p.unified)
			for controller, folder := range p.folders {
				p.folders[controller], err = filepath.Rel(root, folder)
				require.NoError(t, err)
			}
			require.Equal(t, c.want, p.folders)
		})
	}
}

func TestMake_version2(t *testing.T) {
	t.Parallel()
	root := machine(t, "0::/\n", "29 23 0:25 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n", map[string]string{"sys/fs/cgroup": "cpu memory"})
	p, err := open(root)
	require.NoError(t, err)
	g, err := p.Make("taskmanager-1", Limits{Memory: 1 << 30, Processors: 2, Tasks: 100})
	require.NoError(t, err)
	folder := filepath.Join(root, "sys/fs/cgroup", "penstock-"+strconv.Itoa(os.Getpid())+"-taskmanager-1")
	require.Equal(t, []string{filepath.Join(folder, "cgroup.procs")}, g.Entrances())
	for file, want := range map[string]string{"memory.max": "1073741824", "cpu.weight": "200"} {
		text, err := os.ReadFile(filepath.Join(folder, file))
		require.NoError(t, err)
		require.Equal(t, want, string(text))
	}
	require.Zero(t, g.Killed())
	require.NoError(t, os.WriteFile(filepath.Join(folder, "memory.events"), []byte("low 0\noom 3\noom_kill 2\n"), 0o644))
	require.Equal(t, 2, g.Killed())
}

// A process that wants more than its group may have is ended, and nobody else is.
func TestMake_onThisMachine(t *testing.T) {
	t.Parallel()
	p, err := Open()
	if errors.Is(err, ErrUnavailable) {
		t.Skip(err)
	}
	require.NoError(t, err)
	g, err := p.Make("test", Limits{Memory: 64 << 20, Processors: 1, Tasks: 50})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, g.Remove()) })
	join := ""
	for _, path := range g.Entrances() {
		join += "echo 0 > '" + path + "' && "
	}
	out, err := exec.CommandContext(t.Context(), "sh", "-c", join+"exec tail /dev/zero").CombinedOutput() // which keeps the last line, whatever it takes
	var ended *exec.ExitError
	require.ErrorAs(t, err, &ended, "%s", out)
	require.False(t, strings.Contains(string(out), "Permission"), "%s", out)
	require.Positive(t, g.Killed(), "%s", out)
}

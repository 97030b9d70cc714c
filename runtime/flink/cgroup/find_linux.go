package cgroup

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The controllers that limits are set by.
const (
	memory = "memory"
	cpu    = "cpu"
	pids   = "pids"
)

// ErrUnavailable is in the errors of [Open] on machines that have no control groups, or none that this process may make.
var ErrUnavailable = errors.New("control groups are not available")

// Parent is where groups are made.
type Parent struct {
	// unified is true for version 2, where one folder has all controllers.
	unified bool
	// folders are the groups of this process by controller.
	folders map[string]string
}

// Open finds where this process may make groups.
func Open() (*Parent, error) { return open("/") }

// open is Open on the file systems below a folder.
func open(root string) (*Parent, error) {
	own, err := os.ReadFile(filepath.Join(root, "proc/self/cgroup"))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	mounts, err := os.ReadFile(filepath.Join(root, "proc/self/mountinfo"))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	p := &Parent{folders: map[string]string{}}
	groups := ownGroups(own)
	for line := range bytes.Lines(mounts) {
		m, isGroups := parseMount(string(line))
		if !isGroups {
			continue
		}
		for controller, path := range groups {
			if m.unified != (controller == "") || !m.unified && !slices.Contains(m.options, controller) {
				continue
			}
			inside, err := filepath.Rel(m.root, path)
			if err != nil || !filepath.IsLocal(inside) {
				continue // of a group that is not to be seen from here
			}
			p.add(controller, filepath.Join(root, m.point, inside))
		}
	}
	if err := p.usable(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	p.sweep(root)
	return p, nil
}

// ownGroups are the groups of this process: by the controllers of version 1, and by "" for version 2.
func ownGroups(text []byte) map[string]string {
	groups := map[string]string{}
	for line := range strings.Lines(string(text)) {
		fields := strings.SplitN(strings.TrimSuffix(line, "\n"), ":", 3)
		if len(fields) != 3 {
			continue
		}
		for controller := range strings.SplitSeq(fields[1], ",") {
			if controller == "" || controller == memory || controller == cpu || controller == pids {
				groups[controller] = fields[2]
			}
		}
	}
	return groups
}

// mount is a file system of control groups.
type mount struct {
	unified     bool
	root, point string
	options     []string
}

// parseMount reads a line of mountinfo, see proc_pid_mountinfo(5).
func parseMount(line string) (m mount, isGroups bool) {
	before, after, found := strings.Cut(line, " - ")
	fields, kind := strings.Fields(before), strings.Fields(after)
	const root, point, options, least = 3, 4, 2, 5
	if !found || len(fields) < least || len(kind) <= options || kind[0] != "cgroup" && kind[0] != "cgroup2" {
		return m, false
	}
	return mount{kind[0] == "cgroup2", fields[root], fields[point], strings.Split(kind[options], ",")}, true
}

// add notes the folder of a controller, or for "" those of version 2 that it has. Version 1 counts where a controller is in both.
func (p *Parent) add(controller, folder string) {
	if controller != "" {
		if p.unified {
			p.unified, p.folders = false, map[string]string{}
		}
		p.folders[controller] = folder
		return
	}
	there, err := os.ReadFile(filepath.Join(folder, "cgroup.controllers"))
	if err != nil || len(p.folders) > 0 {
		return
	}
	for _, name := range strings.Fields(string(there)) {
		if name == memory || name == cpu || name == pids {
			p.unified, p.folders[name] = true, folder
		}
	}
}

// usable tells whether groups with a limit of memory can be made.
func (p *Parent) usable() error {
	folder, there := p.folders[memory]
	if !there {
		return errors.New("no controller of memory")
	}
	if p.unified {
		return delegate(folder, p.folders)
	}
	probe := filepath.Join(folder, groupName("probe"))
	if err := os.Mkdir(probe, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Remove(probe)
}

// sweep removes the groups of processes that are gone.
func (p *Parent) sweep(root string) {
	for _, folder := range p.folders {
		entries, err := filepath.Glob(filepath.Join(folder, prefix+"*"))
		if err != nil {
			continue
		}
		for _, entry := range entries {
			pid, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(entry), prefix), "-")
			if _, err := os.Stat(filepath.Join(root, "proc", pid)); errors.Is(err, fs.ErrNotExist) {
				_ = os.Remove(entry) // the kernel refuses it while it has processes
			}
		}
	}
}

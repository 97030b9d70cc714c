package cgroup

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// prefix begins the names of groups.
const prefix = "penstock-"

func groupName(name string) string { return prefix + strconv.Itoa(os.Getpid()) + "-" + name }

// Limits are what the processes of a group have together.
type Limits struct {
	// Memory is in bytes.
	Memory int64
	// Processors is the share where processors are short, in those of a KPU.
	Processors int
	// Tasks is how many processes and threads there may be.
	Tasks int
}

// Group is a group of processes.
type Group struct {
	unified bool
	// folders are by controller.
	folders map[string]string
}

// Make makes a group, whose name must be one file name. Limits that the machine has no controller for are left out.
func (p *Parent) Make(name string, l Limits) (*Group, error) {
	g := &Group{unified: p.unified, folders: map[string]string{}}
	for controller, parent := range p.folders {
		g.folders[controller] = filepath.Join(parent, groupName(name))
	}
	for _, folder := range g.places() {
		if err := os.Mkdir(folder, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, errors.Join(fmt.Errorf("make a control group: %w", err), g.Remove())
		}
	}
	for _, limit := range g.limits(l) {
		path := filepath.Join(g.folders[limit.controller], limit.file)
		if _, there := g.folders[limit.controller]; !there {
			continue
		}
		err := os.WriteFile(path, []byte(limit.value), 0o644)
		if limit.optional && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, errors.Join(fmt.Errorf("limit a control group: %w", err), g.Remove())
		}
	}
	return g, nil
}

// places are the folders, each once.
func (g *Group) places() []string {
	return slices.Compact(slices.Sorted(maps.Values(g.folders)))
}

// limit is one that a file of a controller is told.
type limit struct {
	controller, file, value string
	// optional tells that not every kernel has the file.
	optional bool
}

func (g *Group) limits(l Limits) []limit {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	if g.unified {
		const weight = 100 // of a group that nobody gave one
		return []limit{
			{memory, "memory.max", number(l.Memory), false}, {memory, "memory.swap.max", "0", true},
			{cpu, "cpu.weight", number(int64(min(10000, weight*l.Processors))), false}, {pids, "pids.max", number(int64(l.Tasks)), false},
		}
	}
	const shares = 1024 // of a group that nobody gave some
	return []limit{
		{memory, "memory.limit_in_bytes", number(l.Memory), false}, {memory, "memory.memsw.limit_in_bytes", number(l.Memory), true},
		{cpu, "cpu.shares", number(int64(min(1<<18, shares*l.Processors))), false}, {pids, "pids.max", number(int64(l.Tasks)), false},
	}
}

// Entrances are the files into which a process writes 0 to be in the group, with all that it starts from then on.
func (g *Group) Entrances() []string {
	var all []string
	for _, folder := range g.places() {
		all = append(all, filepath.Join(folder, "cgroup.procs"))
	}
	return all
}

// Killed counts the processes that the kernel has ended, because the group wanted more than its memory. A nil group has none.
func (g *Group) Killed() int {
	if g == nil {
		return 0
	}
	file := "memory.oom_control"
	if g.unified {
		file = "memory.events"
	}
	text, err := os.ReadFile(filepath.Join(g.folders[memory], file))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) != 2 || fields[0] != "oom_kill" {
			continue
		}
		if n, err := strconv.Atoi(fields[1]); err == nil {
			return n
		}
	}
	return 0
}

// Remove removes the group, which must have no processes any more; a nil group is removed.
func (g *Group) Remove() error {
	if g == nil {
		return nil
	}
	var problems error
	for _, folder := range g.places() {
		if err := os.Remove(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
			problems = errors.Join(problems, err)
		}
	}
	return problems
}

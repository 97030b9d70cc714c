package cgroup

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Free is how much memory there is, in bytes, for processes in the groups of a parent: what the machine has available, and not more than
// the group has left where its own is limited. A nil parent tells of the machine.
func (p *Parent) Free() (int64, error) { return p.free("/") }

func (p *Parent) free(root string) (int64, error) {
	free, err := numberOf(filepath.Join(root, "proc/meminfo"), "MemAvailable:")
	if err != nil {
		return 0, fmt.Errorf("find out how much memory is available: %w", err)
	}
	free <<= 10 // it is told in KiB
	if p == nil || p.folders[memory] == "" {
		return free, nil
	}
	most, taken, inactive := "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"
	if p.unified {
		most, taken, inactive = "memory.max", "memory.current", "inactive_file"
	}
	limit, err := number(filepath.Join(p.folders[memory], most))
	if err != nil || limit >= math.MaxInt64>>1 {
		return free, nil //nolint:nilerr // it is not limited, which version 2 says by a word
	}
	used, err := number(filepath.Join(p.folders[memory], taken))
	if err != nil {
		return 0, fmt.Errorf("find out how much memory is available: %w", err)
	}
	cached, err := numberOf(filepath.Join(p.folders[memory], "memory.stat"), inactive) // of files on disks: it is given back when it is wanted
	if err != nil {
		return 0, fmt.Errorf("find out how much memory is available: %w", err)
	}
	return max(0, min(free, limit-used+cached)), nil
}

// number is what a file has, which is one.
func number(path string) (int64, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
}

var errNoLine = errors.New("it does not tell")

// numberOf is what follows a name at the beginning of a line of a file.
func numberOf(path, name string) (int64, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name {
			return strconv.ParseInt(fields[1], 10, 64)
		}
	}
	return 0, fmt.Errorf("%s: %s: %w", path, name, errNoLine)
}

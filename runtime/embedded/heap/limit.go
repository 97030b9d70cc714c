package heap

import (
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
)

// unknown is the limit where nothing tells one.
const unknown = 4 << 30

// Limit is how many bytes the process may take: GOMEMLIMIT, or else what the control group or the machine has.
var Limit = sync.OnceValue(func() int64 {
	if limit := debug.SetMemoryLimit(-1); limit != math.MaxInt64 {
		return limit
	}
	return Machine()
})

// Machine is how many bytes there are for all processes together: what the control group or the machine has.
var Machine = sync.OnceValue(func() int64 { return limitBelow("/") })

// collectorShare is the part of a limit from which on the collector does all it can. What the runtime does not know of, such as the
// program itself, has the rest: unknownSize at least, unless that is more than half.
const (
	collectorShare = 0.9
	unknownSize    = 64 << 20
)

// Room is what a process of a limit has for what the collector knows of.
func Room(limit int64) int64 {
	return max(limit/2, min(int64(collectorShare*float64(limit)), limit-unknownSize))
}

// Keep has the collector keep the process below a limit as far as it can, unless GOMEMLIMIT says otherwise.
func Keep(limit int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(Room(limit))
	}
}

// limitBelow is the least limit that the files below a root tell.
func limitBelow(root string) int64 {
	limit := int64(math.MaxInt64)
	read := func(parts ...string) {
		text, err := os.ReadFile(filepath.Join(append([]string{root}, parts...)...))
		if err != nil {
			return
		}
		if n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && n > 0 {
			limit = min(limit, n)
		}
	}
	groups, _ := os.ReadFile(filepath.Join(root, "proc/self/cgroup")) // there is none on other systems
	for line := range strings.Lines(string(groups)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) < 3 {
			continue
		}
		for group := parts[2]; ; group = filepath.Dir(group) {
			read("sys/fs/cgroup", group, "memory.max")
			read("sys/fs/cgroup/memory", group, "memory.limit_in_bytes")
			if group == "/" || group == "." {
				break
			}
		}
	}
	if machine, err := os.ReadFile(filepath.Join(root, "proc/meminfo")); err == nil {
		for line := range strings.Lines(string(machine)) {
			if kilobytes, ok := strings.CutPrefix(line, "MemTotal:"); ok {
				if n, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(kilobytes), "kB")), 10, 64); err == nil {
					limit = min(limit, n<<10)
				}
			}
		}
	}
	if limit == math.MaxInt64 {
		return unknown
	}
	return limit
}

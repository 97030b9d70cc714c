package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// reportMemory prints the resident memory of the control plane and of the cluster that it started, after both have had
// some seconds of nothing to do.
func (s *server) reportMemory(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(10 * time.Second):
	}
	control, err := residentMemory(s.Pid())
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stdout, "%-44s %8.1f MB\n", "control plane, RSS", control)
	clusters, err := processesWith(s.Path(), "cluster")
	if err != nil {
		return err
	}
	if len(clusters) == 0 {
		return errors.New("no cluster process was found")
	}
	for _, pid := range clusters {
		rss, err := residentMemory(pid)
		if err != nil {
			return err
		}
		fmt.Fprintf(os.Stdout, "%-44s %8.1f MB\n", "idle cluster, RSS", rss)
	}
	return nil
}

// residentMemory is VmRSS of a process, in MB.
func residentMemory(pid int) (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			return float64(kb) / 1024, err
		}
	}
	return 0, fmt.Errorf("process %d tells no VmRSS", pid)
}

// processesWith finds the processes that run the binary with the given subcommand.
func processesWith(binary, subcommand string) ([]int, error) {
	found, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		return nil, err
	}
	want, err := filepath.Abs(binary)
	if err != nil {
		return nil, err
	}
	var pids []int
	for _, path := range found {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // ended meanwhile
		}
		args := strings.Split(string(text), "\x00")
		if len(args) < 2 || args[1] != subcommand {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if err != nil {
			return nil, err
		}
		if exe, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid)); err == nil && exe == want {
			pids = append(pids, pid)
		}
	}
	return pids, nil
}

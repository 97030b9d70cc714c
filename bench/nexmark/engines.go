package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/bench/flink"
)

// result is what a run printed and took.
type result struct {
	output []byte
	// cpu is the processor time of the process, user and system; wall the time it ran.
	cpu, wall time.Duration
	// peak is the most memory that was resident, in bytes.
	peak int64
}

// engine runs scripts.
type engine interface {
	run(ctx context.Context, s script, parallelism int) (result, error)
}

// command runs a command to its end.
func command(ctx context.Context, name string, arguments ...string) (result, error) {
	cmd := exec.CommandContext(ctx, name, arguments...)
	var out, failure bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &failure
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return result{}, err
	}
	ended := make(chan struct{})
	peak := peakOf(cmd.Process.Pid, ended)
	err := cmd.Wait()
	close(ended)
	if err != nil {
		return result{}, fmt.Errorf("%s: %w\n%s%s", cmd, err, tail(out.String()), tail(failure.String()))
	}
	return result{
		output: out.Bytes(), wall: time.Since(began), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak: <-peak,
	}, nil
}

// peakEvery is how often the kernel is asked for the peak of a process, which it forgets with the process. What it tells at the end of
// a child begins with the peak of the parent.
const peakEvery = 5 * time.Millisecond

// peakOf tells the most memory that a process had, once it has ended.
func peakOf(pid int, ended <-chan struct{}) <-chan int64 {
	told := make(chan int64, 1)
	go func() {
		ticker := time.NewTicker(peakEvery)
		defer ticker.Stop()
		most := int64(0)
		for {
			most = max(most, residentPeak(pid))
			select {
			case <-ended:
				told <- most
				return
			case <-ticker.C:
			}
		}
	}()
	return told
}

func residentPeak(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0 // it has ended
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kilobytes, err := strconv.ParseInt(fields[0], 10, 64)
	if err != nil {
		return 0
	}
	return kilobytes << 10
}

func tail(text string) string { return text[max(0, len(text)-3000):] }

// penstock runs scripts on the embedded engine, in a process each.
type penstock struct {
	binary, dir string
	// runs is how often a script is run; the figures are those of the run with the median of processor time.
	runs int
}

func (p *penstock) run(ctx context.Context, s script, parallelism int) (result, error) {
	file := filepath.Join(p.dir, s.name+".sql")
	if err := os.WriteFile(file, []byte(s.text), 0o600); err != nil {
		return result{}, err
	}
	var results []result
	for range max(1, p.runs) {
		r, err := command(ctx, p.binary, "sql", "run", "--parallelism", strconv.Itoa(parallelism), file)
		if err != nil {
			return result{}, err
		}
		results = append(results, r)
	}
	slices.SortFunc(results, func(a, b result) int { return int(a.cpu - b.cpu) })
	return results[len(results)/2], nil
}

func (p *penstock) version(ctx context.Context) string {
	r, err := command(ctx, p.binary, "version")
	if err != nil {
		return "of an unknown version"
	}
	line, _, _ := strings.Cut(string(r.output), "\n")
	return strings.TrimPrefix(line, "penstock ")
}

// jvm runs scripts on Apache Flink.
type jvm struct{ *flink.JVM }

func (j jvm) run(ctx context.Context, s script, parallelism int) (result, error) {
	r, err := j.Run(ctx, s.name, s.text, parallelism)
	return result{output: r.Output, cpu: r.CPU, wall: r.Wall, peak: r.Peak}, err
}

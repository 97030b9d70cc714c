package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// result is what a run printed and took.
type result struct {
	output []byte
	// cpu is the processor time of the process, user and system; wall the time it ran.
	cpu, wall time.Duration
	// peak is the most memory that was resident, in bytes.
	peak int64
}

func run(ctx context.Context, name string, arguments ...string) (result, error) {
	cmd := exec.CommandContext(ctx, name, arguments...)
	var out, errors bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errors
	began := time.Now()
	err := cmd.Run()
	if err != nil {
		return result{}, fmt.Errorf("%s: %w\n%s%s", cmd, err, tail(out.String()), tail(errors.String()))
	}
	r := result{
		output: out.Bytes(), wall: time.Since(began), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(),
	}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.peak = usage.Maxrss * 1024
	}
	return r, nil
}

func tail(text string) string { return text[max(0, len(text)-3000):] }

// penstock runs scripts on the embedded engine.
type penstock struct{ binary, dir string }

func (p *penstock) run(ctx context.Context, s script, parallelism int) (result, error) {
	file := filepath.Join(p.dir, s.name+".sql")
	if err := os.WriteFile(file, []byte(s.text), 0o600); err != nil {
		return result{}, err
	}
	return run(ctx, p.binary, "sql", "run", "--parallelism", strconv.Itoa(parallelism), file)
}

// flink runs scripts on Apache Flink, in one JVM.
type flink struct{ project, dir, heap, classes string }

// build compiles the project, which fetches Flink.
func (f *flink) build(ctx context.Context) error {
	fmt.Fprintln(os.Stderr, "building", f.project, "(the first time, this fetches Apache Flink)")
	if _, err := run(ctx, "mvn", "-q", "-B", "-f", filepath.Join(f.project, "pom.xml"), "compile"); err != nil {
		return err
	}
	libraries, err := os.ReadFile(filepath.Join(f.project, "target", "classpath"))
	f.classes = filepath.Join(f.project, "target", "classes") + ":" + strings.TrimSpace(string(libraries))
	return err
}

var (
	// asNexmark is what the project Nexmark configures Flink with.
	asNexmark = []string{
		"state.backend.type=rocksdb", "state.backend.incremental=true", "execution.checkpointing.interval=3min",
		"table.exec.mini-batch.enabled=true", "table.exec.mini-batch.allow-latency=2s", "table.exec.mini-batch.size=50000",
		"table.optimizer.distinct-agg.split.enabled=true",
	}
	// atBest keeps state as objects that are not copied.
	atBest = []string{
		"state.backend.type=hashmap", "pipeline.object-reuse=true",
		"table.exec.mini-batch.enabled=true", "table.exec.mini-batch.allow-latency=2s", "table.exec.mini-batch.size=50000",
		"table.optimizer.distinct-agg.split.enabled=true",
	}
)

// opened are the packages that Flink needs of a JVM from version 17 on.
var opened = []string{
	"--add-exports=java.base/sun.net.util=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
	"--add-opens=java.base/java.net=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/java.nio=ALL-UNNAMED",
	"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
	"--add-opens=java.base/java.text=ALL-UNNAMED", "--add-opens=java.base/java.time=ALL-UNNAMED", "--add-opens=java.base/java.util=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
}

func (f *flink) run(ctx context.Context, s script, parallelism int, settings []string) (result, error) {
	file := filepath.Join(f.dir, s.name+".sql")
	if err := os.WriteFile(file, []byte(s.text), 0o600); err != nil {
		return result{}, err
	}
	arguments := append([]string{}, opened...)
	arguments = append(arguments, "-Xmx"+f.heap, "-cp", f.classes, "io.penstock.bench.RunScript", file,
		"parallelism.default="+strconv.Itoa(parallelism), "taskmanager.numberOfTaskSlots="+strconv.Itoa(parallelism),
		"taskmanager.memory.managed.size=1g", "taskmanager.memory.network.min=128m", "taskmanager.memory.network.max=128m",
		"table.local-time-zone=UTC", "rest.bind-port=0", "io.tmp.dirs="+f.dir, "execution.checkpointing.dir=file://"+f.dir+"/checkpoints")
	return run(ctx, "java", append(arguments, settings...)...)
}

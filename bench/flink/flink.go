// Package flink runs SQL scripts on Apache Flink for benchmarks that compare with it: in a JVM that has the Maven project of this folder
// on its class path, one script after the other.
package flink

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// JVM runs scripts, one after the other. A process that fails or takes too long is replaced by another for the next one.
type JVM struct {
	// Name is for errors.
	Name string
	// Settings are those of Flink, KEY=VALUE.
	Settings []string
	// Classes is what Build returned, Heap the size of the heap as Java has it.
	Classes, Heap string
	// Dir is a folder for files of the runs.
	Dir string
	// Patience is how long a run may take.
	Patience time.Duration

	process *exec.Cmd
	in      io.WriteCloser
	answers chan string
}

// Result is what a run printed and took.
type Result struct {
	// Output is what print tables printed.
	Output []byte
	// CPU is the processor time of the JVM, user and system; Wall the time that passed.
	CPU, Wall time.Duration
	// Peak is the most memory that was resident meanwhile, in bytes.
	Peak int64
}

// ErrNoAnswer means that the JVM has ended, or was stopped because it took too long.
var ErrNoAnswer = errors.New("it has ended, or takes too long")

// Build compiles the Maven project, which fetches Flink, and returns the class path.
func Build(ctx context.Context, project string) (classes string, err error) {
	fmt.Fprintln(os.Stderr, "building", project, "(the first time, this fetches Apache Flink)")
	build := exec.CommandContext(ctx, "mvn", "-q", "-B", "-f", filepath.Join(project, "pom.xml"), "compile")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: %w\n%s", build, err, out)
	}
	libraries, err := os.ReadFile(filepath.Join(project, "target", "classpath"))
	return filepath.Join(project, "target", "classes") + ":" + strings.TrimSpace(string(libraries)), err
}

// miniBatch is what the project Nexmark sets for all.
var miniBatch = []string{
	"table.exec.mini-batch.enabled=true", "table.exec.mini-batch.allow-latency=2s", "table.exec.mini-batch.size=50000",
	"table.optimizer.distinct-agg.split.enabled=true",
}

var (
	// AsNexmark is what the project Nexmark configures Flink with.
	AsNexmark = append([]string{
		"state.backend.type=rocksdb", "state.backend.incremental=true", "execution.checkpointing.interval=3min",
	}, miniBatch...)
	// AtBest keeps state as objects that are not copied.
	AtBest = append([]string{"state.backend.type=hashmap", "pipeline.object-reuse=true"}, miniBatch...)
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

func (j *JVM) start(ctx context.Context) error {
	arguments := append([]string{}, opened...)
	arguments = append(arguments, "-Xmx"+j.Heap, "-cp", j.Classes, "io.penstock.bench.RunScripts")
	process := exec.CommandContext(ctx, "java", arguments...)
	out, err := process.StdoutPipe()
	if err != nil {
		return err
	}
	in, err := process.StdinPipe()
	if err != nil {
		return err
	}
	if err := process.Start(); err != nil {
		return err
	}
	j.process, j.in = process, in
	answers := make(chan string, 1)
	j.answers = answers
	go func() {
		defer close(answers)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			answers <- lines.Text()
		}
	}()
	return nil
}

// Stop ends the JVM, if there is one.
func (j *JVM) Stop() {
	if j.process == nil {
		return
	}
	j.in.Close()
	_ = j.process.Process.Kill()
	_ = j.process.Wait() // it was killed
	j.process = nil
}

// Run runs a script to its end. Statements end with a semicolon at the end of a line.
func (j *JVM) Run(ctx context.Context, name, script string, parallelism int) (Result, error) {
	if j.process == nil {
		if err := j.start(ctx); err != nil {
			return Result{}, err
		}
	}
	file, output := filepath.Join(j.Dir, "flink-"+name+".sql"), filepath.Join(j.Dir, "flink-output")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		return Result{}, err
	}
	settings := append([]string{
		file, output, "parallelism.default=" + strconv.Itoa(parallelism), "taskmanager.numberOfTaskSlots=" + strconv.Itoa(parallelism),
		"taskmanager.memory.managed.size=1g", "taskmanager.memory.network.min=128m", "taskmanager.memory.network.max=128m",
		"table.local-time-zone=UTC", "rest.bind-port=0", "io.tmp.dirs=" + j.Dir, "execution.checkpointing.dir=file://" + j.Dir + "/checkpoints",
	}, j.Settings...)
	if _, err := io.WriteString(j.in, strings.Join(settings, "\t")+"\n"); err != nil {
		j.Stop()
		return Result{}, fmt.Errorf("%s: %s: %w", j.Name, name, err)
	}
	r, err := j.answer(ctx)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %s: %w", j.Name, name, err)
	}
	r.Output, err = os.ReadFile(output)
	return r, err
}

// answer waits for what the JVM has to say of a run.
func (j *JVM) answer(ctx context.Context) (r Result, err error) {
	timer := time.NewTimer(j.Patience)
	defer timer.Stop()
	var line string
	select {
	case line = <-j.answers:
	case <-timer.C:
	case <-ctx.Done():
	}
	if why, failed := strings.CutPrefix(line, "failed\t"); failed {
		return r, fmt.Errorf("it failed: %s", why)
	}
	figures := strings.Split(line, "\t")
	if len(figures) != 4 || figures[0] != "done" {
		j.Stop()
		return r, ErrNoAnswer
	}
	var n [3]int64
	for i := range n {
		if n[i], err = strconv.ParseInt(figures[i+1], 10, 64); err != nil {
			return r, err
		}
	}
	return Result{CPU: time.Duration(n[0]), Wall: time.Duration(n[1]), Peak: n[2]}, nil
}

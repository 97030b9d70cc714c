// Command state measures what checkpoints cost a job that has much state: for how long processing pauses while one is taken, what
// an increment writes, and how long a stop with a savepoint and the start from it take.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/heap"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

const text = `
CREATE TABLE events (k BIGINT, v STRING) WITH ('connector' = 'datagen');
CREATE TABLE results (k BIGINT, n BIGINT, v STRING) WITH ('connector' = 'blackhole');
INSERT INTO results SELECT k, COUNT(*), LAST_VALUE(v) FROM events GROUP BY k;
`

func main() {
	megabytes := flag.Int64("megabytes", 1000, "size of the state")
	parallelism := flag.Int("parallelism", 1, "subtasks")
	memory := flag.Int64("memory", 0, "memory that the process may take, in MB; what has no room there lies on disk. 0 is what the machine has")
	changed := flag.Float64("changed", 0.01, "share of the keys that change between two checkpoints")
	profile := flag.String("cpuprofile", "", "file for a CPU profile")
	flag.Parse()
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil {
			log.Fatal(err)
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			log.Fatal(err)
		}
		defer pprof.StopCPUProfile()
	}
	if err := run(*megabytes, *memory, *parallelism, *changed); err != nil {
		log.Fatal(err)
	}
}

// payload is how long a value is; a key with its value takes about valueSize bytes in a checkpoint, uncompressed.
const (
	payload   = 200
	valueSize = 225
)

func run(megabytes, memory int64, parallelism int, changed float64) error {
	heap.Tune()
	if memory > 0 {
		heap.Keep(memory << 20)
	}
	dir, err := os.MkdirTemp("", "bench-state")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	p, err := compile.Compile([]script.File{{Name: "bench.sql", Text: text}}, nil)
	if err != nil {
		return err
	}
	keys := megabytes << 20 / valueSize
	b := &bench{dir: dir, plan: p, parallelism: parallelism, memory: memory << 20, source: &events{keys: keys, hot: max(1, int64(float64(keys)*changed))}}
	random := make([]byte, 1<<20)
	for i := range random {
		random[i] = byte(' ' + rand.IntN(90))
	}
	b.source.text = string(random)
	savepoint, err := b.checkpoints()
	if err != nil {
		return err
	}
	if err := b.restore(savepoint); err != nil {
		return err
	}
	return reportMemory()
}

// reportMemory tells the most that the process has taken.
func reportMemory() error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return fmt.Errorf("how much memory was taken: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		if kilobytes, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(kilobytes), "kB")), 10, 64)
			if err != nil {
				return fmt.Errorf("how much memory was taken: %w", err)
			}
			fmt.Fprintf(os.Stdout, "%-34s %9.1f MB\n", "memory of the process, at most", float64(n)/1e3)
		}
	}
	return nil
}

type bench struct {
	dir         string
	plan        *plan.Plan
	parallelism int
	// memory is that of the process in bytes, 0 for what the machine has.
	memory int64
	source *events
}

// start runs a job and returns what waits for its end.
func (b *bench) start(restore string) (*job.Job, *gaps, func() error, error) {
	sink := &gaps{first: make(chan struct{})}
	j, err := job.New(b.plan, job.Options{
		Name: "bench", Parallelism: b.parallelism, CheckpointDir: b.dir + "/checkpoints", RestorePath: restore, NoRestart: true,
		MemoryLimit: b.memory, StateDir: b.dir + "/state",
		Registry: connector.NewRegistry(b.source, sink),
	})
	if err != nil {
		return nil, nil, nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- j.Run(context.Background()) }()
	wait := func() error { return <-ended }
	select {
	case <-sink.first:
		return j, sink, wait, nil
	case err := <-ended:
		return nil, nil, nil, errors.Join(errors.New("the job has ended"), err)
	}
}

// checkpoints loads the state, takes checkpoints of it, and stops with a savepoint.
func (b *bench) checkpoints() (savepoint string, err error) {
	loaded := make(chan struct{})
	b.source.loaded = loaded
	j, sink, wait, err := b.start("")
	if err != nil {
		return "", err
	}
	began := time.Now()
	b.progress(loaded)
	fmt.Fprintf(os.Stdout, "%-34s %9.1f MB %9.0f ms\n", "state", float64(b.source.keys*valueSize)/1e6, ms(time.Since(began)))
	ctx := context.Background()
	pass := func() error {
		<-time.After(3 * time.Second)
		return nil
	}
	take := func() error {
		_, err := j.TriggerCheckpoint(ctx)
		return err
	}
	fmt.Fprintf(os.Stdout, "%-34s %12s %12s %12s %14s\n", "", "written", "took", "pause", "rows/s")
	for _, step := range []struct {
		name string
		do   func() error
	}{{"no checkpoint", pass}, {"first checkpoint", take}, {"no checkpoint", pass}, {"increment", take}, {"increment at once", take}} {
		longest, rows, took, err := sink.during(step.do)
		if err != nil {
			return "", err
		}
		written := int64(0)
		if c := j.Checkpoints().LatestCompleted; c != nil && step.name != "no checkpoint" {
			written = c.Written
		}
		report(step.name, written, took, longest, rows)
	}
	start := time.Now()
	if savepoint, err = j.StopWithSavepoint(ctx, b.dir, false); err != nil {
		return "", err
	}
	c := j.Checkpoints().LatestSavepoint
	report("stop with savepoint", c.Written, time.Since(start), time.Since(time.Unix(0, sink.last.Load())), 0)
	fmt.Fprintf(os.Stdout, "%-34s %9.1f MB\n", "the savepoint's size", float64(c.StateSize)/1e6)
	return savepoint, wait()
}

// progress tells how far the source is until it has given each key.
func (b *bench) progress(loaded <-chan struct{}) {
	tick := time.NewTicker(10 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-loaded:
			return
		case <-tick.C:
			fmt.Fprintf(os.Stdout, "%-34s %9.1f MB\n", "loading", float64(b.source.given.Load()*valueSize)/1e6)
		}
	}
}

// restore starts from the savepoint.
func (b *bench) restore(savepoint string) error {
	start := time.Now()
	j, _, wait, err := b.start(savepoint)
	if err != nil {
		return err
	}
	report("start until the first rows", 0, time.Since(start), 0, 0)
	j.Cancel()
	if err := wait(); !errors.Is(err, job.ErrCanceled) {
		return err
	}
	return nil
}

func report(name string, written int64, took, pause time.Duration, rows float64) {
	fmt.Fprintf(os.Stdout, "%-34s %9.1f MB %9.0f ms %9.1f ms %14.0f\n", name, float64(written)/1e6, ms(took), ms(pause), rows)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/penstock/penstock/bench/flink"
)

// bench is what is to be measured.
type bench struct {
	penstock        penstock
	project, heap   string
	patience        time.Duration
	queries         []string
	events, checked int64
	seconds         int
	parallelism     int

	dir           string
	began         time.Time
	nexmark, best *jvm
	report        *report
	// unequal and unmeasured are what went wrong with queries.
	unequal, unmeasured []error
}

// start are the events of the runs that only tell what a start costs.
const start = 1000

func (b *bench) run(ctx context.Context) (err error) {
	if b.dir, err = os.MkdirTemp("", "penstock-nexmark-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	b.penstock.dir, b.began = b.dir, time.Now()
	if b.project != "" {
		classes, err := flink.Build(ctx, b.project)
		if err != nil {
			return err
		}
		machine := func(name string, settings []string) *jvm {
			return &jvm{&flink.JVM{Name: name, Settings: settings, Classes: classes, Heap: b.heap, Dir: b.dir, Patience: b.patience}}
		}
		b.nexmark, b.best = machine("Flink with RocksDB", flink.AsNexmark), machine("Flink with its heap", flink.AtBest)
		defer b.nexmark.Stop()
		defer b.best.Stop()
		for _, j := range []*jvm{b.nexmark, b.best} {
			if err := b.warmUp(ctx, j); err != nil {
				b.unmeasured = append(b.unmeasured, fmt.Errorf("warming up: %w", err))
			}
		}
	}
	b.report = &report{withFlink: b.project != ""}
	for i, name := range b.queries {
		if ctx.Err() != nil {
			break
		}
		fmt.Fprintf(os.Stderr, "%3.0f s  %s (%d of %d)", time.Since(b.began).Seconds(), name, i+1, len(b.queries))
		b.query(ctx, name)
		fmt.Fprintln(os.Stderr)
	}
	b.report.environment(context.WithoutCancel(ctx), b)
	b.report.write(os.Stdout, b.parallelism)
	return errors.Join(told("the results differ", b.unequal), told("not measured", b.unmeasured), ctx.Err())
}

// told makes one error of some.
func told(what string, all []error) error {
	if len(all) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %w", what, errors.Join(all...))
}

// query compares the results of a query and measures it.
func (b *bench) query(ctx context.Context, name string) {
	f := figures{query: name, events: b.events / max(1, slow[name])}
	if b.nexmark != nil && b.checked > 0 && name != processingTime {
		switch err := b.compare(ctx, name); {
		case err != nil:
			f.results = "differ"
			b.unequal = append(b.unequal, fmt.Errorf("%s: %w", name, err))
			fmt.Fprint(os.Stderr, ": the results differ, or are not there")
		default:
			f.results = "equal"
			fmt.Fprint(os.Stderr, ": equal")
		}
	}
	for _, of := range []struct {
		engine engine
		into   *usage
	}{{&b.penstock, &f.penstock}, {b.nexmark, &f.nexmark}, {b.best, &f.best}} {
		if of.into != &f.penstock && b.nexmark == nil {
			continue
		}
		if err := b.measure(ctx, name, f.events, of.engine, of.into); err != nil {
			b.unmeasured = append(b.unmeasured, fmt.Errorf("%s: %w", name, err))
			fmt.Fprint(os.Stderr, ", failed")
			continue
		}
		fmt.Fprintf(os.Stderr, ", %.1f s", of.into.whole.wall.Seconds())
	}
	b.report.rows = append(b.report.rows, f)
}

// processingTime is the query whose windows are of processing time: what falls into which is no property of the query.
const processingTime = "q12"

// compare tells whether both engines come to the same table.
func (b *bench) compare(ctx context.Context, name string) error {
	s := script{Events: b.checked, Rate: rate(b.checked, b.seconds), Generators: 1, Sink: "'connector' = 'print'"}
	if err := s.read(name); err != nil {
		return err
	}
	once := b.penstock
	once.runs = 1
	ours, err := once.run(ctx, s, 1)
	if err != nil {
		return err
	}
	theirs, err := b.nexmark.run(ctx, s, 1)
	if err != nil {
		return err
	}
	return sameTables(ours.output, theirs.output)
}

// rate spreads events over the seconds.
func rate(events int64, seconds int) int64 { return max(1, events/int64(seconds)) }

// measure runs a query over few events and over many. What a start costs is the least of two runs over few: in a JVM the first one of a
// query compiles.
func (b *bench) measure(ctx context.Context, name string, events int64, e engine, into *usage) error {
	for i, n := range []int64{start, start, events} {
		s := script{
			Events: n, Rate: rate(events, b.seconds), Generators: b.parallelism, Sink: "'connector' = 'blackhole'",
		}
		if err := s.read(name); err != nil {
			return err
		}
		got, err := e.run(ctx, s, b.parallelism)
		if err != nil {
			return err
		}
		switch {
		case n == events:
			into.whole, into.events = got, events-start
		case i == 0 || got.cpu < into.start.cpu:
			into.start = got
		}
	}
	return nil
}

// warm is what a JVM runs before it is measured.
const warm = "q0"

// warmUp has a JVM load and compile what all queries need.
func (b *bench) warmUp(ctx context.Context, j *jvm) error {
	s := script{Events: b.events / 4, Rate: rate(b.events, b.seconds), Generators: b.parallelism, Sink: "'connector' = 'blackhole'"}
	if err := s.read(warm); err != nil {
		return err
	}
	_, err := j.run(ctx, s, b.parallelism)
	return err
}

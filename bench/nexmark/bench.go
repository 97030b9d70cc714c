package main

import (
	"context"
	"fmt"
	"os"
)

// bench is what is to be measured.
type bench struct {
	penstock        penstock
	flink           flink
	queries         []string
	events, checked int64
	seconds         int
	parallelism     int
}

// start are the events of the runs that only tell what a start costs.
const start = 1000

func (b *bench) run(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "penstock-nexmark-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b.penstock.dir, b.flink.dir = dir, dir
	if b.flink.project != "" {
		if err := b.flink.build(ctx); err != nil {
			return err
		}
		if b.checked > 0 {
			if err := b.compare(ctx); err != nil {
				return err
			}
		}
	}
	return b.measure(ctx)
}

// processingTime is the query whose windows are of processing time: what falls into which is no property of the query.
const processingTime = "q12"

// compare tells whether both engines come to the same tables.
func (b *bench) compare(ctx context.Context) error {
	fmt.Fprintf(os.Stdout, "results over %d events:", b.checked)
	for _, name := range b.queries {
		if name == processingTime {
			continue
		}
		s := script{Events: b.checked, Rate: rate(b.checked, b.seconds), Generators: 1, Sink: "'connector' = 'print'"}
		if err := s.read(name); err != nil {
			return err
		}
		ours, err := b.penstock.run(ctx, s, 1)
		if err != nil {
			return err
		}
		theirs, err := b.flink.run(ctx, s, 1, asNexmark)
		if err != nil {
			return err
		}
		if err := sameTables(ours.output, theirs.output); err != nil {
			return fmt.Errorf("%s: the results differ: %w", name, err)
		}
		fmt.Fprintf(os.Stdout, " %s", name)
	}
	fmt.Fprintln(os.Stdout, ": equal")
	return nil
}

// rate spreads events over the seconds.
func rate(events int64, seconds int) int64 { return max(1, events/int64(seconds)) }

// measure runs all queries and prints the table.
func (b *bench) measure(ctx context.Context) error {
	report := newReport(os.Stdout, b.flink.project != "")
	for _, name := range b.queries {
		var f figures
		for _, kind := range []struct {
			into *usage
			run  func(s script) (result, error)
		}{
			{&f.penstock, func(s script) (result, error) { return b.penstock.run(ctx, s, b.parallelism) }},
			{&f.flink, func(s script) (result, error) { return b.flink.run(ctx, s, b.parallelism, asNexmark) }},
			{&f.best, func(s script) (result, error) { return b.flink.run(ctx, s, b.parallelism, atBest) }},
		} {
			if b.flink.project == "" && kind.into != &f.penstock {
				continue
			}
			for _, events := range []int64{start, b.events} {
				s := script{
					Events: events, Rate: rate(b.events, b.seconds), Generators: b.parallelism, Sink: "'connector' = 'blackhole'",
				}
				if err := s.read(name); err != nil {
					return err
				}
				got, err := kind.run(s)
				if err != nil {
					return err
				}
				if events == start {
					kind.into.start = got
				} else {
					kind.into.whole, kind.into.events = got, events-start
				}
			}
		}
		report.add(name, &f)
	}
	report.end()
	return nil
}

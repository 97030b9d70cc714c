package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"strings"
	"time"
)

// usage is what a query took of one engine: over few events, and over many.
type usage struct {
	start, whole result
	// events is by how many those of the whole run are more, 0 for what was not measured.
	events int64
}

// perCoreSecond is how many events a second of processor time is enough for.
func (u *usage) perCoreSecond() float64 {
	return float64(u.events) / max((u.whole.cpu-u.start.cpu).Seconds(), time.Millisecond.Seconds())
}

// figures are those of one query.
type figures struct {
	query   string
	events  int64
	results string

	penstock, nexmark, best usage
}

// report is a table in Markdown.
type report struct {
	withFlink bool
	rows      []figures
	machine   string
}

// environment fills in what the figures were taken with, and on what.
func (r *report) environment(ctx context.Context, b *bench) {
	r.machine = fmt.Sprintf("%s, %s, %d processors, %d GB of memory, load %s; penstock %s",
		time.Now().Format(time.DateOnly), procValue("/proc/cpuinfo", "model name"), runtime.NumCPU(),
		memory()>>30, strings.Join(procFields("/proc/loadavg")[:1], ""), b.penstock.version(ctx))
	if b.nexmark == nil {
		return
	}
	java, err := command(ctx, "java", "--version")
	if err == nil {
		line, _, _ := strings.Cut(string(java.output), "\n")
		r.machine += "; Apache Flink " + flinkVersion(b.nexmark.Classes) + " on " + line
	}
}

// flinkVersion is that of the library on a class path.
func flinkVersion(classes string) string {
	_, rest, _ := strings.Cut(classes, "/flink-clients-")
	version, _, found := strings.Cut(rest, ".jar")
	if !found {
		return "of an unknown version"
	}
	return version
}

// procValue is what a file of the kernel says after a name and a colon, the first time.
func procValue(path, name string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return "an unknown machine"
	}
	_, rest, _ := strings.Cut(string(text), name)
	line, _, _ := strings.Cut(strings.TrimLeft(rest, "\t :"), "\n")
	return strings.TrimSpace(line)
}

func procFields(path string) []string {
	text, err := os.ReadFile(path)
	if err != nil || len(text) == 0 {
		return []string{"unknown"}
	}
	return strings.Fields(string(text))
}

// memory is that of the machine, in bytes.
func memory() int64 {
	var kilobytes int64
	if _, err := fmt.Sscan(procValue("/proc/meminfo", "MemTotal"), &kilobytes); err != nil {
		return 0
	}
	return kilobytes << 10
}

// ratios sums up how one engine compares with another.
type ratios struct {
	n           int
	logs, least float64
	at          string
}

func (r *ratios) add(query string, ratio float64) {
	if r.n == 0 || ratio < r.least {
		r.least, r.at = ratio, query
	}
	r.n++
	r.logs += math.Log(ratio)
}

func (r *ratios) mean() float64 { return math.Exp(r.logs / float64(max(1, r.n))) }

// write prints the table.
func (r *report) write(out io.Writer, parallelism int) {
	fmt.Fprintf(out, "%s\n\n", r.machine)
	fmt.Fprintf(out, "Parallelism %d. Thousand events per core-second (processor time of the whole process), seconds that passed, most MB resident.\n\n", parallelism)
	if !r.withFlink {
		fmt.Fprintln(out, "| | events | penstock | wall | MB |\n|---|---|---|---|---|")
	} else {
		fmt.Fprintln(out, "| | events | results | penstock | wall | MB | Flink as Nexmark has it | wall | MB | ratio | Flink at its best | wall | MB | ratio |")
		fmt.Fprintln(out, "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|")
	}
	var speed [2]ratios
	var size ratios
	for i := range r.rows {
		f := &r.rows[i]
		fmt.Fprintf(out, "| %s | %d | ", f.query, f.events)
		if r.withFlink {
			fmt.Fprintf(out, "%s | ", f.results)
		}
		writeUsage(out, &f.penstock)
		if r.withFlink {
			for i, they := range []*usage{&f.nexmark, &f.best} {
				writeUsage(out, they)
				if they.events == 0 || f.penstock.events == 0 {
					fmt.Fprint(out, "- | ")
					continue
				}
				ratio := f.penstock.perCoreSecond() / they.perCoreSecond()
				speed[i].add(f.query, ratio)
				fmt.Fprintf(out, "%.1f | ", ratio)
				if i == 0 {
					size.add(f.query, float64(they.whole.peak)/float64(max(1, f.penstock.whole.peak)))
				}
			}
		}
		fmt.Fprintln(out)
	}
	if size.n == 0 || speed[1].n == 0 {
		return
	}
	fmt.Fprintln(out)
	for i, of := range []string{"Flink as Nexmark has it", "Flink at its best"} {
		fmt.Fprintf(out, "Events per core-second next to %s: %.1f times as many in the geometric mean, at least %.1f times (%s).\n",
			of, speed[i].mean(), speed[i].least, speed[i].at)
	}
	fmt.Fprintf(out, "Peak memory next to Flink as Nexmark has it: 1/%.1f in the geometric mean, at most 1/%.1f (%s).\n", size.mean(), size.least, size.at)
}

func writeUsage(out io.Writer, u *usage) {
	if u.events == 0 {
		fmt.Fprint(out, "- | - | - | ")
		return
	}
	fmt.Fprintf(out, "%.0f | %.1f | %d | ", u.perCoreSecond()/1000, u.whole.wall.Seconds(), u.whole.peak>>20)
}

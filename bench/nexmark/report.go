package main

import (
	"fmt"
	"io"
	"math"
	"time"
)

// usage is what a query took of one engine: over few events, and over many.
type usage struct {
	start, whole result
	// events is by how many those of the whole run are more.
	events int64
}

// perCoreSecond is how many events a second of processor time is enough for.
func (u *usage) perCoreSecond() float64 {
	return float64(u.events) / max((u.whole.cpu-u.start.cpu).Seconds(), time.Millisecond.Seconds())
}

// figures are those of one query.
type figures struct{ penstock, flink, best usage }

// report prints a table in Markdown, a line for each query as soon as it is there.
type report struct {
	out       io.Writer
	withFlink bool
	// n counts lines, logs sums the logarithms of the columns of ratios, least is the smallest of each.
	n                  int
	logs, least        [2]float64
	peakOurs, peakThey int64
}

func newReport(out io.Writer, withFlink bool) *report {
	r := &report{out: out, withFlink: withFlink, least: [2]float64{math.Inf(1), math.Inf(1)}}
	fmt.Fprintln(out, "thousand events per core-second; seconds; peak MB")
	fmt.Fprintln(out, "| | penstock | wall | peak | Flink as Nexmark has it | wall | peak | ratio | Flink at its best | wall | peak | ratio |")
	fmt.Fprintln(out, "|---|---|---|---|---|---|---|---|---|---|---|---|")
	return r
}

func (r *report) add(name string, f *figures) {
	ours := f.penstock.perCoreSecond()
	fmt.Fprintf(r.out, "| %s | %.0f | %.1f | %d |", name, ours/1000, f.penstock.whole.wall.Seconds(), megabytes(f.penstock.whole.peak))
	r.n++
	if r.withFlink {
		for i, they := range []*usage{&f.flink, &f.best} {
			rate := they.perCoreSecond()
			ratio := ours / rate
			fmt.Fprintf(r.out, " %.0f | %.1f | %d | %.1f |", rate/1000, they.whole.wall.Seconds(), megabytes(they.whole.peak), ratio)
			r.logs[i] += math.Log(ratio)
			r.least[i] = min(r.least[i], ratio)
		}
		r.peakThey = max(r.peakThey, f.flink.whole.peak, f.best.whole.peak)
	}
	r.peakOurs = max(r.peakOurs, f.penstock.whole.peak)
	fmt.Fprintln(r.out)
}

func (r *report) end() {
	if !r.withFlink || r.n == 0 {
		return
	}
	n := float64(r.n)
	fmt.Fprintf(r.out, "geometric mean of the ratios: %.1f to Flink as Nexmark has it (at least %.1f), %.1f to Flink at its best (at least %.1f)\n",
		math.Exp(r.logs[0]/n), r.least[0], math.Exp(r.logs[1]/n), r.least[1])
	fmt.Fprintf(r.out, "most memory: %d MB, Flink %d MB\n", megabytes(r.peakOurs), megabytes(r.peakThey))
}

func megabytes(bytes int64) int64 { return bytes >> 20 }

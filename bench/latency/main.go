// Command latency measures how long rows take from a source to a sink on one core, at a steady rate: through a query without
// windows that filters and computes, and through one that keeps state by key. The source gives each row when it is due, which is when
// its time begins, so that rows which wait for the engine count with what they waited.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// queries are the statements by what they do. due is when a row was due, in nanoseconds.
var queries = []struct{ name, text string }{
	{"filter and projection", "INSERT INTO results SELECT due, UPPER(v) || '!' FROM events WHERE k >= 0"},
	{"running count of 10,000 keys", "INSERT INTO results SELECT MAX(due), MAX(v) || CAST(COUNT(*) AS STRING) FROM events GROUP BY k"},
}

const tables = `
CREATE TABLE events (due BIGINT, k BIGINT, v STRING) WITH ('connector' = 'datagen');
CREATE TABLE results (due BIGINT, v STRING) WITH ('connector' = 'blackhole');
`

func main() {
	rate := flag.Int("rate", 50_000, "rows a second")
	duration := flag.Duration("duration", 10*time.Second, "how long rows are sent for each query, after a second that does not count")
	limit := flag.Duration("limit", 25*time.Millisecond, "what 99 % of the rows of the first query shall not take longer than")
	flag.Parse()
	runtime.GOMAXPROCS(1)
	fmt.Fprintf(os.Stdout, "%d rows/s on one core, milliseconds from source to sink\n\n", *rate)
	fmt.Fprintln(os.Stdout, "| | rows | median | 99 % | 99.9 % | longest |\n|---|---|---|---|---|---|")
	missed := false
	for i, q := range queries {
		took, err := measure(tables+q.text+";", *rate, *duration)
		if err != nil {
			log.Fatalf("%s: %v", q.name, err)
		}
		p99 := quantile(took, 0.99)
		fmt.Fprintf(os.Stdout, "| %s | %d | %s | %s | %s | %s |\n", q.name, len(took), milliseconds(quantile(took, 0.5)), milliseconds(p99),
			milliseconds(quantile(took, 0.999)), milliseconds(took[len(took)-1]))
		missed = missed || i == 0 && p99 > *limit
	}
	if missed {
		fmt.Fprintf(os.Stdout, "\n99 %% take longer than %s\n", *limit)
		os.Exit(1)
	}
}

// measure returns how long each row took, in ascending order.
func measure(text string, rate int, duration time.Duration) ([]time.Duration, error) {
	p, err := compile.Compile([]script.File{{Name: "latency.sql", Text: text}}, nil)
	if err != nil {
		return nil, err
	}
	sink := &clockSink{from: time.Now().Add(time.Second)}
	j, err := job.New(p, job.Options{
		Name: "latency", NoRestart: true, Registry: connector.NewRegistry(&steadySource{rate: rate, duration: time.Second + duration}, sink),
	})
	if err != nil {
		return nil, err
	}
	if err := j.Run(context.Background()); err != nil {
		return nil, err
	}
	if len(sink.took) == 0 {
		return nil, fmt.Errorf("no row came out")
	}
	slices.Sort(sink.took)
	return sink.took, nil
}

func quantile(sorted []time.Duration, q float64) time.Duration {
	return sorted[int(q*float64(len(sorted)-1))]
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000) }

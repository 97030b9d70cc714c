// Command nexmark runs the queries of the Nexmark benchmark on the embedded engine and on Apache Flink, with the same events, and
// prints how many events each takes in a second of processor time.
//
// First both run every query over a small number of events into a printed table, and what is in the tables at the end must be equal.
// Then each query runs over many events into nothing, once on the embedded engine and twice on Flink: as Nexmark configures it
// (RocksDB, mini-batch) and at its best (state on the heap, objects reused). Processor time is that of the whole process, user and
// system, less what the same command takes for a handful of events: the start of a JVM and the making of a plan are not what is
// compared. Peak memory is that of the process.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func main() {
	var b bench
	flag.StringVar(&b.penstock.binary, "penstock", "bin/penstock", "the binary to measure")
	flag.StringVar(&b.flink.project, "flink", "bench/flink", "the Maven project that runs Flink; empty leaves Flink out")
	flag.Int64Var(&b.events, "events", 2_000_000, "events of a measured run")
	flag.Int64Var(&b.checked, "checked", 100_000, "events of a run whose results are compared; 0 compares nothing")
	flag.IntVar(&b.seconds, "seconds", 60, "event time that the events of a run are spread over, in seconds")
	flag.IntVar(&b.parallelism, "parallelism", 2, "parallelism of measured runs")
	flag.StringVar(&b.flink.heap, "heap", "4g", "heap of Flink's JVM")
	queries := flag.String("queries", strings.Join(allQueries, ","), "which queries")
	flag.Parse()
	b.queries = strings.Split(*queries, ",")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := b.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "nexmark:", err)
		os.Exit(1)
	}
}

// allQueries are those that need nothing but events.
var allQueries = []string{
	"q0", "q1", "q2", "q3", "q4", "q5", "q7", "q8", "q9", "q11", "q12", "q14", "q15", "q16", "q17", "q18", "q19", "q20", "q22",
}

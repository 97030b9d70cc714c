// Command nexmark runs the queries of the Nexmark benchmark on the embedded engine and on Apache Flink, with the same events, and
// prints how many events each takes in a second of processor time.
//
// For each query, both first run it over a small number of events into a printed table, and what is in the tables at the end must be
// equal. Then it runs over many events into nothing, on the embedded engine and twice on Flink: as Nexmark configures it (RocksDB,
// mini-batch) and at its best (state on the heap, objects reused). A query that one of them fails at, or comes to another result, is told
// of, and the others go on.
//
// # What is measured
//
// Processor time is that of the whole process, user and system, less what the same takes for a handful of events: the start of a cluster
// and the making of a plan are not what is compared. The embedded engine runs in a process of its own each time, three times, of which
// the median counts. Flink runs in one JVM for all queries of a configuration, which has run another query before, as a JVM that has just been started
// would be compiling most of the time; before each run it collects all garbage. Peak memory is what was resident in the process during the run.
//
// Queries that Flink takes long for are run over a part of the events; the table says over how many.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	var b bench
	flag.StringVar(&b.penstock.binary, "penstock", "bin/penstock", "the binary to measure")
	flag.IntVar(&b.penstock.runs, "runs", 3, "how often each query is run on the embedded engine; the median counts")
	flag.StringVar(&b.project, "flink", "bench/flink", "the Maven project that runs Flink; empty leaves Flink out")
	flag.Int64Var(&b.events, "events", 2_000_000, "events of a measured run; of queries that Flink is slow at, a part of it")
	flag.Int64Var(&b.checked, "checked", 50_000, "events of a run whose results are compared; 0 compares nothing")
	flag.IntVar(&b.seconds, "seconds", 60, "event time that the events of a run are spread over, in seconds")
	flag.IntVar(&b.parallelism, "parallelism", 2, "parallelism of measured runs")
	flag.StringVar(&b.heap, "heap", "4g", "heap of Flink's JVM")
	flag.DurationVar(&b.patience, "patience", 3*time.Minute, "how long Flink may take for one run")
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

// slow are the queries that Flink takes long for, with the part of the events that they are run over.
var slow = map[string]int64{
	"q4": 2, "q5": 2, "q7": 4, "q9": 4, "q11": 2, "q15": 2, "q16": 4, "q18": 2, "q19": 2, "q20": 4,
}

// Command flinkstart measures what starts and updates of applications on Apache Flink cost: the time to RUNNING, for how long nothing is
// processed in an update, and the memory of the JVMs. It runs a JAR (one of Flink's own examples) and a script, with small state, and
// drives the real binary with its private Postgres.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/bench/controlplane"
	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/flink/flinktest"
)

func main() {
	binary := flag.String("penstock", "bin/penstock", "the binary to measure")
	jar := flag.String("jar", "", "a JAR that runs without end; empty for one of Flink's examples")
	mainClass := flag.String("main-class", "", "its main class, where the manifest names none")
	runs := flag.Int("runs", 5, "how often each thing is measured")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := measure(ctx, *binary, *jar, *mainClass, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "flinkstart:", err)
		os.Exit(1)
	}
}

// script counts a steady stream: of random numbers, since Flink keeps all that is left of a sequence in memory.
const script = `CREATE TABLE events (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100', 'fields.id.min' = '0',
  'fields.id.max' = '1000000000');
CREATE TABLE counts (k BIGINT, n BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO counts SELECT MOD(id, 7), COUNT(*) FROM events GROUP BY MOD(id, 7);`

func measure(ctx context.Context, binary, jar, mainClass string, runs int) error {
	dir, err := os.MkdirTemp("", "penstock-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	server, err := controlplane.Start(ctx, binary, dir)
	if err != nil {
		return err
	}
	defer server.Stop()
	if jar == "" {
		mainClass = flinktest.TopSpeedWindowing
		if jar, err = flinktest.FetchExamples(ctx, "FLINK-1_20", maven.CacheDir(dir)); err != nil {
			return err
		}
	}
	content, err := os.ReadFile(jar)
	if err != nil {
		return err
	}
	options := map[string]string{"engine": "flink"}
	if mainClass != "" {
		options["main-class"] = mainClass
	}
	for _, a := range []*application{
		{api: server.API, data: server.Data, name: "jar", startLimit: 6 * time.Second, options: options,
			code: &model.ApplicationCodeConfiguration{
				CodeContentType: new(model.CodeContentTypeZIPFILE), CodeContent: &model.CodeContent{ZipFileContent: content},
			}},
		{api: server.API, data: server.Data, name: "sql", startLimit: 8 * time.Second, options: map[string]string{"engine": "flink"},
			code: &model.ApplicationCodeConfiguration{
				CodeContentType: new(model.CodeContentTypePLAINTEXT), CodeContent: &model.CodeContent{TextContent: new(script)},
			}},
	} {
		if err := a.measure(ctx, runs); err != nil {
			return fmt.Errorf("application %s: %w", a.name, err)
		}
	}
	return nil
}

// print writes the median of figures, and the least and the greatest.
func print[T int64 | float64](what, unit string, figures []T, limit string) {
	slices.Sort(figures)
	n := len(figures)
	fmt.Fprintf(os.Stdout, "%-48s %8v %s median, %v to %v  wanted: below %s\n", what, figures[n/2], unit, figures[0], figures[n-1], limit)
}

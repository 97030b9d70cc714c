// Command api measures what the API does per second while thousands of applications are stored: DescribeApplication,
// CreateApplication, and pages of ListApplications. Penstock, with its private Postgres on the same machine, and moto_server, which
// keeps everything in memory, get the same requests in the same run.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// options say how much is measured.
type options struct {
	penstock, moto string
	applications   int
	clients        int
	duration       time.Duration
}

func main() {
	var o options
	flag.StringVar(&o.penstock, "penstock", "bin/penstock", "the binary to measure")
	flag.StringVar(&o.moto, "moto", ".cache/python/bin/moto_server", "the moto_server to compare with; empty for none")
	flag.IntVar(&o.applications, "applications", 10_000, "how many applications are stored")
	flag.IntVar(&o.clients, "clients", 16, "how many clients ask at once")
	flag.DurationVar(&o.duration, "duration", 10*time.Second, "how long each kind of request is sent")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := measure(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "api:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, o options) error {
	dir, err := os.MkdirTemp("", "penstock-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	starts := []start{penstockServer(o.penstock, dir)}
	if o.moto != "" {
		starts = append(starts, motoServer(o.moto, dir))
	}
	for _, start := range starts {
		if err := measureServer(ctx, o, start); err != nil {
			return err
		}
	}
	return nil
}

// measureServer fills a server and measures on the way: pages of lists before and after most applications are there.
func measureServer(ctx context.Context, o options, start start) error {
	s, err := start(ctx)
	if err != nil {
		return err
	}
	defer s.Stop()
	fmt.Fprintf(os.Stdout, "%s\n", s.name)
	few := max(1, o.applications/10)
	if _, err := s.create(ctx, o, 0, few); err != nil {
		return err
	}
	if err := s.reportPages(ctx, o, few); err != nil {
		return err
	}
	created, err := s.create(ctx, o, few, o.applications)
	if err != nil {
		return err
	}
	created.report("CreateApplication")
	if err := s.reportPages(ctx, o, o.applications); err != nil {
		return err
	}
	described, err := s.describe(ctx, o)
	if err != nil {
		return err
	}
	described.report("DescribeApplication")
	return nil
}

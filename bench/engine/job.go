package main

import (
	"context"
	_ "embed" // the table
	"errors"
	"fmt"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// events is the table that Nexmark's generator fills; it is a format.
//
//go:embed events.sql
var events string

// lastBids keeps the last bid of each bidder on each auction: state that most events change.
const lastBids = `
CREATE TABLE results (auction BIGINT, bidder BIGINT, price BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO results SELECT auction, bidder, price
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY auction, bidder ORDER BY ts DESC) AS place
  FROM (SELECT bid.auction AS auction, bid.bidder AS bidder, bid.price AS price, ts FROM events WHERE event_type = 2)
)
WHERE place = 1;
`

// statistics keeps some figures of each auction.
const statistics = `
CREATE TABLE results (auction BIGINT, n BIGINT, least BIGINT, most BIGINT, total BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO results SELECT bid.auction, COUNT(*), MIN(bid.price), MAX(bid.price), SUM(bid.price) FROM events WHERE event_type = 2 GROUP BY bid.auction;
`

// hotItems counts the bids on each auction in windows.
const hotItems = `
CREATE VIEW bid AS SELECT bid.auction AS auction, ts FROM events WHERE event_type = 2;
CREATE TABLE results (auction BIGINT, n BIGINT, s TIMESTAMP(3)) WITH ('connector' = 'blackhole');
INSERT INTO results SELECT auction, COUNT(*), window_start
FROM TABLE(HOP(TABLE bid, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) GROUP BY auction, window_start, window_end;
`

// someBids keeps nothing.
const someBids = `
CREATE TABLE results (auction BIGINT, price BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO results SELECT bid.auction, bid.price * 2 FROM events WHERE event_type = 2 AND MOD(bid.auction, 3) = 0;
`

// cost is what a run took.
type cost struct {
	// cpu is processor time of this process, user and system.
	cpu, wall time.Duration
	// checkpoints is how many were completed.
	checkpoints int
}

// runJob runs a script in this process, with a checkpoint each time that it has used the interval of processor time, 0 for none.
func runJob(ctx context.Context, text string, options job.Options, interval time.Duration) (cost, error) {
	p, err := compile.Compile([]script.File{{Name: "engine.sql", Text: text}}, nil)
	if err != nil {
		return cost{}, err
	}
	options.Name, options.NoRestart, options.Registry = "engine", true, builtin.Registry()
	j, err := job.New(p, options)
	if err != nil {
		return cost{}, err
	}
	runtime.GC()
	before, began := processorTime(), time.Now()
	ended := make(chan struct{})
	var triggered errgroup.Group
	if interval > 0 {
		triggered.Go(func() error { return triggerEach(ctx, j, interval, ended) })
	}
	err = j.Run(ctx)
	close(ended)
	if err = errors.Join(err, triggered.Wait()); err != nil {
		return cost{}, err
	}
	return cost{processorTime() - before, time.Since(began), j.Checkpoints().Completed}, nil
}

// triggerEach takes a checkpoint each time that the process has used so much processor time, until the job has ended.
func triggerEach(ctx context.Context, j *job.Job, interval time.Duration, ended <-chan struct{}) error {
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for last := processorTime(); ; {
		select {
		case <-ended:
			return nil
		case <-ticker.C:
		}
		now := processorTime()
		if now-last < interval {
			continue
		}
		last = now
		if _, err := j.TriggerCheckpoint(ctx); err != nil && !errors.Is(err, job.ErrNotRunning) {
			return fmt.Errorf("take a checkpoint: %w", err)
		}
	}
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(fmt.Sprintf("getrusage: %v", err))
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

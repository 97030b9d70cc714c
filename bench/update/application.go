package main

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
)

const (
	name = "bench"
	// bytesPerKey is about what the state of one key takes in a snapshot.
	bytesPerKey = 100
	// tickers is how many keys the steady stream of events has. There are several, so that each subtask has one.
	tickers = 4
	// settling is how long an application is left alone before it is changed again.
	settling = 500 * time.Millisecond
	// patience bounds each wait.
	patience = 2 * time.Minute
)

// application is the application that is measured.
type application struct {
	api   *client.Client
	data  string
	input string
	// empty is a folder with nothing to read.
	empty       string
	parallelism int
	keys        int
	ticks       ticks
}

// script keeps, for each key, how often it came and its largest value. The steady events go through the same operators; what is
// known of them is printed. input is the folder of the keys, n makes each version's text its own.
func script(input string, n int) string {
	return fmt.Sprintf(`-- version %d
CREATE TABLE accounts (k STRING, v STRING)
WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json', 'source.monitor-interval' = '1s');
CREATE TABLE steady (n INT)
WITH ('connector' = 'datagen', 'rows-per-second' = '400', 'fields.n.min' = '0', 'fields.n.max' = '%d');
CREATE TABLE shown (k STRING, times BIGINT, length INT) WITH ('connector' = 'print');
INSERT INTO shown SELECT k, COUNT(*), CHAR_LENGTH(MAX(v)) FROM (
  SELECT k, v, 0 AS ticks FROM accounts UNION ALL SELECT 'tick' || CAST(n AS STRING), 'x', 1 FROM steady
) GROUP BY k HAVING MAX(ticks) > 0;`, n, input, tickers-1)
}

// fill brings the application up and waits until it has taken all of its state.
func (a *application) fill(ctx context.Context) error {
	if err := a.writeInput(); err != nil {
		return err
	}
	if err := a.create(ctx, name, script(a.input, 0)); err != nil {
		return err
	}
	if _, err := a.start(ctx, name); err != nil {
		return err
	}
	a.ticks.follow(ctx, a.api)
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for last := int64(-1); ; { // until a snapshot is as large as the one before
		if _, err := a.stop(ctx, name); err != nil {
			return err
		}
		size, err := a.newestSnapshot()
		if err != nil {
			return err
		}
		if _, err := a.start(ctx, name); err != nil {
			return err
		}
		if size > int64(a.keys)*bytesPerKey/2 && size < last*101/100 {
			return nil
		}
		last = size
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

// writeInput writes the keys, in several files that subtasks share.
func (a *application) writeInput() error {
	for _, dir := range []string{a.input, a.empty} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			return err
		}
	}
	const files = 8
	random := rand.New(rand.NewPCG(1, 2))
	for i := range files {
		file, err := os.Create(filepath.Join(a.input, fmt.Sprintf("%d.json", i)))
		if err != nil {
			return err
		}
		w := bufio.NewWriter(file)
		for key := i; key < a.keys; key += files {
			fmt.Fprintf(w, `{"k":"account-%08d","v":"%016x%016x%016x"}`+"\n", key, random.Uint64(), random.Uint64(), random.Uint64())
		}
		if err := w.Flush(); err != nil {
			return err
		}
		if err := file.Close(); err != nil {
			return err
		}
	}
	return nil
}

func (a *application) create(ctx context.Context, name, script string) error {
	_, err := a.api.CreateApplication(ctx, &model.CreateApplicationRequest{
		ApplicationName: &name, RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_20),
		ServiceExecutionRole: new("arn:aws:iam::000000000000:role/bench"),
		ApplicationConfiguration: &model.ApplicationConfiguration{
			ApplicationCodeConfiguration: &model.ApplicationCodeConfiguration{
				CodeContentType: new(model.CodeContentTypePLAINTEXT), CodeContent: &model.CodeContent{TextContent: &script},
			},
			FlinkApplicationConfiguration: &model.FlinkApplicationConfiguration{
				ParallelismConfiguration: &model.ParallelismConfiguration{
					ConfigurationType: new(model.ConfigurationTypeCUSTOM), Parallelism: new(int64(a.parallelism)), AutoScalingEnabled: new(false),
				},
			},
		},
	})
	return err
}

// newestSnapshot is the size in bytes of the largest savepoint that lies in the data directory.
func (a *application) newestSnapshot() (size int64, err error) {
	var newest time.Time
	snapshots, err := filepath.Glob(filepath.Join(a.data, "applications", "*", "snapshots", "*"))
	if err != nil {
		return 0, err
	}
	for _, dir := range snapshots {
		info, err := os.Stat(dir)
		if err != nil {
			return 0, err
		}
		if info.ModTime().After(newest) {
			newest = info.ModTime()
			if size, err = sizeOf(dir); err != nil {
				return 0, err
			}
		}
	}
	return size, nil
}

func sizeOf(dir string) (size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(entry.Name(), ".tmp") {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// load is what a number of requests took.
type load struct {
	requests int
	took     time.Duration
	// latencies are those of all requests, sorted.
	latencies []time.Duration
}

// report prints the rate, the median and the 99th percentile.
func (l load) report(what string) {
	at := func(q float64) float64 {
		return float64(l.latencies[int(q*float64(len(l.latencies)-1))].Microseconds()) / 1000
	}
	fmt.Fprintf(os.Stdout, "  %-46s %8.0f/s   median %7.2f ms   99%% %7.2f ms\n", what, float64(l.requests)/l.took.Seconds(), at(0.5), at(0.99))
}

// send sends requests by as many clients, each on a connection of its own: every request once, or again and again until the
// duration is over. An answer that is not 200 is an error.
func (s *server) send(ctx context.Context, clients int, requests []request, duration time.Duration) (load, error) {
	var (
		next      atomic.Int64
		mu        sync.Mutex
		latencies []time.Duration
		failed    error // the first of them
		all       sync.WaitGroup
	)
	began := time.Now()
	done := func(i int) bool {
		if duration == 0 {
			return i >= len(requests)
		}
		return time.Since(began) >= duration
	}
	for range clients {
		all.Go(func() {
			client := http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1}}
			defer client.CloseIdleConnections()
			var own []time.Duration
			var err error
			for err == nil {
				i := int(next.Add(1)) - 1
				if done(i) {
					break
				}
				var took time.Duration
				if took, err = s.sendOne(ctx, &client, requests[i%len(requests)]); err == nil {
					own = append(own, took)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			latencies = append(latencies, own...)
			failed = cmp.Or(failed, err)
		})
	}
	all.Wait()
	took := time.Since(began)
	slices.Sort(latencies)
	if failed == nil && len(latencies) == 0 {
		failed = errors.New("nothing was sent")
	}
	return load{len(latencies), took, latencies}, failed
}

func (s *server) sendOne(ctx context.Context, client *http.Client, r request) (time.Duration, error) {
	began := time.Now()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.endpoint, bytes.NewReader(r.body))
	if err != nil {
		return 0, err
	}
	req.Header = r.header.Clone()
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s: %s: %s", r.header.Get("X-Amz-Target"), resp.Status, answer)
	}
	return time.Since(began), nil
}

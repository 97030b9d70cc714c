package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
)

// ticks are the rows that the application prints of its steady stream, as its log has them.
type ticks struct {
	mu sync.Mutex
	// at are the times of the rows, by key, in the order in which they came.
	at map[string][]time.Time
}

// follow reads the log until the context ends.
func (t *ticks) follow(ctx context.Context, api *client.Client) {
	t.at = make(map[string][]time.Time)
	go func() {
		request := &model.FollowApplicationLogRequest{ApplicationName: new(name), LogSource: new(model.LogSourceSTDOUT)}
		for event, err := range api.FollowApplicationLog(ctx, request) {
			if err != nil {
				if ctx.Err() == nil {
					fmt.Fprintln(os.Stderr, "follow the log:", err)
				}
				return
			}
			t.add(event)
		}
	}()
}

func (t *ticks) add(event *model.LogEvent) {
	_, row, ok := strings.Cut(*event.Message, "[tick")
	if !ok {
		return
	}
	key, _, _ := strings.Cut(row, ",")
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at[key] = append(t.at[key], time.UnixMilli(*event.TimestampMillis))
}

// longestPause waits for what was printed around an operation, and returns the longest time that a key was without a row.
func (t *ticks) longestPause(ctx context.Context, c *course) (time.Duration, error) {
	const around = 100 * time.Millisecond
	from, to := c.began.Add(-around), c.ended.Add(around)
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for !t.reach(to) {
		if err := pause(ctx, 10*time.Millisecond); err != nil {
			return 0, fmt.Errorf("wait for rows after the operation: %w", err)
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	var longest time.Duration
	for key, at := range t.at {
		slices.SortFunc(at, time.Time.Compare)
		for i := 1; i < len(at); i++ {
			if at[i].After(from) && at[i-1].Before(to) {
				longest = max(longest, at[i].Sub(at[i-1]))
			}
		}
		t.at[key] = at[max(0, len(at)-1):]
	}
	return longest, nil
}

// reach tells whether each key has a row after the time.
func (t *ticks) reach(to time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, at := range t.at {
		if len(at) == 0 || at[len(at)-1].Before(to) {
			return false
		}
	}
	return len(t.at) == tickers
}

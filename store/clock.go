package store

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// clock tells the time of the database, whatever the clock of this machine says and however it is set: what is written down by one
// control plane and compared by another has to come from one clock. In between it goes on by the time that has passed here.
type clock struct {
	// passed tells how much time has passed since some moment, by a clock that is never set.
	passed func() time.Duration

	mu sync.Mutex
	// told is the newest time that the database told, at the moment at.
	told time.Time
	at   time.Duration
	// last is the newest time that was given out.
	last time.Time
}

const (
	// slowAnswer is how long an answer of the database may take that the clock is set by.
	slowAnswer = 500 * time.Millisecond
	// smallStep is what the clock rather nearly stands still for than goes back: it tells each time a microsecond later, as exactly as the
	// database keeps times, so that what came later is told as later.
	smallStep = time.Second
)

func newClock() *clock {
	began := time.Now()
	return &clock{passed: func() time.Duration { return time.Since(began) }}
}

// set takes over the time that the database told in an answer to what was asked at a moment.
func (c *clock) set(told time.Time, asked time.Duration) {
	took := c.passed() - asked
	c.mu.Lock()
	defer c.mu.Unlock()
	if took > slowAnswer && !c.told.IsZero() {
		return
	}
	c.told, c.at = told, asked+took/2
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.told.Add(c.passed() - c.at)
	if now.Before(c.last) && c.last.Sub(now) < smallStep {
		c.last = c.last.Add(time.Microsecond)
		return c.last
	}
	c.last = now
	return now
}

// Now is the time by the database's clock, which all control planes agree on. A clock of a machine that is wrong, or set, changes
// nothing about it. The clock is set when the store is opened, and with each [Store.Beat].
func (r Reader) Now() time.Time { return r.clock.now() }

// setClock asks the database for the time.
func (s *Store) setClock(ctx context.Context) error {
	var told time.Time
	asked := s.clock.passed()
	if err := s.db.QueryRow(ctx, `SELECT clock_timestamp()`).Scan(&told); err != nil {
		return fmt.Errorf("ask the database for the time: %w", err)
	}
	s.clock.set(told, asked)
	return nil
}

// Package maintenance says when an application's cluster may be replaced by a newer build of the engine: in the daily window of its
// owner, and there at a time of its own, so that a fleet with one window is not replaced all at once. It is pure.
package maintenance

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"time"
)

// Length is how long a window is.
const Length = 8 * time.Hour

// spread is the part of the window over which applications begin. The rest is left to those that had to wait for others.
const spread = Length * 7 / 8

// layout is the form of the beginning of a window.
const layout = "15:04"

// Window is the daily window of one application.
type Window struct {
	// start is its beginning, from midnight in UTC.
	start time.Duration
	// offset is when in the window the application's turn is.
	offset time.Duration
}

// WindowOf is the window of an application that begins at a time of day in UTC, "HH:MM".
func WindowOf(applicationID int64, start string) (Window, error) {
	t, err := time.Parse(layout, start)
	if err != nil {
		return Window{}, fmt.Errorf("beginning of maintenance window: %w", err)
	}
	h := fnv.New64a()
	_, _ = h.Write(binary.BigEndian.AppendUint64(nil, uint64(applicationID))) // never fails
	return Window{
		start:  time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute,
		offset: time.Duration(h.Sum64() % uint64(spread)).Truncate(time.Second),
	}, nil
}

// End is the end of a window that begins at a time of day, as such a time.
func End(start string) (string, error) {
	t, err := time.Parse(layout, start)
	if err != nil {
		return "", fmt.Errorf("beginning of maintenance window: %w", err)
	}
	return t.Add(Length).Format(layout), nil
}

// Next is the first window that has not ended yet: its beginning, and the application's turn in it.
func (w Window) Next(now time.Time) (began, turn time.Time) {
	now = now.UTC()
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	began = midnight.AddDate(0, 0, -1).Add(w.start) // it may go on past midnight
	for !now.Before(began.Add(Length)) {
		began = began.AddDate(0, 0, 1)
	}
	return began, began.Add(w.offset)
}

// Open tells whether it is the application's turn: it had come, and the window has not ended. began is the window's beginning.
func (w Window) Open(now time.Time) (began time.Time, open bool) {
	began, turn := w.Next(now)
	return began, !now.Before(turn)
}

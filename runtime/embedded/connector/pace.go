package connector

import (
	"context"
	"time"
)

// shortestWait keeps a reader of many rows a second from waking up for each of them.
const shortestWait = 100 * time.Microsecond

// Pace lets a source that makes its rows make them when they are due: so many a second, the first at once.
type Pace struct {
	perSecond float64
	// first is how many rows there were when it began.
	first int64
	began time.Time
}

// NewPace begins at a rate, for a source that has made some rows before.
func NewPace(perSecond float64, made int64) Pace {
	return Pace{perSecond: perSecond, first: made, began: time.Now()}
}

// Due waits until at least one row is due after those that were made, and returns how many are.
func (p Pace) Due(ctx context.Context, made int64) (int64, error) {
	for {
		elapsed := time.Since(p.began)
		due := p.first + int64(elapsed.Seconds()*p.perSecond) + 1
		if due > made {
			return due - made, ctx.Err()
		}
		wait := time.Duration(float64(made-p.first)/p.perSecond*float64(time.Second)) - elapsed
		timer := time.NewTimer(max(wait, shortestWait))
		select {
		case <-ctx.Done():
			timer.Stop()
			return 0, ctx.Err()
		case <-timer.C:
		}
	}
}

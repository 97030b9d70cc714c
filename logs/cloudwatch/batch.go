package cloudwatch

import (
	"cmp"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"

	"github.com/penstock/penstock/logs"
)

// The limits of one call of PutLogEvents. The largest event is a quarter of what the service takes today, and what it has
// taken always.
const (
	maxBatchBytes  = 1 << 20
	maxBatchEvents = 10_000
	maxBatchSpan   = 24 * time.Hour
	maxEventBytes  = 256 << 10
	eventOverhead  = 26
)

// numbered is an event with its sequence.
type numbered struct {
	logs.Event
	sequence int64
}

// batch is what one call sends.
type batch struct {
	events []types.InputLogEvent
	// next is the sequence to go on with: after the events sent and those that are not to be sent.
	next int64
	// lost is how many events, at most, had been removed before they could be sent.
	lost int64
	// oldest is the earliest time among the events.
	oldest time.Time

	bytes            int
	earliest, latest int64
}

// add adds an event, and tells whether it had its place.
func (b *batch) add(e *numbered, message []byte) bool {
	size := len(message) + eventOverhead
	millis := e.Time.UnixMilli()
	earliest, latest := min(b.earliest, millis), max(b.latest, millis)
	if len(b.events) == 0 {
		earliest, latest = millis, millis
	} else if len(b.events) >= maxBatchEvents || b.bytes+size > maxBatchBytes || latest-earliest > maxBatchSpan.Milliseconds() {
		return false
	}
	b.earliest, b.latest = earliest, latest
	b.bytes += size
	b.events = append(b.events, types.InputLogEvent{Message: aws.String(string(message)), Timestamp: &millis})
	return true
}

// fill makes a batch of the events that follow one another from next on; wanted tells which of them are to be sent.
func fill(events []numbered, next int64, applicationARN string, wanted func(*logs.Event) bool) batch {
	b := batch{next: next}
	for i := range events {
		e := &events[i]
		if e.sequence < b.next {
			continue
		}
		if wanted(&e.Event) && !b.add(e, fitting(e.Event, applicationARN)) {
			break
		}
		b.next = e.sequence + 1
	}
	slices.SortStableFunc(b.events, func(x, y types.InputLogEvent) int { return cmp.Compare(*x.Timestamp, *y.Timestamp) })
	b.oldest = time.UnixMilli(b.earliest)
	return b
}

// fitting is the event's JSON, cut to what the service takes.
func fitting(e logs.Event, applicationARN string) []byte {
	message := e.ServiceJSON(applicationARN)
	for limit := maxEventBytes / 4; len(message)+eventOverhead > maxEventBytes; limit /= 2 {
		// In JSON a byte may become six.
		e.Throwable = slices.Clone(e.Throwable)
		e.Cut(limit)
		if len(e.Throwable) > limit {
			e.Throwable = e.Throwable[:limit]
		}
		message = e.ServiceJSON(applicationARN)
	}
	return message
}

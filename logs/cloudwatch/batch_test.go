package cloudwatch

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/logs"
)

// TestFill_keeps_the_limits_of_the_service: whatever is logged, calls are within the limits, chronological, and all events are in
// exactly one of them or not wanted.
func TestFill_keeps_the_limits_of_the_service(t *testing.T) {
	t.Parallel()
	now := time.Now()
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.Int64Range(1, 100).Draw(t, "first")
		var events []numbered
		for i := range rapid.IntRange(0, 40).Draw(t, "events") {
			e := logs.Event{
				Time: now.Add(time.Duration(rapid.IntRange(-30, 30).Draw(t, "hours")) * time.Hour), Message: rapid.String().Draw(t, "message"),
				Level: logs.Level(rapid.IntRange(0, 3).Draw(t, "level")),
			}
			if rapid.IntRange(0, 5).Draw(t, "large") == 0 {
				e.Message = strings.Repeat(rapid.SampledFrom([]string{"x", "\x01", "ö", "\""}).Draw(t, "what"), rapid.IntRange(1, 400_000).Draw(t, "size"))
				e.Throwable = []string{e.Message, "", e.Message}
			}
			events = append(events, numbered{e, first + int64(i)})
		}
		wanted := func(e *logs.Event) bool { return e.Level > logs.Debug }
		sent, next := 0, int64(1)
		for range 1000 {
			b := fill(events, next, "arn:x", wanted)
			if b.next == next {
				break
			}
			size, span := 0, int64(0)
			for i, e := range b.events {
				size += len(*e.Message) + eventOverhead
				require.LessOrEqual(t, len(*e.Message)+eventOverhead, maxEventBytes)
				require.True(t, json.Valid([]byte(*e.Message)))
				if i > 0 {
					require.LessOrEqual(t, *b.events[i-1].Timestamp, *e.Timestamp, "chronological")
				}
				span = *e.Timestamp - *b.events[0].Timestamp
			}
			require.LessOrEqual(t, size, maxBatchBytes)
			require.LessOrEqual(t, span, maxBatchSpan.Milliseconds())
			sent += len(b.events)
			next = b.next
		}
		want := 0
		for i := range events {
			if wanted(&events[i].Event) {
				want++
			}
		}
		require.Equal(t, want, sent)
		if len(events) > 0 {
			require.Equal(t, events[len(events)-1].sequence+1, next)
		}
	})
}

func TestFill_bounds_the_number_of_events(t *testing.T) {
	t.Parallel()
	events := make([]numbered, maxBatchEvents+5)
	for i := range events {
		events[i].sequence = int64(i + 1)
	}
	b := fill(events, 1, "", func(*logs.Event) bool { return true })
	require.LessOrEqual(t, len(b.events), maxBatchEvents)
	require.EqualValues(t, len(b.events)+1, b.next)
	many := logs.Event{Throwable: make([]string, 400_000)}
	require.LessOrEqual(t, len(fitting(many, "")), maxEventBytes)
}

package logs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// Chunk is a run of events that follow one another in an application's log, as it is stored: so that a store of many
// events has few rows, and old ones are removed without looking at each.
type Chunk struct {
	// Events is how many there are.
	Events int
	// MinTime and MaxTime are the earliest and the latest time among them.
	MinTime, MaxTime time.Time
	// Levels are those that occur.
	Levels Levels
	// Printed tells that print tables wrote all of them, else none.
	Printed bool
	// Content are the events, a JSON object a line. It is a durable format: members are only ever added.
	Content []byte
}

// MaxChunkBytes bounds the content of a chunk that has more than one event.
const MaxChunkBytes = 128 << 10

// storedEvent is an event in the content of a chunk.
type storedEvent struct {
	Nanos     int64    `json:"t"`
	Stream    Stream   `json:"s,omitempty"`
	Level     Level    `json:"l,omitempty"`
	Version   int64    `json:"v,omitempty"`
	Logger    string   `json:"n,omitempty"`
	Thread    string   `json:"h,omitempty"`
	Location  string   `json:"p,omitempty"`
	Message   string   `json:"m,omitempty"`
	Throwable []string `json:"x,omitempty"`
}

// Chunks packs events in their order.
func Chunks(events []Event) []Chunk {
	var chunks []Chunk
	var c *Chunk
	for i := range events {
		e := &events[i]
		stored := storedEvent{
			Nanos: e.Time.UnixNano(), Level: e.Level, Version: e.Version, Logger: e.Logger, Thread: e.Thread,
			Location: e.Location, Message: e.Message, Throwable: e.Throwable,
		}
		if e.Of() != StreamLog {
			stored.Stream = e.Stream
		}
		line := mustMarshal(stored)
		if c == nil || len(c.Content)+len(line) >= MaxChunkBytes || c.Printed != e.Printed() {
			chunks = append(chunks, Chunk{MinTime: e.Time, MaxTime: e.Time, Printed: e.Printed()})
			c = &chunks[len(chunks)-1]
		}
		c.Content = append(append(c.Content, line...), '\n')
		c.Events++
		c.Levels = c.Levels.With(e.Level)
		if e.Time.Before(c.MinTime) {
			c.MinTime = e.Time
		}
		if e.Time.After(c.MaxTime) {
			c.MaxTime = e.Time
		}
	}
	return chunks
}

// ParseChunk unpacks the content of a chunk.
func ParseChunk(content []byte) ([]Event, error) {
	events := make([]Event, 0, bytes.Count(content, []byte("\n")))
	for line := range bytes.Lines(content) {
		var s storedEvent
		if err := json.Unmarshal(line, &s); err != nil {
			return nil, fmt.Errorf("read stored log event: %w", err)
		}
		if s.Level > Error {
			return nil, fmt.Errorf("read stored log event: there is no level %d", s.Level)
		}
		e := Event{
			Time: time.Unix(0, s.Nanos).UTC(), Stream: s.Stream, Level: s.Level, Version: s.Version, Logger: s.Logger,
			Thread: s.Thread, Location: s.Location, Message: s.Message, Throwable: s.Throwable,
		}
		e.Stream = e.Of()
		events = append(events, e)
	}
	return events, nil
}

package apiserver

import (
	"context"
	"slices"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/store"
)

// What one page of a log costs at most: how much is looked through, and how much of it is read at once.
const (
	logPageBytes  = 4 << 20
	logPageChunks = 16
)

// logEvent is an event with its sequence.
type logEvent struct {
	logs.Event
	sequence int64
}

// logPage is a part of a log.
type logPage struct {
	events []logEvent
	// next is where to go on, if there is more.
	next logPlace
	more bool
}

// readLog reads the events that a filter selects from a place on.
func (s *Service) readLog(ctx context.Context, applicationID int64, filter logs.Filter, from logPlace, limit int) (logPage, error) {
	p := logPage{next: from}
	for read := 0; read < logPageBytes; {
		chunks, err := s.store.LogChunks(ctx, applicationID, store.LogQuery{
			From: p.next.Next, Backward: from.Backward, Start: filter.Start, End: filter.End, Levels: filter.Levels, Limit: logPageChunks,
		})
		if err != nil {
			return logPage{}, err
		}
		for _, c := range chunks {
			if full, err := p.take(&c, &filter, limit); full || err != nil {
				p.more = true
				return p, err
			}
			if read += len(c.Content); read >= logPageBytes {
				break
			}
		}
		if read < logPageBytes && len(chunks) < logPageChunks || p.next.Next < 1 {
			return p, nil
		}
	}
	p.more = true
	return p, nil
}

// take takes what is selected of a chunk, and tells whether the page is full.
func (p *logPage) take(c *store.LogChunk, filter *logs.Filter, limit int) (full bool, err error) {
	parsed, err := logs.ParseChunk(c.Content)
	if err != nil {
		return false, err
	}
	events := make([]logEvent, len(parsed))
	for i := range parsed {
		events[i] = logEvent{parsed[i], c.First + int64(i)}
	}
	step := int64(1)
	if p.next.Backward {
		slices.Reverse(events)
		step = -1
	}
	for i := range events {
		e := &events[i]
		if (e.sequence-p.next.Next)*step < 0 {
			continue
		}
		if len(p.events) >= limit {
			return true, nil
		}
		if filter.Match(&e.Event) {
			p.events = append(p.events, *e)
		}
		p.next.Next = e.sequence + step
	}
	return false, nil
}

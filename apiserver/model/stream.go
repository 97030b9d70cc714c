package model

import "context"

// Stream is an answer that goes on: it sends events in their order until the context ends, which is when the client is gone, or until
// there is nothing more to tell. The id of an event is what a client names to go on after it; without an event, it is a place to go on
// from all the same, such as that where the stream begins.
type Stream[Event any] func(ctx context.Context, send func(id string, event *Event) error) error

// EventStream is a [Stream] of whatever type of event.
type EventStream interface {
	// Each sends the events, nil for a place without one. It returns the error of send, and what ended the stream otherwise; nil for its end.
	Each(ctx context.Context, send func(id string, event any) error) error
}

// Each implements [EventStream].
func (s Stream[Event]) Each(ctx context.Context, send func(id string, event any) error) error {
	return s(ctx, func(id string, event *Event) error {
		if event == nil {
			return send(id, nil)
		}
		return send(id, event)
	})
}

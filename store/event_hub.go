package store

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
)

// eventChannel is the channel on which the database tells of new events; the payload is the application's id.
const eventChannel = "penstock_events"

// EventHub tells any number of listeners of events with a single connection.
type EventHub struct {
	store  *Store
	logger *slog.Logger

	mu        sync.Mutex
	listeners map[int64]map[chan struct{}]struct{}
	followers []*Follower
}

// NewEventHub returns a hub. It tells of nothing until [EventHub.Run].
func (s *Store) NewEventHub(logger *slog.Logger) *EventHub {
	return &EventHub{store: s, logger: logger, listeners: make(map[int64]map[chan struct{}]struct{})}
}

// Listen returns a channel that receives a signal after each event of the application, and after whatever may have kept an event from
// being heard of. Signals merge. The listener has to look once after it began to listen, and to call end.
func (h *EventHub) Listen(applicationID int64) (signal <-chan struct{}, end func()) {
	c := make(chan struct{}, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	of := h.listeners[applicationID]
	if of == nil {
		of = make(map[chan struct{}]struct{})
		h.listeners[applicationID] = of
	}
	of[c] = struct{}{}
	return c, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		if delete(of, c); len(of) == 0 {
			delete(h.listeners, applicationID)
		}
	}
}

// Listeners is how many listen.
func (h *EventHub) Listeners() (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, of := range h.listeners {
		n += len(of)
	}
	return n
}

// Run listens to the database until the context ends. It survives the loss of the database.
func (h *EventHub) Run(ctx context.Context) {
	h.store.notifications.Listen(ctx, eventChannel, h.logger, ListenEvents{
		Connected: func() {
			h.signal(h.all()...)
			for _, f := range h.following() {
				f.noteAll()
			}
		},
		Notified: func(payload string) {
			if id, err := strconv.ParseInt(payload, 10, 64); err == nil {
				h.signal(id)
				for _, f := range h.following() {
					f.note(id)
				}
			}
		},
	})
}

func (h *EventHub) following() []*Follower {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.followers[:len(h.followers):len(h.followers)]
}

func (h *EventHub) all() []int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	ids := make([]int64, 0, len(h.listeners))
	for id := range h.listeners {
		ids = append(ids, id)
	}
	return ids
}

func (h *EventHub) signal(applicationIDs ...int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, id := range applicationIDs {
		for c := range h.listeners[id] {
			select {
			case c <- struct{}{}:
			default:
			}
		}
	}
}

package apiserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/penstock/penstock/apiserver/model"
)

const (
	// heartbeat is the time between two signs of life of a stream, which keep proxies from ending it.
	heartbeat = 15 * time.Second
	// slowest is how long a client may take to accept what is sent. One that takes longer is hung up on: it goes on after the
	// last event that it saw.
	slowest = 30 * time.Second
	// confirmation is the time between two looks whether whom a stream is for may still have it.
	confirmation = 15 * time.Second
)

// eventFormat is how events are written.
type eventFormat struct {
	contentType string
	// event is the format of an event's id and JSON, place that of an id without an event, signOfLife what is sent while there is none.
	event      func(id string, text []byte) []byte
	place      func(id string) []byte
	signOfLife string
}

var (
	serverSentEvents = eventFormat{
		"text/event-stream",
		func(id string, text []byte) []byte { return fmt.Appendf(nil, "id: %s\ndata: %s\n\n", id, text) },
		func(id string) []byte { return fmt.Appendf(nil, "id: %s\n\n", id) }, // a browser keeps it for when it connects again
		": still here\n\n",
	}
	jsonLines = eventFormat{
		"application/x-ndjson",
		func(_ string, text []byte) []byte { return append(text, '\n') },
		func(string) []byte { return []byte("\n") },
		"\n",
	}
)

// formatFor is the format that a client likes best: server-sent events unless it asks for lines of JSON.
func formatFor(h http.Header) eventFormat {
	if accepted(h, serverSentEvents.contentType, jsonLines.contentType) == jsonLines.contentType {
		return jsonLines
	}
	return serverSentEvents
}

// streamed is one event on its way, or a place without a text.
type streamed struct {
	id   string
	text []byte
}

// stream sends events until they or the client or the server ends, or the client's permission. The error is what ended the stream where it
// was none of the first three.
func (s *server) stream(w http.ResponseWriter, x *exchange, events model.EventStream) error {
	ctx, cancel := context.WithCancel(x.Context())
	defer cancel()
	defer endWithServer(ctx, cancel)()
	format := formatFor(x.Header)
	h := w.Header()
	h.Set("Content-Type", format.contentType)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(http.StatusOK)
	if x.Method == http.MethodHead {
		return nil
	}
	out := http.NewResponseController(w)
	put := func(text []byte) error {
		if err := out.SetWriteDeadline(time.Now().Add(slowest)); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return err
		}
		if _, err := w.Write(text); err != nil {
			return err
		}
		return out.Flush()
	}
	if err := put(nil); err != nil {
		return nil // the client is gone
	}
	next, ended := make(chan streamed), make(chan error, 1)
	go func() {
		ended <- events.Each(ctx, func(id string, event any) error {
			var text []byte
			if event != nil {
				var err error
				if text, err = json.Marshal(event); err != nil {
					return fmt.Errorf("write an event of %s: %w", x.operation.Name, err)
				}
			}
			select {
			case next <- streamed{id, text}:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	alive := time.NewTicker(heartbeat)
	defer alive.Stop()
	confirm := time.NewTicker(confirmation)
	defer confirm.Stop()
	for {
		text := []byte(format.signOfLife)
		select {
		case err := <-ended:
			if ctx.Err() != nil {
				return nil
			}
			return err
		case e := <-next:
			if text = format.place(e.id); e.text != nil {
				text = format.event(e.id, e.text)
			}
			alive.Reset(heartbeat)
		case <-alive.C:
		case <-confirm.C:
			if err := s.confirm(ctx, x); err != nil {
				cancel()
				return errors.Join(err, endOf(ended))
			}
			continue
		}
		if err := put(text); err != nil {
			cancel()
			return endOf(ended)
		}
	}
}

// endOf waits for the end of events that were given up, which is no error of theirs.
func endOf(ended <-chan error) error {
	if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

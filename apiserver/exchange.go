package apiserver

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/apiserver/model"
)

// exchange is one request and its answer, in either protocol.
type exchange struct {
	*http.Request

	// id is told to the client and stands in every log line about the request.
	id    string
	began time.Time
	// operation is noOperation until it is known.
	operation *model.Operation
	// identity is known once the request is authenticated, and its resource and the application once it is authorised.
	identity    Identity
	application string
	// in is what is asked for, once it is authorised; again finds out whether who asked is still known.
	in    any
	again func(ctx context.Context) (*access.Caller, error)
}

// noOperation stands in for the operation where none is known.
var noOperation = &model.Operation{Name: "none"}

// protocol is how requests are read and answers written.
type protocol struct {
	// decode finds the operation, where the route does not tell it, and reads what is asked of it.
	decode func(x *exchange, body []byte) (any, error)
	// contentType is that of answers which are no errors.
	contentType string
	// conditional says that answers have an ETag, and requests may name one in If-Match or If-None-Match.
	conditional bool
	// ownMembers says that answers may have members of Penstock's own beside those of the service.
	ownMembers bool
	// writeError writes an error.
	writeError func(w http.ResponseWriter, requestID string, f failure)
}

// serve answers one request. Everything that can go wrong ends in one error, which is counted, logged and told.
func (s *server) serve(w http.ResponseWriter, r *http.Request, op *model.Operation, p protocol) {
	x := &exchange{Request: r, id: newRequestID(), began: time.Now(), operation: op}
	w.Header().Set("X-Amzn-Requestid", x.id)
	answer, events, err := s.answer(w, x, p)
	err = s.settle(x, err)
	if err == nil && events != nil {
		// A stream that breaks has no answer left to tell it by.
		err = s.stream(w, x, events)
		var f failure
		if err != nil {
			f = failureOf(x.operation, err)
		}
		s.observe(x, f, err)
		return
	}
	if err != nil {
		f := failureOf(x.operation, err)
		if f.code == model.ConcurrentModificationException && x.Header.Get("If-Match") != "" && x.Header.Get("If-Match") != "*" {
			f.restStatus = http.StatusPreconditionFailed
		}
		s.observe(x, f, err)
		w.Header().Set("X-Amzn-Errortype", string(f.code))
		p.writeError(w, x.id, f)
		return
	}
	s.observe(x, failure{}, nil)
	if unmodified(r, w.Header().Get("ETag")) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	write(w, http.StatusOK, p.contentType, answer)
}

// answer does what a request asks for, in the service's order of checks: signature, operation, JSON, constraints,
// permission, and then whatever the operation itself checks. A panic is an error of this one request.
func (s *server) answer(w http.ResponseWriter, x *exchange, p protocol) (text []byte, events model.EventStream, err error) {
	defer func() {
		switch cause := recover(); cause {
		case nil:
		case http.ErrAbortHandler:
			panic(cause) // net/http's own way to hang up
		default:
			text, events, err = nil, nil, fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
		}
	}()
	ctx, body, err := s.authenticate(w, x)
	if err != nil {
		return nil, nil, err
	}
	// All is read. What is left is to work, and to answer: some operations take their time.
	if err := http.NewResponseController(w).SetReadDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return nil, nil, fmt.Errorf("lift the limit on reading: %w", err)
	}
	in, err := p.decode(x, body)
	if err != nil {
		return nil, nil, err
	}
	if p.conditional {
		if ctx, err = withIfMatch(ctx, x, in); err != nil {
			return nil, nil, err
		}
	}
	if err := x.operation.Validate(in); err != nil {
		return nil, nil, err
	}
	if ctx, err = s.authorize(ctx, x, in); err != nil {
		return nil, nil, err
	}
	if p.ownMembers {
		ctx = withOwnMembers(ctx)
	}
	out, err := x.operation.Call(ctx, s.Handler, in)
	if err != nil {
		return nil, nil, err
	}
	if events, ok := out.(model.EventStream); ok {
		return nil, events, nil
	}
	if text, err = json.Marshal(out); err != nil {
		return nil, nil, fmt.Errorf("write the answer of %s: %w", x.operation.Name, err)
	}
	if p.conditional {
		if err := tag(ctx, w.Header(), x.Request, out, text); err != nil {
			return nil, nil, err
		}
	}
	return text, nil, nil
}

// settle writes the decision on a request into the audit log. A denial that cannot be written is not told as one.
func (s *server) settle(x *exchange, err error) error {
	var f failure
	if err != nil {
		f = failureOf(x.operation, err)
	}
	var denied *access.DeniedError
	if unwritten := s.record(x, f, errors.As(err, &denied)); unwritten != nil {
		return unwritten
	}
	return err
}

// observe counts and logs a request. Only what the server itself is to blame for is worth a line that nobody asked for.
func (s *server) observe(x *exchange, f failure, err error) {
	took := time.Since(x.began)
	s.metrics.observe(x.operation.Name, f.code, took)
	level := slog.LevelDebug
	attributes := []any{"operation", x.operation.Name, "requestId", x.id, "took", took}
	if err != nil {
		attributes = append(attributes, "code", string(f.code), "error", err)
		if f.internal && !errors.Is(err, context.Canceled) {
			level = slog.LevelError
		}
	}
	s.Logger.Log(x.Context(), level, "request", attributes...)
}

// write sends an answer in one piece, with its length, so that a client never sees half of it.
func write(w http.ResponseWriter, status int, contentType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("X-Content-Type-Options", "nosniff")
	if status != http.StatusOK || h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may be gone; there is nobody left to tell
}

// newRequestID is a random UUID.
func newRequestID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	text := hex.EncodeToString(b[:])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}

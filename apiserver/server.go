package apiserver

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/apiserver/sigv4"
)

// maxBody is the largest body: 50 MiB of code in base64, and the rest of a configuration.
const maxBody = 72 << 20

// Config is what a server is made of.
type Config struct {
	// Handler does the operations.
	Handler model.Handler
	// Verifier verifies signatures.
	Verifier *sigv4.Verifier
	// Ready tells why the server cannot work now, or nil; it is asked by /healthz.
	Ready func(ctx context.Context) error
	// Contract is the text of openapi.yaml, served as it is.
	Contract []byte
	// Metrics serves /metrics; nil serves none.
	Metrics http.Handler
	// Observe is told of every request that names an operation; nil for nobody.
	Observe func(operation string, code model.ErrorCode, took time.Duration)
	Logger  *slog.Logger
}

// server serves one configuration.
type server struct{ Config }

// New returns the handler of the whole API.
func New(config Config) http.Handler {
	s := &server{config}
	r := chi.NewRouter()
	r.Use(s.recovered)
	r.Get("/healthz", s.healthz)
	r.Get("/openapi.yaml", s.contract)
	if s.Metrics != nil {
		r.Handle("/metrics", s.Metrics)
	}
	r.Post("/", s.awsJSON)
	for _, op := range model.Operations {
		r.MethodFunc(op.Method, op.Path, s.rest(op))
	}
	r.NotFound(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, http.StatusNotFound, "there is nothing at "+r.URL.Path)
	})
	r.MethodNotAllowed(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, http.StatusMethodNotAllowed, r.Method+" is not possible at "+r.URL.Path)
	})
	return r
}

// HTTPServer returns a server with the time limits that keep slow clients from holding it up.
func HTTPServer(handler http.Handler, logger *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       2 * time.Minute,
		WriteTimeout:      5 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelDebug),
	}
}

func (s *server) healthz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	if err := s.Ready(ctx); err != nil {
		s.Logger.WarnContext(ctx, "not ready", "error", err)
		write(w, http.StatusServiceUnavailable, "text/plain; charset=utf-8", []byte("not ready\n"))
		return
	}
	write(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}

func (s *server) contract(w http.ResponseWriter, _ *http.Request) {
	write(w, http.StatusOK, "application/yaml", s.Contract)
}

// authenticate reads the body and verifies the signature over it. Strangers are refused before the body is read.
func (s *server) authenticate(r *http.Request, requestID string) (context.Context, []byte, error) {
	claim, err := s.Verifier.Claim(r)
	if err != nil {
		return nil, nil, err
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, nil, &requestError{codeTooLarge, fmt.Sprintf("The body is larger than %d bytes.", maxBody), http.StatusRequestEntityTooLarge}
	case err != nil:
		return nil, nil, &requestError{codeSerialization, "The body did not arrive whole.", http.StatusBadRequest}
	}
	if err := claim.Verify(r, body); err != nil {
		return nil, nil, err
	}
	return WithIdentity(r.Context(), Identity{
		AccountID: claim.AccountID, Region: claim.Region, AccessKeyID: claim.AccessKeyID, RequestID: requestID,
	}), body, nil
}

// do validates a decoded request and calls the operation.
func (s *server) do(ctx context.Context, op *model.Operation, in any) (any, error) {
	if err := op.Validate(in); err != nil {
		return nil, err
	}
	return op.Call(ctx, s.Handler, in)
}

// observe logs and counts a request that named an operation.
func (s *server) observe(ctx context.Context, op *model.Operation, requestID string, began time.Time, f *failure, err error) {
	took := time.Since(began)
	var code model.ErrorCode
	level := slog.LevelDebug
	attributes := []any{"operation", op.Name, "requestId", requestID, "took", took}
	if f != nil {
		code = f.code
		attributes = append(attributes, "code", string(f.code), "error", err)
		if f.internal && !errors.Is(err, context.Canceled) {
			level = slog.LevelError
		}
	}
	s.Logger.Log(ctx, level, "request", attributes...)
	if s.Observe != nil {
		s.Observe(op.Name, code, took)
	}
}

// recovered turns a panic of a handler into an InternalFailure of that one request.
func (s *server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				s.Logger.ErrorContext(r.Context(), "panic in a request", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
				s.refuse(w, r, http.StatusInternalServerError, "The server failed. Its log has the reason.")
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func (s *server) refuse(w http.ResponseWriter, _ *http.Request, status int, message string) {
	code := codeUnknownOperation
	if status == http.StatusInternalServerError {
		code = codeInternal
	}
	writeProblem(w, newRequestID(), failure{code: code, message: message, restStatus: status})
}

// write sends an answer in one piece, with its length, so that a client never sees half of it.
func write(w http.ResponseWriter, status int, contentType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("X-Content-Type-Options", "nosniff")
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

package apiserver

import (
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/penstock/penstock/apiserver/model"
)

// rest serves one operation at its path.
func (s *server) rest(op *model.Operation) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		began, requestID := time.Now(), newRequestID()
		out, err := func() (any, error) {
			ctx, body, err := s.authenticate(r, requestID)
			if err != nil {
				return nil, err
			}
			query, err := url.ParseQuery(r.URL.RawQuery)
			if err != nil {
				return nil, &requestError{codeSerialization, "The query is malformed: " + err.Error(), http.StatusBadRequest}
			}
			in, err := op.DecodeREST(body, func(name string) string { return pathValue(r, name) }, query)
			if err != nil {
				return nil, err
			}
			return s.do(ctx, op, in)
		}()
		var answer []byte
		if err == nil {
			answer, err = json.Marshal(out)
		}
		if err != nil {
			f := failureOf(op, err)
			s.observe(r.Context(), op, requestID, began, &f, err)
			writeProblem(w, requestID, f)
			return
		}
		s.observe(r.Context(), op, requestID, began, nil, nil)
		w.Header().Set("X-Amzn-Requestid", requestID)
		write(w, http.StatusOK, "application/json", answer)
	}
}

// pathValue is a parameter of the path, decoded. What is badly encoded stays as it is and fails the member's pattern.
func pathValue(r *http.Request, name string) string {
	raw := chi.URLParam(r, name)
	if r.URL.RawPath == "" {
		return raw // chi matched the decoded path
	}
	if plain, err := url.PathUnescape(raw); err == nil {
		return plain
	}
	return raw
}

// problem is an error as RFC 9457 writes it.
type problem struct {
	Type                  string   `json:"type"`
	Title                 string   `json:"title"`
	Status                int      `json:"status"`
	Detail                string   `json:"detail"`
	RequestID             string   `json:"requestId"`
	RawInputRecords       []string `json:"RawInputRecords,omitzero"`
	ProcessedInputRecords []string `json:"ProcessedInputRecords,omitzero"`
}

func writeProblem(w http.ResponseWriter, requestID string, f failure) {
	body, err := json.Marshal(problem{
		Type: "urn:penstock:error:" + string(f.code), Title: string(f.code), Status: f.restStatus, Detail: f.message,
		RequestID: requestID, RawInputRecords: f.rawRecords, ProcessedInputRecords: f.processedRecords,
	})
	if err != nil {
		panic("apiserver: a problem that cannot be written: " + err.Error()) // strings always can
	}
	h := w.Header()
	h.Set("X-Amzn-Requestid", requestID)
	h.Set("X-Amzn-Errortype", string(f.code))
	write(w, f.restStatus, "application/problem+json", body)
}

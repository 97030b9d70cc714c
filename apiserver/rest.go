package apiserver

import (
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/apiserver/sigv4"
)

// rest serves one operation at its path.
func (s *server) rest(op *model.Operation) http.HandlerFunc {
	p := protocol{decode: decodeREST, contentType: jsonType, writeError: writeProblem, conditional: true, ownMembers: true}
	if s.Bearer != nil {
		p.writeError = func(w http.ResponseWriter, requestID string, f failure) {
			if f.code == model.ErrorCode(sigv4.MissingAuthenticationToken) {
				w.Header().Set("WWW-Authenticate", "Bearer")
			}
			writeProblem(w, requestID, f)
		}
	}
	return func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, op, p) }
}

func decodeREST(x *exchange, body []byte) (any, error) {
	if err := negotiate(x, body); err != nil {
		return nil, err
	}
	query, err := url.ParseQuery(x.URL.RawQuery)
	if err != nil {
		return nil, &requestError{codeSerialization, "The query is malformed: " + err.Error(), http.StatusBadRequest}
	}
	if id := x.Header.Get("Last-Event-ID"); x.operation.Stream && id != "" {
		query.Set("LastEventId", id) // a browser that connects again
	}
	return x.operation.DecodeREST(body, func(name string) string { return pathValue(x.Request, name) }, query)
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
	Type                  string        `json:"type"`
	Title                 string        `json:"title"`
	Status                int           `json:"status"`
	Detail                string        `json:"detail"`
	RequestID             string        `json:"requestId"`
	Errors                []wrongMember `json:"errors,omitzero"`
	RawInputRecords       []string      `json:"RawInputRecords,omitzero"`
	ProcessedInputRecords []string      `json:"ProcessedInputRecords,omitzero"`
}

// wrongMember is one member of a request that is wrong: in the body, at a JSON pointer, or in a parameter.
type wrongMember struct {
	Detail    string `json:"detail"`
	Pointer   string `json:"pointer,omitzero"`
	Parameter string `json:"parameter,omitzero"`
}

func wrongMembers(violations []model.Violation) []wrongMember {
	var out []wrongMember
	for _, v := range violations {
		m := wrongMember{Detail: v.Message, Parameter: v.Parameter}
		if v.Parameter == "" {
			m.Pointer = "#" + (&url.URL{Fragment: v.Pointer}).EscapedFragment()
		}
		out = append(out, m)
	}
	return out
}

func writeProblem(w http.ResponseWriter, requestID string, f failure) {
	switch f.code {
	case codeUnsupportedMediaType:
		w.Header().Set("Accept", jsonType)
		w.Header().Set("Accept-Encoding", "identity")
	case model.ErrorCode(sigv4.MissingAuthenticationToken):
		f.restStatus = http.StatusUnauthorized
		w.Header().Add("WWW-Authenticate", "AWS4-HMAC-SHA256")
	}
	body, err := json.Marshal(problem{
		Type: "urn:penstock:error:" + string(f.code), Title: string(f.code), Status: f.restStatus, Detail: f.message,
		RequestID: requestID, Errors: wrongMembers(f.violations), RawInputRecords: f.rawRecords, ProcessedInputRecords: f.processedRecords,
	})
	if err != nil {
		panic("apiserver: a problem that cannot be written: " + err.Error()) // strings always can
	}
	write(w, f.restStatus, "application/problem+json", body)
}

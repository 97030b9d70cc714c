package apiserver_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/penstock/penstock/apiserver/model"
)

// FuzzRequests sends signed requests of any body and path: nothing that a client sends is the server's failure.
func FuzzRequests(f *testing.F) {
	s := serve(f, model.UnimplementedHandler{})
	f.Add("CreateApplication", "", `{"ApplicationName": "a", "Tags": [{"Key": "k"}]}`)
	f.Add("", "applications/a%2Fb?Limit=1", "")
	f.Add("", "tags?TagKeys=a&TagKeys=b&ResourceARN=arn:aws:", "")
	f.Add("", "applications/a/wait?ApplicationStatus=READY&ApplicationStatus=x&TimeoutSeconds=1e3&OperationId=o", "")
	f.Add("", "applications/a/events?LastEventId=-1", "")
	f.Add("", "applications/a/logs?StartTime=2024-02-30T00:00:00Z&Pattern=%5B&Limit=0", "")
	f.Add("", "audit/stream?LastEventId=1-2-3", "")
	f.Add("", "access/policies", `{"PolicyName": "p", "PolicyDocument": "{}"}`)
	f.Fuzz(func(t *testing.T, target, path, body string) {
		address := s.URL + "/"
		if target == "" {
			address += "v1/" + path
		}
		if _, err := url.Parse(address); err != nil || strings.ContainsFunc(target+path, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Skip("no request")
		}
		method := http.MethodPost
		if body == "" && target == "" {
			method = http.MethodGet
		}
		r := signed(t, method, address, target, body)
		w := httptest.NewRecorder()
		sent := httptest.NewRequest(method, r.URL.RequestURI(), strings.NewReader(body))
		sent.Header, sent.Host = r.Header, r.Host
		s.Config.Handler.ServeHTTP(w, sent)
		if w.Code < 400 || w.Code >= 500 {
			t.Fatalf("%s %s: %d %s", method, address, w.Code, w.Body)
		}
	})
}

// FuzzHeaders sends signed requests with any of the headers that REST understands.
func FuzzHeaders(f *testing.F) {
	s := serve(f, model.UnimplementedHandler{})
	f.Add(`"1", W/"2-0123456789abcdef"`, `*`, `text/html, application/json;q=0.1`, `application/json; charset=utf-8`, `5`)
	f.Add(`"`, `W/`, `*/*;q=x, ;`, `;`, `-1`)
	f.Fuzz(func(t *testing.T, ifMatch, ifNoneMatch, accept, contentType, lastEventID string) {
		for _, of := range []struct{ method, path string }{{"POST", "applications/a/start"}, {"GET", "applications/a"}, {"GET", "applications/a/events"}} {
			r := signed(t, of.method, s.URL+"/v1/"+of.path, "", "{}")
			w := httptest.NewRecorder()
			sent := httptest.NewRequest(of.method, r.URL.RequestURI(), strings.NewReader("{}"))
			sent.Header, sent.Host = r.Header, r.Host
			for name, value := range map[string]string{
				"If-Match": ifMatch, "If-None-Match": ifNoneMatch, "Accept": accept, "Content-Type": contentType, "Last-Event-ID": lastEventID,
			} {
				sent.Header.Set(name, value)
			}
			s.Config.Handler.ServeHTTP(w, sent)
			if w.Code < 400 || w.Code >= 500 {
				t.Fatalf("%s: %d %s", of.path, w.Code, w.Body)
			}
		}
	})
}

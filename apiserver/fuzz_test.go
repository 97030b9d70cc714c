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
	f.Fuzz(func(t *testing.T, target, path, body string) {
		address := s.URL + "/"
		if target == "" {
			address += "v1/" + path
		}
		if _, err := url.Parse(address); err != nil || strings.ContainsFunc(target+path, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Skip("no request")
		}
		method := http.MethodPost
		if body == "" {
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

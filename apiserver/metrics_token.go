package apiserver

import (
	"crypto/subtle"
	"net/http"
	"strings"
)

// asksForMetricsToken lets through who brings the token as Prometheus does, `Authorization: Bearer …`. An empty token lets everybody through.
func asksForMetricsToken(token string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if token == "" {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
			if !ok || subtle.ConstantTimeCompare([]byte(given), []byte(token)) != 1 {
				w.Header().Set("WWW-Authenticate", "Bearer")
				http.Error(w, "Metrics are told to who brings the token of --metrics-token-file.", http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// Package dashboard is the page that shows a cluster's job in a browser: how it is, its operators with what they read and write, its
// checkpoints, and what made it fail. The page asks the REST API that it is served beside, by relative URLs, so that it works below any
// path; it changes nothing, and loads nothing from anywhere else.
package dashboard

import (
	"embed"
	"net/http"
)

//go:embed index.html dashboard.js dashboard.css
var files embed.FS

// Paths are where the parts of the page are served, as patterns of http.ServeMux.
func Paths() []string { return []string{"GET /{$}", "GET /dashboard.js", "GET /dashboard.css"} }

// Handler serves the parts.
func Handler() http.Handler { return http.FileServerFS(files) }

package apiserver

import (
	"net/http"

	"github.com/swaggest/swgui"
	"github.com/swaggest/swgui/v5emb"
)

// docsPath is where a browser finds the contract as pages.
const docsPath = "/docs/"

// docs serves the contract as pages to browse. Nothing in them comes from elsewhere, and they send nothing: requests have to be signed.
func docs() http.HandlerFunc {
	pages := v5emb.NewHandlerWithConfig(swgui.Config{
		Title: "Penstock API", SwaggerJSON: "/openapi.yaml", BasePath: docsPath, HideCurl: true,
		SettingsUI: map[string]string{
			"supportedSubmitMethods": "[]", "docExpansion": `"list"`, "defaultModelsExpandDepth": "0", "filter": "true", "deepLinking": "true",
		},
	})
	return func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "+
			"img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		pages.ServeHTTP(w, r)
	}
}

package apiserver

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"go.yaml.in/yaml/v3"
)

// contract serves the text of openapi.yaml, as it is and as JSON for tools that read no YAML, by path.
func contract(text []byte) map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"/openapi.yaml": unchanging("application/yaml", func() ([]byte, error) { return text, nil }),
		"/openapi.json": unchanging(jsonType, func() ([]byte, error) {
			var contract map[string]any
			if err := yaml.Unmarshal(text, &contract); err != nil {
				return nil, fmt.Errorf("read openapi.yaml: %w", err)
			}
			return json.Marshal(contract)
		}),
	}
}

// unchanging serves a text that does not change, which is made when it is asked for first.
func unchanging(contentType string, text func() ([]byte, error)) http.HandlerFunc {
	type ready struct {
		text []byte
		tag  string
	}
	get := sync.OnceValues(func() (ready, error) {
		text, err := text()
		sum := sha256.Sum256(text)
		return ready{text, strconv.Quote(hex.EncodeToString(sum[:8]))}, err
	})
	return func(w http.ResponseWriter, r *http.Request) {
		file, err := get()
		if err != nil {
			panic(err) // it is built into the binary
		}
		h := w.Header()
		h.Set("Content-Type", contentType)
		h.Set("Cache-Control", "no-cache")
		h.Set("ETag", file.tag)
		h.Set("X-Content-Type-Options", "nosniff")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file.text))
	}
}

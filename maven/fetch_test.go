package maven_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/maven"
)

func artifact(content []byte) maven.Artifact {
	sum := sha256.Sum256(content)
	return maven.Artifact{Path: "org/example/a/1/a-1.jar", SHA256: hex.EncodeToString(sum[:]), Size: int64(len(content))}
}

func nothing(int64) {}

func TestCentral(t *testing.T) {
	t.Parallel()
	repository, err := url.Parse(maven.Central())
	require.NoError(t, err)
	require.Equal(t, "https", repository.Scheme)
	require.NotEmpty(t, repository.Host)
}

func TestFetch_goesOnWhereItBrokeOff(t *testing.T) {
	t.Parallel()
	content := bytes.Repeat([]byte("0123456789abcdef"), 4096)
	var requests atomic.Int32
	repository := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/m2/org/example/a/1/a-1.jar" {
			http.NotFound(w, r)
			return
		}
		if requests.Add(1) == 1 {
			w.Header().Set("Content-Length", "65536")
			_, _ = w.Write(content[:1000])
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}
		require.Equal(t, "bytes=1000-", r.Header.Get("Range"))
		http.ServeContent(w, r, "a.jar", time.Time{}, bytes.NewReader(content))
	}))
	defer repository.Close()
	path := filepath.Join(t.TempDir(), "lib", "a.jar")
	require.NoError(t, maven.Fetch(t.Context(), repository.URL+"/m2/", artifact(content), path, nothing))
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, content, got)
	require.EqualValues(t, 2, requests.Load())

	var counted int64
	require.NoError(t, maven.Fetch(t.Context(), "http://127.0.0.1:1/", artifact(content), path, func(n int64) { counted += n }))
	require.EqualValues(t, len(content), counted, "what is there is not fetched")
}

func TestFetch_refusesWhatWasNotPinned(t *testing.T) {
	t.Parallel()
	repository := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("evil")) }))
	defer repository.Close()
	dir := t.TempDir()
	ctx := t.Context()
	err := maven.Fetch(ctx, repository.URL, artifact([]byte("good")), filepath.Join(dir, "a.jar"), nothing)
	require.ErrorContains(t, err, "is not what it should be")
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left, "nothing of it is kept")
}

func TestFetch_doesNotInsistOnWhatIsNotThere(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	repository := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		http.NotFound(w, r)
	}))
	defer repository.Close()
	err := maven.Fetch(t.Context(), repository.URL, artifact([]byte("good")), filepath.Join(t.TempDir(), "a.jar"), nothing)
	require.ErrorContains(t, err, "404 Not Found")
	require.EqualValues(t, 1, requests.Load())
}

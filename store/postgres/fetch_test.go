package postgres_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store/postgres"
)

func TestFetch(t *testing.T) {
	t.Parallel()

	t.Run("an archive that is not the one known is refused", func(t *testing.T) {
		t.Parallel()
		asked := ""
		repository := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked = r.URL.Path
			http.ServeFile(w, r, filepath.Join("testdata", "good.jar"))
		}))
		defer repository.Close()
		config := newConfig(t)
		config.RepositoryURL = repository.URL + "/maven/"
		config.CacheDir = t.TempDir()
		_, err := postgres.Fetch(t.Context(), config)
		require.ErrorContains(t, err, "is not what it should be")
		require.Regexp(t, `^/maven/io/zonky/test/postgres/embedded-postgres-binaries-.*\.jar$`, asked)
		left, err := os.ReadDir(filepath.Join(config.CacheDir, "postgres"))
		require.NoError(t, err)
		require.Empty(t, left, "nothing of it is kept")
	})

	t.Run("a repository that does not have it", func(t *testing.T) {
		t.Parallel()
		repository := httptest.NewServer(http.NotFoundHandler())
		defer repository.Close()
		config := newConfig(t)
		config.RepositoryURL = repository.URL
		config.CacheDir = t.TempDir()
		_, err := postgres.Fetch(t.Context(), config)
		require.ErrorContains(t, err, "404 Not Found")
	})
}

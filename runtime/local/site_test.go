package local

import (
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDriver_SiteIsThatOfTheFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	sites := make([]string, 8)
	var group sync.WaitGroup
	for i := range sites {
		group.Go(func() {
			d, err := New(Options{Dir: dir, Executable: "penstock"})
			if err == nil {
				sites[i] = d.Site()
			}
		})
	}
	group.Wait()
	require.NotEmpty(t, sites[0])
	for _, site := range sites {
		require.Equal(t, sites[0], site)
	}
	other, err := New(Options{Dir: filepath.Join(dir, "other"), Executable: "penstock"})
	require.NoError(t, err)
	require.NotEqual(t, sites[0], other.Site())
}

package job_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
)

// TestPreload_OnlyChangesAreReadAfterTheStop goes on with state that was read while the job before still ran: the files that it was
// read from are not there any more.
func TestPreload_OnlyChangesAreReadAfterTheStop(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5}, row{"b", 10, 5}, row{"c", 100, 5})
	dir := t.TempDir()
	p := launch(t, feed, sumByKey, job.Options{Parallelism: 2, CheckpointDir: filepath.Join(dir, "before")})
	p.await(t, job.Running)
	feed.awaitTaken(t, 3)
	_, err := p.TriggerCheckpoint(t.Context())
	require.NoError(t, err)
	first := p.Checkpoints().LatestCompleted.Path
	options := job.Options{
		Parallelism: 3, RestorePath: first, Registry: connector.Registry{"feed": feed, "print": builtin.Registry()["print"]},
	}
	pl := planOf(sumByKey(watermarkNode(scanNode("feed", nil), 0)), "print", map[string]string{"connector": "print"})
	preloaded, err := job.Preload(t.Context(), pl, options)
	require.NoError(t, err)
	require.Equal(t, 3, preloaded.Preloaded())

	feed.tell(func() { feed.rows = append(feed.rows, row{"b", 20, 6}, row{"d", 1000, 6}) })
	feed.awaitTaken(t, 5)
	_, err = p.TriggerCheckpoint(t.Context())
	require.NoError(t, err)
	options.RestorePath, options.Preloaded = p.Checkpoints().LatestCompleted.Path, preloaded
	preloaded, err = job.Preload(t.Context(), pl, options)
	require.NoError(t, err)
	require.Equal(t, 4, preloaded.Preloaded())

	feed.tell(func() { feed.rows = append(feed.rows, row{"a", 2, 7}) })
	feed.awaitTaken(t, 6)
	path, err := p.StopWithSavepoint(t.Context(), dir, false)
	require.NoError(t, err)
	require.NoError(t, p.ended())
	m, err := checkpoint.ReadMetadata(checkpoint.Files{Storage: checkpoint.LocalStorage{}}, path)
	require.NoError(t, err)
	require.NotEmpty(t, m.Shared)
	for _, f := range m.Shared {
		require.NoError(t, os.Remove(filepath.Join(path, f.Name)))
	}

	feed.tell(func() {
		feed.rows = append(feed.rows, row{"a", 3, 8}, row{"b", 30, 8}, row{"c", 300, 8}, row{"d", 3000, 8})
	})
	after := launch(t, feed, sumByKey, job.Options{Parallelism: 3, RestorePath: path, Preloaded: preloaded})
	after.await(t, job.Running)
	feed.awaitTaken(t, 10)
	await(t, "results", func() bool { return len(after.out.lines()) == 8 })
	for _, want := range []string{"+U[a, 6, 3]", "+U[b, 60, 3]", "+U[c, 400, 2]", "+U[d, 4000, 2]"} {
		require.Contains(t, strings.Join(after.out.lines(), "\n"), want)
	}
}

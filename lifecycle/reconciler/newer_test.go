package reconciler

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
)

// While control planes are upgraded one after the other, one of before may come upon an application whose cluster a newer one has
// made. It leaves it alone, and does not count that as a failure of what the owner asked for.
func TestRun_LeavesWhatIsNewerToNewerVersions(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	f.create("a", "run", nil)
	stop := f.live()
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.await("a", lifecycle.StatusRunning)
	stop()

	rewrite := func(from, to string) {
		t.Helper()
		changed, err := f.sql.Exec(t.Context(), `UPDATE applications SET cluster = jsonb_set(cluster, '{version}', $2) WHERE cluster -> 'version' = $1`, from, to)
		require.NoError(t, err)
		require.EqualValues(t, 1, changed.RowsAffected())
	}
	var version string
	require.NoError(t, f.sql.QueryRow(t.Context(), `SELECT cluster ->> 'version' FROM applications`).Scan(&version))
	rewrite(version, "99")
	var told syncLog
	stop = f.live(func(c *Config) { c.Logger = slog.New(slog.NewTextHandler(&told, nil)) })
	operation, err := f.stop("a", false)
	require.NoError(t, err)
	require.Eventually(f, func() bool {
		return strings.Contains(told.String(), "written by a newer version of penstock")
	}, 2*time.Minute, time.Millisecond, "it does not say to whom it leaves the application")
	stop()
	app := f.app("a")
	require.Equal(t, lifecycle.StatusStopping, app.Status())
	require.Zero(t, app.Observed.Failures)
	require.Equal(t, 1, f.prepared())
	o, err := f.store.Operation(t.Context(), app.ID, operation)
	require.NoError(t, err)
	require.Equal(t, lifecycle.OperationInProgress, o.Status)

	rewrite("99", version) // as if a newer one went on
	f.live()
	f.await("a", lifecycle.StatusReady)
}

// syncLog is a log that a reconciler writes and a test reads.
type syncLog struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *syncLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *syncLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

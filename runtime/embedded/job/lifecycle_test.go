package job_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// feedSource is a connector whose rows come from a test, one by one. The source never ends unless the test says so.
type feedSource struct {
	rowSource
	mu     sync.Mutex
	rows   []row
	ended  bool
	failed error
	// changed is closed when there is something new; read when a reader has taken all there is.
	changed chan struct{}
	taken   int
	// discovery is the time after which splits are discovered again, 0 if there are no more.
	discovery time.Duration
}

func newFeed(rows ...row) *feedSource { return &feedSource{rows: rows, changed: make(chan struct{})} }

func (f *feedSource) Source(*connector.Table) (connector.Source, error) { return f, nil }

func (f *feedSource) DiscoveryInterval() time.Duration { return f.discovery }

func (f *feedSource) Discover(context.Context) ([]connector.Split, error) {
	return []connector.Split{{ID: "feed"}}, nil
}

func (f *feedSource) Open(_ context.Context, split connector.Split) (connector.SplitReader, error) {
	r := &feedReader{feed: f}
	for range split.Position {
		r.next++
	}
	return r, nil
}

// tell changes the feed.
func (f *feedSource) tell(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
	close(f.changed)
	f.changed = make(chan struct{})
}

// feedReader's position is as many bytes as it has read rows.
type feedReader struct {
	feed *feedSource
	next int
}

func (r *feedReader) Read(ctx context.Context, b *batch.Batch, limit int) error {
	for {
		r.feed.mu.Lock()
		rows, ended, failed, changed := r.feed.rows, r.feed.ended, r.feed.failed, r.feed.changed
		r.feed.taken = r.next
		if ctx.Err() != nil {
			failed = nil // what a read that is interrupted fails with is not told
		}
		if failed != nil {
			r.feed.failed = nil
		}
		r.feed.mu.Unlock()
		switch {
		case failed != nil:
			return failed
		case r.next < len(rows):
			n := min(limit, len(rows)-r.next)
			b.Resize(n)
			for i, row := range rows[r.next : r.next+n] {
				b.Cols[0].Str[i], b.Cols[1].I64[i], b.Cols[2].I64[i] = row.k, row.v, row.ts
			}
			r.next += n
			return nil
		case ended:
			return io.EOF
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (r *feedReader) Position() []byte { return make([]byte, r.next) }
func (r *feedReader) Close() error     { return nil }

// process is a job that runs in a test.
type process struct {
	*job.Job
	out  *syncBuffer
	done chan error
}

// syncBuffer is a bytes.Buffer for several goroutines.
type syncBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

var subtaskPrefix = regexp.MustCompile(`^\d+> `)

// lines are what was printed, without the subtask, sorted.
func (b *syncBuffer) lines() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	for i, l := range lines {
		lines[i] = subtaskPrefix.ReplaceAllString(l, "")
	}
	slices.Sort(lines)
	return slices.DeleteFunc(lines, func(l string) bool { return l == "" })
}

// launch runs a plan that reads the feed and prints, to what is returned unless the options say where.
func launch(t *testing.T, feed *feedSource, node func(plan.Node) plan.Node, o job.Options) *process {
	t.Helper()
	p := &process{out: &syncBuffer{}, done: make(chan error, 1)}
	registry := builtin.Registry()
	registry["feed"] = feed
	o.Registry = registry
	if o.Stdout == nil {
		o.Stdout = p.out
	}
	j, err := job.New(planOf(node(watermarkNode(scanNode("feed", nil), 0)), "print", map[string]string{"connector": "print"}), o)
	require.NoError(t, err)
	p.Job = j
	require.Equal(t, job.Initializing, j.Status().State)
	ctx, cancel := context.WithTimeout(context.Background(), testTimeout)
	go func() {
		defer cancel()
		p.done <- j.Run(ctx)
	}()
	t.Cleanup(func() {
		j.Cancel()
		<-p.done
	})
	return p
}

// await waits until a condition holds.
func await(t *testing.T, what string, condition func() bool) {
	t.Helper()
	require.Eventually(t, condition, testTimeout, time.Millisecond, what)
}

func (p *process) await(t *testing.T, s job.State) {
	t.Helper()
	await(t, string(s), func() bool { return p.Status().State == s })
}

// ended is what Run returned.
func (p *process) ended() error {
	err := <-p.done
	p.done <- err
	return err
}

func (f *feedSource) awaitTaken(t *testing.T, n int) {
	t.Helper()
	await(t, "the rows are taken", func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return f.taken >= n
	})
}

func tumbling(in plan.Node) plan.Node { return sumByWindow(in, plan.WindowSpec{Size: 10}) }

func TestJob_BoundedInputEndsAndFiresEverything(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5}, row{"a", 2, 17}, row{"b", 4, 16})
	feed.ended = true
	p := launch(t, feed, tumbling, job.Options{Parallelism: 3})
	require.NoError(t, p.ended())
	require.Equal(t, []string{
		"+I[a, 1, 1, 1970-01-01T00:00:00.010]", "+I[a, 2, 1, 1970-01-01T00:00:00.020]", "+I[b, 4, 1, 1970-01-01T00:00:00.020]",
	}, p.out.lines())
	s := p.Status()
	require.Equal(t, job.Finished, s.State)
	for _, entered := range []job.State{job.Initializing, job.Created, job.Running, job.Finished} {
		require.False(t, s.Entered[entered].IsZero(), entered)
	}
	vertices := p.Vertices()
	require.Len(t, vertices, 2)
	require.EqualValues(t, 3, summed(vertices[0], func(s job.Subtask) int64 { return s.ReadRecords }))
	require.EqualValues(t, 3, summed(vertices[1], func(s job.Subtask) int64 { return s.ReadRecords }))
	require.EqualValues(t, 3, summed(vertices[1], func(s job.Subtask) int64 { return s.WriteRecords }))
	require.Equal(t, "FINISHED", vertices[1].Subtasks[2].State)
	require.Equal(t, batch.MaxWatermark, vertices[1].Subtasks[2].Watermark)
	require.Contains(t, string(p.Plan()), `"ship_strategy":"HASH"`)
	require.Zero(t, p.Checkpoints().Total, "what is kept nowhere is no checkpoint")
	require.Error(t, p.Run(t.Context()), "a job runs once")
}

func TestJob_StopWithSavepointAndGoOnAtAnotherParallelism(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	feed := newFeed(row{"a", 1, 5}, row{"b", 2, 6}, row{"c", 3, 7}, row{"d", 4, 8})
	p := launch(t, feed, tumbling, job.Options{Parallelism: 2})
	p.await(t, job.Running)
	feed.awaitTaken(t, 4)
	path, err := p.StopWithSavepoint(t.Context(), dir, false)
	require.NoError(t, err)
	require.Equal(t, dir, filepath.Dir(path))
	require.NoError(t, p.ended())
	require.Equal(t, job.Finished, p.Status().State)
	require.Empty(t, p.out.lines(), "event time did not go on")
	require.Equal(t, path, p.Checkpoints().LatestSavepoint.Path)

	feed.tell(func() { feed.rows, feed.ended = append(feed.rows, row{"a", 8, 9}, row{"e", 9, 11}), true })
	p = launch(t, feed, tumbling, job.Options{Parallelism: 5, RestorePath: path})
	require.NoError(t, p.ended())
	require.Equal(t, []string{
		"+I[a, 9, 2, 1970-01-01T00:00:00.010]", "+I[b, 2, 1, 1970-01-01T00:00:00.010]", "+I[c, 3, 1, 1970-01-01T00:00:00.010]",
		"+I[d, 4, 1, 1970-01-01T00:00:00.010]", "+I[e, 9, 1, 1970-01-01T00:00:00.020]",
	}, p.out.lines())
	require.True(t, p.Checkpoints().Restore.Savepoint)
	require.Equal(t, path, p.Checkpoints().Restore.Path)
}

// A job may be looked at while it starts.
func TestJob_IsLookedAtAtAnyTime(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5})
	feed.ended = true
	p := launch(t, feed, tumbling, job.Options{Parallelism: 2})
	for state := p.Status().State; !state.Terminal(); state = p.Status().State {
		for _, v := range p.Vertices() {
			require.False(t, state == job.Running && v.Started.IsZero(), "it runs and has not started")
		}
	}
	require.NoError(t, p.ended())
}

// What waits for event time is sent also by a job that goes on from a checkpoint in which all there was to read has been read.
func TestJob_GoesOnFromWhereAllWasRead(t *testing.T) {
	t.Parallel()
	for _, parallelism := range []int{1, 3} {
		feed := newFeed(row{"a", 1, 5}, row{"b", 2, 6})
		feed.ended, feed.discovery = true, time.Hour
		p := launch(t, feed, tumbling, job.Options{Parallelism: parallelism})
		p.await(t, job.Running)
		feed.awaitTaken(t, 2)
		path, err := p.StopWithSavepoint(t.Context(), t.TempDir(), false)
		require.NoError(t, err)
		require.NoError(t, p.ended())
		require.Empty(t, p.out.lines(), "event time did not go on")

		feed.discovery = 0
		p = launch(t, feed, tumbling, job.Options{Parallelism: parallelism, RestorePath: path})
		require.NoError(t, p.ended())
		require.Equal(t, []string{"+I[a, 1, 1, 1970-01-01T00:00:00.010]", "+I[b, 2, 1, 1970-01-01T00:00:00.010]"}, p.out.lines(),
			"parallelism %d", parallelism)
	}
}

func TestJob_DrainFiresEverything(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5})
	p := launch(t, feed, tumbling, job.Options{Parallelism: 2})
	p.await(t, job.Running)
	feed.awaitTaken(t, 1)
	path, err := p.StopWithSavepoint(t.Context(), t.TempDir(), true)
	require.NoError(t, err)
	require.NoError(t, p.ended())
	require.Equal(t, []string{"+I[a, 1, 1, 1970-01-01T00:00:00.010]"}, p.out.lines())

	feed.tell(func() { feed.rows, feed.ended = append(feed.rows, row{"a", 2, 25}), true })
	p = launch(t, feed, tumbling, job.Options{RestorePath: path})
	require.NoError(t, p.ended())
	require.Equal(t, []string{"+I[a, 2, 1, 1970-01-01T00:00:00.030]"}, p.out.lines(), "nothing comes a second time")
}

func TestJob_RestartsFromItsCheckpoint(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5})
	p := launch(t, feed, sumByKey, job.Options{Parallelism: 2, CheckpointDir: t.TempDir(), RestartDelay: time.Millisecond})
	p.await(t, job.Running)
	feed.awaitTaken(t, 1)
	id, err := p.TriggerCheckpoint(t.Context())
	require.NoError(t, err)
	require.Equal(t, int64(1), id)
	feed.tell(func() { feed.failed = errors.New("the source is broken") })
	await(t, "restart", func() bool { return p.Restarts() == 1 && p.Status().State == job.Running })
	feed.tell(func() { feed.rows, feed.ended = append(feed.rows, row{"a", 2, 6}), true })
	require.NoError(t, p.ended())
	require.Equal(t, []string{"+I[a, 1, 1]", "+U[a, 3, 2]", "-U[a, 1, 1]"}, p.out.lines())
	require.Equal(t, "1", p.Metrics()["fullRestarts"])
	x := p.Exceptions()
	require.Len(t, x, 1)
	require.Contains(t, x[0].Message, "the source is broken")
	require.Contains(t, x[0].Task, "(1/2)")
	require.Equal(t, int64(1), p.Checkpoints().Restore.ID)
	require.False(t, p.Status().Entered[job.Restarting].IsZero())
	require.Equal(t, 1, p.Vertices()[0].Subtasks[0].Attempt)
}

func TestJob_RestartsFromNothingWithoutACheckpoint(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5})
	feed.failed = errors.New("broken at first")
	p := launch(t, feed, sumByKey, job.Options{RestartDelay: time.Millisecond})
	await(t, "restart", func() bool { return p.Restarts() == 1 })
	feed.tell(func() { feed.ended = true })
	require.NoError(t, p.ended())
	require.Equal(t, []string{"+I[a, 1, 1]"}, p.out.lines())
}

func TestJob_NoRestartFailsAtTheFirstError(t *testing.T) {
	t.Parallel()
	feed := newFeed()
	broken := errors.New("broken")
	feed.failed = broken
	p := launch(t, feed, sumByKey, job.Options{NoRestart: true})
	require.ErrorIs(t, p.ended(), broken)
	require.Equal(t, job.Failed, p.Status().State)
	require.Len(t, p.Exceptions(), 1)
}

func TestJob_Cancel(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]job.Options{"running": {}, "waiting for a restart": {RestartDelay: time.Hour}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			feed := newFeed()
			want := job.Running
			if options.RestartDelay > 0 {
				feed.failed, want = errors.New("broken"), job.Restarting
			}
			p := launch(t, feed, sumByKey, options)
			p.await(t, want)
			p.Cancel()
			require.ErrorIs(t, p.ended(), job.ErrCanceled)
			require.Equal(t, job.Canceled, p.Status().State)
			require.False(t, p.Status().Entered[job.Cancelling].IsZero())
			_, err := p.Savepoint(t.Context(), t.TempDir())
			require.ErrorIs(t, err, job.ErrNotRunning)
		})
	}
}

func TestJob_NullRowtimeFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "in.json")
	require.NoError(t, os.WriteFile(path, []byte(`{"k":"a","v":1,"ts":null}`), 0o600))
	in := watermarkNode(scanNode("filesystem", map[string]string{"connector": "filesystem", "path": path, "format": "json"}), 0)
	j, err := job.New(planOf(tumbling(in), "print", map[string]string{"connector": "print"}), job.Options{NoRestart: true, Registry: builtin.Registry()})
	require.NoError(t, err)
	require.Regexp(t, "(?i)rowtime.*null", j.Run(t.Context()).Error())
}

func TestJob_SavepointInPassing(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5})
	dir := t.TempDir()
	p := launch(t, feed, sumByKey, job.Options{Parallelism: 2})
	p.await(t, job.Running)
	feed.awaitTaken(t, 1)
	path, err := p.Savepoint(t.Context(), dir)
	require.NoError(t, err)
	require.Equal(t, job.Running, p.Status().State)
	m, err := checkpoint.ReadMetadata(checkpoint.Files{Storage: checkpoint.LocalStorage{}}, path)
	require.NoError(t, err)
	require.Equal(t, p.ID(), m.JobID)
	_, err = p.TriggerCheckpoint(t.Context())
	require.ErrorContains(t, err, "folder")
}

func TestNew_RestoreIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	feed := newFeed(row{"a", 1, 5})
	p := launch(t, feed, sumByKey, job.Options{MaxParallelism: 4})
	p.await(t, job.Running)
	feed.awaitTaken(t, 1)
	path, err := p.StopWithSavepoint(t.Context(), dir, false)
	require.NoError(t, err)

	registry := connector.Registry{"feed": feed, "print": builtin.Registry()["print"]}
	other := planOf(watermarkNode(scanNode("feed", nil), 0), "print", map[string]string{"connector": "print"})
	_, err = job.New(other, job.Options{RestorePath: path, Registry: registry})
	require.ErrorIs(t, err, checkpoint.ErrNotRestored)
	require.ErrorContains(t, err, "group")
	j, err := job.New(other, job.Options{RestorePath: path, Registry: registry, AllowNonRestoredState: true})
	require.NoError(t, err)
	require.Equal(t, 4, j.Settings().MaxParallelism, "the key groups are those of the state")
	_, err = job.New(other, job.Options{RestorePath: path, Registry: registry, AllowNonRestoredState: true, Parallelism: 5, MaxParallelism: 8})
	require.ErrorContains(t, err, "4 key groups")
	_, err = job.New(other, job.Options{RestorePath: filepath.Join(dir, "missing"), Registry: registry})
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestCheckRestore(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5}, row{"b", 1, 5}, row{"c", 1, 5})
	p := launch(t, feed, sumByKey, job.Options{MaxParallelism: 4, Parallelism: 2})
	p.await(t, job.Running)
	feed.awaitTaken(t, 3)
	path, err := p.Savepoint(t.Context(), t.TempDir())
	require.NoError(t, err)

	registry := connector.Registry{"feed": feed, "print": builtin.Registry()["print"]}
	sink := map[string]string{"connector": "print"}
	check := func(in plan.Node, o job.Options) error {
		o.RestorePath, o.Registry = path, registry
		return job.CheckRestore(t.Context(), planOf(in, "print", sink), o)
	}
	source := watermarkNode(scanNode("feed", nil), 0)
	require.NoError(t, check(sumByKey(source), job.Options{Parallelism: 3, MaxParallelism: 8}))
	require.ErrorContains(t, check(sumByKey(source), job.Options{Parallelism: 5, MaxParallelism: 8}), "4 key groups")
	require.ErrorIs(t, check(source, job.Options{}), checkpoint.ErrNotRestored)
	require.NoError(t, check(source, job.Options{AllowNonRestoredState: true}))

	byAnother := sumByKey(source).(*plan.GroupAggregate)
	byAnother.Keys, byAnother.Out = []int{1}, schemaOf(valueColumn, valueColumn, plan.Column{Name: "n", Type: types.Of(types.BigInt).NotNull()})
	err = check(byAnother, job.Options{AllowNonRestoredState: true})
	require.ErrorIs(t, err, state.ErrSignature, "state of other types never fits")
	require.ErrorContains(t, err, "group")

	files, err := filepath.Glob(filepath.Join(path, "*.state"))
	require.NoError(t, err)
	content, err := os.ReadFile(files[0])
	require.NoError(t, err)
	content[len(content)-1] ^= 1
	require.NoError(t, os.WriteFile(files[0], content, 0o600))
	err = check(sumByKey(source), job.Options{})
	require.ErrorIs(t, err, checkpoint.ErrDamaged)
	require.ErrorContains(t, err, filepath.Base(files[0]), "what is wrong is named before anything is stopped")

	path = filepath.Join(t.TempDir(), "missing")
	require.ErrorIs(t, check(sumByKey(source), job.Options{}), os.ErrNotExist)
	require.Equal(t, job.Running, p.Status().State, "a check does not touch the job")
}

func TestNew_OptionsAreChecked(t *testing.T) {
	t.Parallel()
	p := planOf(scanNode("feed", nil), "print", nil)
	for name, o := range map[string]job.Options{
		"job id": {JobID: "no"}, "parallelism": {Parallelism: -1}, "maximum parallelism": {Parallelism: 4, MaxParallelism: 3},
		"batch size": {BatchSize: -1}, "negative": {MinPause: -1}, "retained": {RetainedCheckpoints: -1},
	} {
		_, err := job.New(p, o)
		require.ErrorContains(t, err, name)
	}
	p.Config.LocalTimeZone = "Mars/Olympus"
	_, err := job.New(p, job.Options{})
	require.ErrorContains(t, err, "table.local-time-zone")
	p.Config.LocalTimeZone = ""
	p.Config.Values = map[string]string{"table.exec.source.idle-timeout": "soon"}
	_, err = job.New(p, job.Options{})
	require.ErrorContains(t, err, "idle-timeout")
}

// sumByKey is SELECT k, SUM(v), COUNT(*) ... GROUP BY k.
func sumByKey(in plan.Node) plan.Node {
	return &plan.GroupAggregate{
		Base: plan.Base{NodeID: "group", In: []plan.Node{in}, Sends: plan.Retract, Out: schemaOf(keyColumn, valueColumn,
			plan.Column{Name: "n", Type: types.Of(types.BigInt).NotNull()})},
		Keys: []int{0}, Aggs: sumAndCount(),
	}
}

package job_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/job/mortal"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// testTimeout bounds what should take milliseconds.
const testTimeout = 2 * time.Minute

// world is what outlives the processes of a test: the rows to read, the folder of the results, and the checkpoints.
type world struct {
	splits      [][]row
	gate        int
	results     string
	checkpoints *mortal.Files
	node        func(in plan.Node) plan.Node
	// late is by how much the watermark is behind, in milliseconds.
	late int64
	// preloaded is what was read for the next process while the one before ran.
	preloaded *checkpoint.Snapshot
}

// run runs one process that dies at its n-th point (0 is never), on the newest checkpoint there is. It tells whether the job
// has finished.
func (w *world) run(t require.TestingT, points, parallelism, batchSize int) bool {
	k := mortal.New(points)
	source := &rowSource{process: k, splits: w.splits, gate: w.gate}
	files := mortal.Sinks(builtin.Registry()["filesystem"], k)
	p := planOf(w.node(watermarkNode(scanNode("rows", nil), w.late)), "filesystem",
		map[string]string{"connector": "filesystem", "path": w.results, "format": "json"})
	storage := mortal.Storage{Process: k, Files: w.checkpoints}
	options := job.Options{
		JobID: strings.Repeat("0", 32), Registry: connector.Registry{"rows": source, "filesystem": files},
		Parallelism: parallelism, BatchSize: batchSize, NoRestart: true, RestorePath: w.checkpoints.Newest("checkpoints"),
		CheckpointDir: "checkpoints", CheckpointInterval: time.Millisecond, Storage: storage, Preloaded: w.preloaded,
		StateMemory: int64(parallelism % 2), // every other process has next to none
	}
	j, err := job.New(p, options)
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(context.Background(), testTimeout)
	defer cancel()
	defer w.preload(ctx, p, options)()
	k.AtDeath(cancel)
	err = j.Run(ctx)
	if k.Dead() {
		require.Error(t, err)
		return false
	}
	require.NoError(t, err)
	return true
}

// preload reads state for the next process, of the same parallelism, while this one runs. What is returned waits for it.
func (w *world) preload(ctx context.Context, p *plan.Plan, options job.Options) (wait func()) {
	var reading sync.WaitGroup
	w.preloaded, options.Preloaded = nil, nil
	reading.Go(func() {
		for range 3 {
			if options.RestorePath = w.checkpoints.Newest("checkpoints"); options.RestorePath == "" || ctx.Err() != nil {
				return
			}
			options.Preloaded, _ = job.Preload(ctx, p, options) // checkpoints go away while they are read
		}
	})
	return func() {
		reading.Wait()
		w.preloaded = options.Preloaded
	}
}

// lines are the lines of all result files, sorted.
func (w *world) lines(t require.TestingT) []string {
	var out []string
	entries, err := os.ReadDir(w.results)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	require.NoError(t, err)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(w.results, e.Name()))
		require.NoError(t, err)
		out = append(out, strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")...)
	}
	slices.Sort(out)
	return out
}

// windowed are the operators that keep state until event time passes it on.
var windowed = map[string]plan.WindowSpec{
	"tumble":   {Kind: plan.Tumble, Size: 5000},
	"hop":      {Kind: plan.Hop, Size: 6000, Slide: 2000},
	"cumulate": {Kind: plan.Cumulate, Size: 6000, Slide: 2000},
	"session":  {Kind: plan.Session, Size: 700},
}

// TestJob_ExactlyOnce kills a job again and again, each time going on with another parallelism, and wants the very result
// of an undisturbed run, late rows included.
func TestJob_ExactlyOnce(t *testing.T) {
	t.Parallel()
	nodes := map[string]func(plan.Node) plan.Node{"match": matchNode, "join": joinNode}
	for name, window := range windowed {
		nodes[name] = func(in plan.Node) plan.Node { return sumByWindow(in, window) }
	}
	for name, node := range nodes {
		t.Run(name, func(t *testing.T) { exactlyOnce(t, node, 1, 2000) })
	}
	// What several subtasks read comes in any order, so that no row may be late.
	t.Run("several splits", func(t *testing.T) { exactlyOnce(t, nodes["hop"], 4, time.Hour.Milliseconds()) })
}

func exactlyOnce(t *testing.T, node func(in plan.Node) plan.Node, splits int, late int64) {
	kills := 0
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "exactly-once")
		require.NoError(t, err)
		defer os.RemoveAll(dir)
		rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		w := &world{gate: rapid.IntRange(20, 150).Draw(t, "gate"), node: node, late: late}
		for range splits {
			w.splits = append(w.splits, randomRows(rnd, 300/splits, 2000))
		}
		undisturbed := *w
		undisturbed.gate = 0
		undisturbed.results, undisturbed.checkpoints = filepath.Join(dir, "want"), mortal.NewFiles()
		require.True(t, undisturbed.run(t, 0, 1, 1024))
		w.results, w.checkpoints = filepath.Join(dir, "got"), mortal.NewFiles()
		for attempt := 0; ; attempt++ {
			points := 0
			if attempt < 6 {
				points = rapid.IntRange(1, 120).Draw(t, "points")
			}
			if w.run(t, points, rapid.IntRange(1, 5).Draw(t, "parallelism"), rapid.SampledFrom([]int{1, 7, 1024}).Draw(t, "batch")) {
				break
			}
			kills++
		}
		require.NotEmpty(t, undisturbed.lines(t))
		require.Empty(t, cmp.Diff(undisturbed.lines(t), w.lines(t)))
	})
	t.Logf("%d kills", kills)
	require.Greater(t, kills, 28, "so few kills say little")
}

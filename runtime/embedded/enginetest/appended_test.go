package enginetest

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/embedded/sqltest"
)

// inOnePiece are cases whose input cannot come in parts, with the reason.
var inOnePiece = map[string]string{
	"formats/file_metadata": "the size of the file is in its rows",
	"file_formats/csv":      "a record has several lines",
}

// TestAppended runs cases whose files grow from savepoint to savepoint, each run with another parallelism and batch size, and wants of all runs together
// what one run gives. The variables of TestKilled say with how many seeds.
func TestAppended(t *testing.T) {
	t.Parallel()
	own, err := sqltest.Find("testdata")
	require.NoError(t, err)
	public, data := publicCases(t)
	first, seeds := variable(t, killFirst, 1), variable(t, killsVariable, killSeeds)
	for n, c := range append(own, public...) {
		if inOnePiece[c.Name] != "" || raceDetector && n%raceShare != 0 {
			continue
		}
		for seed := first; seed < first+seeds; seed++ {
			t.Run(c.Name+"/seed"+strconv.FormatUint(seed, 10), func(t *testing.T) {
				t.Parallel()
				ctx, cancel := context.WithTimeout(t.Context(), deadline)
				defer cancel()
				a := &appended{rnd: rand.New(rand.NewPCG(seed, uint64(len(c.Name)))), parallelisms: []int{1, 2, 4}, states: t.TempDir()}
				if c.Has("sequential") {
					a.parallelisms = []int{1}
				}
				c.Dir = a.copied(t, c.Dir)
				result, err := c.Run(ctx, sqltest.Options{Runner: a, Data: data, Parallelism: a.parallelisms[len(a.parallelisms)-1]})
				require.NoError(t, err)
				difference, err := c.Compare(result)
				require.NoError(t, err)
				if a.eventTimes < 2 || !a.late.Load() {
					require.Empty(t, difference, a.told)
				}
			})
		}
	}
}

// appended runs a script several times, each time with more of its input. It is a sqltest.Runner.
type appended struct {
	rnd          *rand.Rand
	parallelisms []int
	states       string
	// files are the whole input, and at how many bytes of each there were last.
	files map[string][]byte
	at    map[string]int
	// eventTimes is how many tables have one, late whether rows came too late: what does where two inputs meet depends on how far each has come.
	eventTimes int
	late       atomic.Bool
	// told is how far the files were in each run.
	told []map[string]int
}

// copied copies a case into a folder of the test, whose input the runs then write.
func (a *appended) copied(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	require.NoError(t, os.CopyFS(to, os.DirFS(dir)))
	a.files, a.at = make(map[string][]byte), make(map[string]int)
	require.NoError(t, filepath.WalkDir(to, func(path string, entry fs.DirEntry, err error) error {
		name := entry.Name()
		if err != nil || entry.IsDir() || strings.HasSuffix(name, ".gz") || name == "script.sql" || name == "sequential" || strings.HasPrefix(name, "expected") {
			return err
		}
		a.files[path], err = os.ReadFile(path)
		return err
	}))
	return to
}

// grow appends lines to each file, or all that is left. The last one that is there may lack its line break.
func (a *appended) grow(last bool) error {
	told := make(map[string]int)
	for path, content := range a.files {
		to := len(content)
		if !last {
			to = a.at[path] + a.rnd.IntN(len(content)-a.at[path]+1)
			to = max(a.at[path], bytes.LastIndexByte(content[:to], '\n')+a.rnd.IntN(2))
		}
		if err := os.WriteFile(path, content[:to], 0o600); err != nil {
			return err
		}
		a.at[path], told[filepath.Base(path)] = to, to
	}
	a.told = append(a.told, told)
	return nil
}

// RunScript implements sqltest.Runner.
func (a *appended) RunScript(ctx context.Context, file script.File, _ int, out io.Writer) (phase string, err error) {
	p, err := compile.Interactive([]script.File{file}, nil)
	if err == nil {
		err = compile.CheckRunnable(p)
	}
	if err != nil {
		return sqltest.PhaseValidate, err
	}
	a.eventTimes = strings.Count(file.Text, "WATERMARK FOR")
	options := job.Options{
		Name: "case", NoRestart: true, Stdout: out, Stderr: out, Registry: builtin.Registry(), SavepointAtEnd: a.states,
		Logger: slog.New(lateness{slog.DiscardHandler, &a.late}),
	}
	for left := 1 + a.rnd.IntN(3); ; left-- {
		if left == 0 {
			options.SavepointAtEnd = ""
		}
		if err := a.grow(left == 0); err != nil {
			return sqltest.PhaseRun, err
		}
		options.Parallelism, options.BatchSize = a.parallelisms[a.rnd.IntN(len(a.parallelisms))], []int{1, 3, job.DefaultBatchSize}[a.rnd.IntN(3)]
		j, err := job.New(p, options)
		if err == nil {
			err = j.Run(ctx)
		}
		if err != nil || left == 0 {
			return sqltest.PhaseRun, err
		}
		options.RestorePath, options.ReadAppended = j.Checkpoints().LatestSavepoint.Path, true
	}
}

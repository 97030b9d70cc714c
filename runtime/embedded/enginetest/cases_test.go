package enginetest

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// deadline is when a case that does not end has failed.
const deadline = 20 * time.Second

// shape is how a case is run.
type shape struct{ batchSize, parallelism int }

func (s shape) String() string {
	return fmt.Sprintf("batch%d/parallelism%d", s.batchSize, s.parallelism)
}

var sequential = []shape{{1, 1}, {3, 1}, {job.DefaultBatchSize, 1}}

// twoSourcesLate is the public case in which a row of one of two sources is behind its own watermark: whether it is late in the
// join depends on how far the other source has come, so it is run with whole files as batches only.
const twoSourcesLate = "/windows/join"

// TestFlink runs the cases of this folder.
func TestFlink(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob(filepath.Join("testdata", "*", "*", "script.sql"))
	require.NoError(t, err)
	require.NotEmpty(t, folders)
	for _, path := range folders {
		folder, err := filepath.Abs(filepath.Dir(path))
		require.NoError(t, err)
		shapes := slices.Clone(sequential)
		if _, err := os.Stat(filepath.Join(folder, "sequential")); os.IsNotExist(err) {
			shapes = append(shapes, shape{2, 2})
		}
		runFolder(t, folder, "", shapes)
	}
}

// TestPublicCases runs the SQL cases that are kept beside the repository.
func TestPublicCases(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs(filepath.Join("..", "..", "..", "..", "shared"))
	require.NoError(t, err)
	folders, err := filepath.Glob(filepath.Join(root, "sql-cases", "*", "*", "script.sql"))
	require.NoError(t, err)
	if len(folders) == 0 {
		t.Skip("there are no public SQL cases beside the repository")
	}
	data := unpacked(t, filepath.Join(root, "data"))
	for _, path := range folders {
		folder, shapes := filepath.Dir(path), sequential
		if strings.HasSuffix(filepath.ToSlash(folder), twoSourcesLate) {
			shapes = sequential[len(sequential)-1:]
		}
		runFolder(t, folder, data, shapes)
	}
}

func runFolder(t *testing.T, folder, data string, shapes []shape) {
	text, err := os.ReadFile(filepath.Join(folder, "script.sql"))
	require.NoError(t, err)
	file := script.File{Name: "script.sql", Text: strings.NewReplacer("@CASE@", folder, "@DATA@", data).Replace(string(text))}
	name := filepath.Base(filepath.Dir(folder)) + "/" + filepath.Base(folder)
	for _, s := range shapes {
		t.Run(name+"/"+s.String(), func(t *testing.T) {
			t.Parallel()
			output, phase, err := run(t, file, s)
			if refusal := lines(t, filepath.Join(folder, "expected_error.txt")); refusal != nil {
				requireRefusal(t, refusal, output, phase, err)
				return
			}
			require.NoError(t, err)
			changes := changesOf(output)
			rows, err := materialised(changes, s.parallelism)
			require.NoError(t, err)
			expected := lines(t, filepath.Join(folder, "expected.txt"))
			slices.Sort(expected)
			require.Equal(t, strings.Join(expected, "\n"), strings.Join(rows, "\n"))
			if exact := lines(t, filepath.Join(folder, "expected.changelog.txt")); exact != nil && s.parallelism == 1 {
				var got []string
				for _, c := range changes {
					got = append(got, c.String())
				}
				require.Equal(t, exact, got)
			}
		})
	}
}

// run gives what the script printed, and what failed in which phase.
func run(t *testing.T, file script.File, s shape) (output, phase string, err error) {
	p, err := compile.Compile([]script.File{file}, nil)
	if err == nil {
		err = compile.CheckRunnable(p)
	}
	if err != nil {
		return "", "validate", err
	}
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	var out bytes.Buffer
	j, err := job.New(p, job.Options{
		Name: file.Name, Parallelism: s.parallelism, BatchSize: s.batchSize, NoRestart: true, Stdout: &out, Registry: builtin.Registry(),
	})
	if err != nil {
		return "", "validate", err
	}
	if err = j.Run(ctx); err != nil {
		phase = "run"
	}
	return out.String(), phase, err
}

func requireRefusal(t *testing.T, expected []string, output, phase string, err error) {
	t.Helper()
	require.Error(t, err)
	for _, line := range expected {
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch {
		case value == "":
		case key == "phase" && value == "run":
			require.Equal(t, "run", phase)
		case key == "phase":
			require.NotEqual(t, "run", phase)
			require.Empty(t, changesOf(output))
		case key == "words":
			for word := range strings.SplitSeq(value, ",") {
				require.Contains(t, strings.ToLower(err.Error()), strings.ToLower(strings.TrimSpace(word)))
			}
		case key == "line":
			require.Regexp(t, regexp.MustCompile(`:`+value+`:`), err.Error())
		}
	}
}

// lines are those of a file that are not empty; nil if there is no such file.
func lines(t *testing.T, path string) []string {
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil
	}
	require.NoError(t, err)
	return slices.DeleteFunc(strings.Split(string(text), "\n"), func(line string) bool { return line == "" })
}

// unpacked is a copy of a folder of data in which each X.gz also stands as X.
func unpacked(t *testing.T, from string) string {
	to := t.TempDir()
	err := filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if packed := strings.TrimSuffix(target, ".gz"); packed != target {
			r, err := gzip.NewReader(bytes.NewReader(content))
			if err != nil {
				return err
			}
			plain, err := io.ReadAll(r)
			if err != nil {
				return err
			}
			if err := os.WriteFile(packed, plain, 0o644); err != nil {
				return err
			}
		}
		return os.WriteFile(target, content, 0o644)
	})
	if os.IsNotExist(err) {
		return to
	}
	require.NoError(t, err)
	return to
}

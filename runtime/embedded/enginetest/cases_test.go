package enginetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sqltest"
)

// deadline is when a case that does not end has failed.
const deadline = 2 * time.Minute

// shape is how a case is run: with restored, in two halves, the second one from a savepoint at that parallelism.
type shape struct {
	batchSize, parallelism, restored int
	// spilled and restoredSpilled tell that next to no state may be in memory.
	spilled, restoredSpilled bool
}

func (s shape) String() string {
	text := fmt.Sprintf("batch%d/parallelism%d", s.batchSize, s.parallelism)
	if s.restored > 0 {
		text += fmt.Sprintf("/restored%d", s.restored)
	}
	if s.spilled {
		text += "/spilled"
	}
	if s.restoredSpilled {
		text += "/restored spilled"
	}
	return text
}

var sequential = []shape{
	{batchSize: 1, parallelism: 1}, {batchSize: 3, parallelism: 1}, {batchSize: job.DefaultBatchSize, parallelism: 1},
	{batchSize: 3, parallelism: 1, restored: 1},
	{batchSize: 1, parallelism: 1, restored: 1, spilled: true}, {batchSize: 2, parallelism: 1, restored: 1, restoredSpilled: true},
	{batchSize: 2, parallelism: 1, restored: 1, spilled: true, restoredSpilled: true},
}

// TestFlink runs the cases of this folder.
func TestFlink(t *testing.T) {
	t.Parallel()
	cases, err := sqltest.Find("testdata")
	require.NoError(t, err)
	require.NotEmpty(t, cases)
	for _, c := range cases {
		shapes := slices.Clone(sequential)
		if !c.Has("sequential") {
			shapes = append(shapes, shape{batchSize: 2, parallelism: 2}, shape{batchSize: 2, parallelism: 2, restored: 3},
				shape{batchSize: 1, parallelism: 2, restored: 3, spilled: true, restoredSpilled: true})
		}
		runCase(t, c, "", shapes)
	}
}

// TestPublicCases runs the SQL cases that are kept beside the repository.
func TestPublicCases(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs(filepath.Join("..", "..", "..", "..", "shared"))
	require.NoError(t, err)
	if _, err := os.Stat(filepath.Join(root, "sql-cases")); os.IsNotExist(err) {
		t.Skip("there are no public SQL cases beside the repository")
	}
	cases, err := sqltest.Find(filepath.Join(root, "sql-cases"))
	require.NoError(t, err)
	require.NotEmpty(t, cases)
	data := t.TempDir()
	require.NoError(t, sqltest.Unpack(filepath.Join(root, "data"), data))
	for _, c := range cases {
		runCase(t, c, data, sequential)
	}
}

func runCase(t *testing.T, c sqltest.Case, data string, shapes []shape) {
	for _, s := range shapes {
		t.Run(c.Name+"/"+s.String(), func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			options := sqltest.Options{Parallelism: s.parallelism, BatchSize: s.batchSize, Data: data}
			if s.spilled {
				options.StateMemory = 1
			}
			if s.restoredSpilled {
				options.RestoredStateMemory = 1
			}
			if s.restored > 0 {
				options.States, options.RestoredParallelism = t.TempDir(), s.restored
			}
			result, err := c.Run(ctx, options)
			require.NoError(t, err)
			difference, err := c.Compare(result)
			require.NoError(t, err)
			require.Empty(t, difference)
		})
	}
}

package compile_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// recordedMatch is a query and what Flink gave for it: see testdata/match/README.md.
type recordedMatch struct {
	data, query string
	rows        []string
	failure     string
}

func readRecordedMatches(t *testing.T) (out []recordedMatch) {
	text, err := os.ReadFile("testdata/match/flink.txt")
	require.NoError(t, err)
	for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
		lines := strings.Split(block, "\n")
		data, query, ok := strings.Cut(lines[0], " ")
		require.True(t, ok, lines[0])
		m := recordedMatch{data: data, query: query, rows: lines[1:]}
		if len(m.rows) == 1 && strings.HasPrefix(m.rows[0], "ERROR ") {
			m.failure, m.rows = strings.TrimPrefix(m.rows[0], "ERROR "), nil
		}
		out = append(out, m)
	}
	return out
}

// TestMatchRecognize_AsFlink runs queries of all kinds of patterns and wants what Flink gave.
func TestMatchRecognize_AsFlink(t *testing.T) {
	t.Parallel()
	dir, err := filepath.Abs("testdata/match")
	require.NoError(t, err)
	recorded := readRecordedMatches(t)
	require.NotEmpty(t, recorded)
	for i, m := range recorded {
		// Each query runs with two of the six combinations.
		for j, size := range []int{1, 3, 1024} {
			parallelism := 1 + 2*(i%2)
			if j == i%3 {
				continue
			}
			t.Run(fmt.Sprintf("%d/%d/%d", i, parallelism, size), func(t *testing.T) {
				t.Parallel()
				rows, err := runMatch(t, dir, m, parallelism, size)
				if m.failure != "" {
					require.Contains(t, m.failure, "Could not skip to", "a failure with a message of its own")
					require.ErrorContains(t, err, "could not skip to", m.query)
					return
				}
				require.NoError(t, err, m.query)
				require.Equal(t, m.rows, rows, m.query)
			})
		}
	}
}

// sharedBuffer takes what several subtasks write.
type sharedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *sharedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

// runMatch returns the rows that a query gives, sorted.
func runMatch(t *testing.T, dir string, m recordedMatch, parallelism, batchSize int) ([]string, error) {
	text := fmt.Sprintf(`
CREATE TABLE t (id INT, k STRING, v INT, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json');
CREATE TABLE results WITH ('connector' = 'print') AS SELECT * FROM t MATCH_RECOGNIZE (%s) AS m;`,
		filepath.Join(dir, m.data+".jsonl"), m.query)
	p, err := compile.Compile([]script.File{{Name: "match.sql", Text: text}}, nil)
	require.NoError(t, err, m.query)
	var out sharedBuffer
	j, err := job.New(p, job.Options{
		Parallelism: parallelism, BatchSize: batchSize, NoRestart: true, Stdout: &out, Registry: builtin.Registry(),
	})
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := j.Run(ctx); err != nil {
		return nil, err
	}
	rows := []string{}
	for line := range strings.Lines(out.buffer.String()) {
		_, row, ok := strings.Cut(strings.TrimSuffix(line, "]\n"), "+I[")
		require.True(t, ok, line)
		rows = append(rows, row)
	}
	slices.Sort(rows)
	return rows, nil
}

package cluster

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

// recorder keeps each piece that it is given.
type recorder struct{ pieces []string }

func (r *recorder) Write(p []byte) (int, error) {
	r.pieces = append(r.pieces, string(p))
	return len(p), nil
}

func TestLineWriter_cuts_at_lines(t *testing.T) {
	t.Parallel()
	line := strings.Repeat("x", longestPiece/3) + "\n"
	endless := strings.Repeat("y", 2*longestPiece+5)
	for name, text := range map[string]string{"short": "a\nb", "lines": strings.Repeat(line, 5), "no line ends": endless, "empty": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var r recorder
			n, err := lineWriter{&r}.Write([]byte(text))
			require.NoError(t, err)
			require.Equal(t, len(text), n)
			require.Equal(t, text, strings.Join(r.pieces, ""))
			for i, piece := range r.pieces {
				require.LessOrEqual(t, len(piece), longestPiece)
				if name == "lines" {
					require.True(t, strings.HasSuffix(piece, "\n"), "piece %d", i)
				}
			}
		})
	}
}

// written are the events in a cluster's folder, without their times.
func written(t *testing.T, dir string) []eventlog.Event {
	t.Helper()
	b, err := eventlog.Read(filepath.Join(dir, eventlog.Folder), eventlog.Position{}, 1<<20, nil)
	require.NoError(t, err)
	for i := range b.Events {
		require.WithinDuration(t, time.Now(), b.Events[i].Time, time.Minute)
		b.Events[i].Time = time.Time{}
	}
	return b.Events
}

func TestOpenLogs_writes_events_as_the_service_does(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l, err := openLogs(dir, Spec{LogLevel: "WARN", LogFields: map[string]string{"applicationARN": "arn:x", "applicationVersionId": "7"}}, nil)
	require.NoError(t, err)
	l.logger.Info("not told at this level")
	l.logger.With("thread", "Source (1/2)", "k", "v").WithGroup("g").Warn("told", "text", "two words", slog.Group("in", "n", 1))
	l.logger.With("logger", "org.example.Job").Error("failed", "error", errors.New("first\nsecond"), "nothing", nil)
	l.close()
	events := written(t, dir)
	require.Len(t, events, 2)
	require.Regexp(t, `^cluster\.TestOpenLogs_\w+\(logs_test\.go:\d+\)$`, events[0].LocationInformation)
	events[0].LocationInformation, events[1].LocationInformation = "", ""
	require.Equal(t, []eventlog.Event{
		{
			ApplicationARN: "arn:x", ApplicationVersionID: "7", Logger: "penstock.runtime.embedded.cluster",
			Message: `told k=v g.text="two words" g.in.n=1`, MessageSchemaVersion: "1", MessageType: "WARN", ThreadName: "Source (1/2)",
		},
		{
			ApplicationARN: "arn:x", ApplicationVersionID: "7", Logger: "org.example.Job", Message: "failed",
			MessageSchemaVersion: "1", MessageType: "ERROR", ThreadName: "main", ThrowableInformation: []string{"first", "second"},
		},
	}, events)

	_, err = openLogs(dir, Spec{LogLevel: "LOUD"}, nil)
	require.Error(t, err)
}

func TestLogs_take_printed_lines_up_to_a_bound(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l, err := openLogs(dir, Spec{}, nil)
	require.NoError(t, err)
	const lines = 100_000 // in much less than a hundred seconds
	text := bytes.Repeat([]byte("+I[row]\n"), lines/100)
	for range 100 {
		n, err := l.stdout.Write(text)
		require.NoError(t, err)
		require.Len(t, text, n)
	}
	_, err = l.stderr.Write([]byte("-D[row]\n"))
	require.NoError(t, err)
	l.close()
	sum := 0
	for _, e := range written(t, dir) {
		switch {
		case e.Stream == "stderr":
			require.Equal(t, "-D[row]", e.Message)
		case e.Message == "+I[row]":
			sum++
		default:
			var left int
			_, err := fmt.Sscanf(e.Message, "%d printed lines are left out", &left)
			require.NoError(t, err, e.Message)
			require.Greater(t, left, 0)
			sum += left
		}
		require.Contains(t, []string{"stdout", "stderr"}, e.Stream)
	}
	require.Equal(t, lines, sum, "each line is there or counted")
	all, err := os.ReadFile(filepath.Join(dir, eventlog.Folder, "cluster.out"))
	require.NoError(t, err)
	require.Equal(t, lines, bytes.Count(all, []byte("\n")))
}

func TestPrintWriter_survives_a_file_that_cannot_be_written(t *testing.T) {
	t.Parallel()
	var events []eventlog.Event
	s := newSample(func(e eventlog.Event) { events = append(events, e) }, eventlog.Event{Stream: "stdout"})
	n, err := printWriter{lineWriter{fullDisk{}}, s}.Write([]byte("row\n"))
	require.NoError(t, err)
	require.Equal(t, 4, n)
	s.close()
	require.Len(t, events, 2)
	require.Equal(t, "row", events[0].Message)
	require.Equal(t, []string{"no space left on device"}, events[1].ThrowableInformation)
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// BenchmarkLogger is what a line costs the task that logs it.
func BenchmarkLogger(b *testing.B) {
	l, err := openLogs(b.TempDir(), Spec{}, nil)
	require.NoError(b, err)
	defer l.close()
	logger := l.logger.With("thread", "Source: orders (1/2)")
	b.ReportAllocs()
	for b.Loop() {
		logger.Warn("a row was skipped, because it cannot be read", "row", 4711, "error", errors.New("not a number"))
	}
}

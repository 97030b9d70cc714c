package job_test

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
)

// The log tells each change of state of the job and of its tasks in Flink's words, why a task failed, and what was dropped.
func TestJob_tells_its_life(t *testing.T) {
	t.Parallel()
	feed := newFeed(row{"a", 1, 5}, row{"a", 2, 100}, row{"a", 4, 6})
	in := watermarkNode(scanNode("feed", nil), 0)
	p := planOf(tumbling(in), "print", map[string]string{"connector": "print"})
	registry := builtin.Registry()
	registry["feed"] = feed
	log := &syncBuffer{}
	j, err := job.New(p, job.Options{
		Name: "orders", JobID: "0123456789abcdef0123456789abcdef", Registry: registry, BatchSize: 1, RestartDelay: time.Millisecond,
		CheckpointDir: t.TempDir(), CheckpointInterval: time.Millisecond,
		Logger: slog.New(slog.NewTextHandler(log, nil)),
	})
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- j.Run(t.Context()) }()
	has := func(text string) func() bool {
		return func() bool { return strings.Contains(strings.Join(log.lines(), "\n"), text) }
	}
	await(t, "a checkpoint", has("Completed checkpoint 1 for job 0123456789abcdef0123456789abcdef ("))
	feed.awaitTaken(t, 3)
	feed.tell(func() { feed.failed = errors.New("the disk is gone") })
	await(t, "a failure", has("switched from RUNNING to FAILED."))
	await(t, "a restart", has("switched from state RESTARTING to RUNNING."))
	feed.tell(func() { feed.ended = true })
	require.NoError(t, <-done)

	text := strings.Join(log.lines(), "\n")
	for _, want := range []string{
		`msg="Job orders (0123456789abcdef0123456789abcdef) switched from state INITIALIZING to CREATED."`,
		`msg="Job orders (0123456789abcdef0123456789abcdef) switched from state CREATED to RUNNING."`,
		` switched from CREATED to INITIALIZING."`, ` switched from INITIALIZING to RUNNING."`,
		` dropped 1 rows that came too late."`,
		`switched from state RUNNING to RESTARTING."`, ` switched from RUNNING to FINISHED."`,
		`switched from state RUNNING to FINISHED."`, `logger=org.apache.flink.runtime.executiongraph.ExecutionGraph`,
	} {
		require.Contains(t, text, want)
	}
	for line := range bytes.Lines([]byte(text)) {
		if bytes.Contains(line, []byte("to FAILED.")) {
			require.Contains(t, string(line), "level=WARN")
			require.Contains(t, string(line), "the disk is gone")
		}
	}
}

package e2e

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

// hoardingScript keeps all rows of a key for as long as the other side has none.
const hoardingScript = `
SET 'taskmanager.memory.process.size' = '128 mb';
CREATE TABLE events (k BIGINT, v STRING) WITH ('connector' = 'filesystem', 'path' = '${e2e:input}', 'format' = 'json',
	'source.monitor-interval' = '50ms');
CREATE TABLE others (k BIGINT) WITH ('connector' = 'filesystem', 'path' = '${e2e:others}', 'format' = 'json',
	'source.monitor-interval' = '50ms');
CREATE TABLE pairs (k BIGINT, n INT) WITH ('connector' = 'filesystem', 'path' = '${e2e:output}', 'format' = 'json');
INSERT INTO pairs SELECT events.k, CHAR_LENGTH(v) FROM events JOIN others ON events.k = others.k;
`

// saysWhy tells whether the application's log has something among the causes of its events.
func (s *server) saysWhy(name, text string) bool {
	return slices.ContainsFunc(s.logged(name, model.ListApplicationLogEventsRequest{}), func(e model.LogEvent) bool {
		return strings.Contains(strings.Join(e.ThrowableInformation, "\n"), text)
	})
}

// What belongs to one key has no room in memory. The job fails with who takes how much, is restarted again and again, which is told, and its
// process lives.
func TestOneKeyHasNoRoomInMemory(t *testing.T) {
	t.Parallel()
	s, f, others := newServer(t, "--sample-interval", "100ms", "--health-settle", "2s"), newFeed(t), newFeed(t)
	s.start()
	p := &person{T: t, s: s, dir: shortDir(t)}
	properties := f.properties(filepath.Join(shortDir(t), "out"))
	properties["others"] = others.input
	s.create("hoards", hoardingScript, properties)
	s.run("hoards")
	p.awaits("hoards", "HEALTHY")
	pid := s.cluster()

	for n := range 12 {
		var rows strings.Builder
		for i := range 100 {
			fmt.Fprintf(&rows, `{"k": 1, "v": "%d %s"}`+"\n", 100*n+i, strings.Repeat("x", 100_000))
		}
		f.write([]byte(rows.String()))
	}
	told := p.awaits("hoards", "RESTARTING")
	require.Equal(t, "FAILURE", told.Cause)
	for _, part := range []string{"memory is full", "the largest key has", "taskmanager.memory.process.size", "table.exec.state.ttl"} {
		require.Contains(t, told.Reason, part)
	}
	eventually(t, "restarts are counted", func() bool { return len(s.exceptions()) >= 2 })
	require.Regexp(t, `memory is full: .* held by Join\(`, s.exceptions()[0].Message())
	eventually(t, "the log of the application tells", func() bool { return s.saysWhy("hoards", "memory is full") })
	require.Equal(t, types.ApplicationStatusRunning, s.describe("hoards").ApplicationStatus)
	require.Equal(t, pid, s.cluster(), "it fails, and its process does not")
	_, err := s.api.StopApplication(t.Context(), &kinesisanalyticsv2.StopApplicationInput{ApplicationName: aws.String("hoards"), Force: aws.Bool(true)})
	require.NoError(t, err)
	s.await("hoards", types.ApplicationStatusReady)
}

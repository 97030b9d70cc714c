package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

// toldHealth is the health of an application as the command line tells it; nil where it has none.
type toldHealth struct {
	State, Cause, Reason string
	Since                time.Time
}

func (p *person) health(name string) *toldHealth {
	p.Helper()
	out, _ := p.does("status", name, "--output", "json")
	var status struct{ Health *toldHealth }
	require.NoError(p, json.Unmarshal([]byte(out), &status))
	return status.Health
}

// awaits waits until the application is in the health, and returns it.
func (p *person) awaits(name, state string) *toldHealth {
	p.Helper()
	var told *toldHealth
	eventually(p.T, name+" is "+state, func() bool {
		told = p.health(name)
		return told != nil && told.State == state
	})
	return told
}

// A record that cannot be read makes the job fail over and over; the application stays RUNNING, and says what is wrong with it. Once the
// record is mended the job comes back by itself.
func TestHealth_AMalformedRecord(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t, "--sample-interval", "100ms", "--health-settle", "2s"), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	p := &person{T: t, s: s, dir: shortDir(t)}
	s.create("torn", script, f.properties(out))
	require.Nil(t, p.health("torn"), "nothing runs")
	f.add(10)
	s.run("torn")
	p.awaits("torn", "HEALTHY")

	torn := filepath.Join(f.input, "torn")
	require.NoError(t, os.WriteFile(torn+".tmp", []byte("{ torn\n"), 0o600))
	require.NoError(t, os.Rename(torn+".tmp", torn+".json"))
	told := p.awaits("torn", "RESTARTING")
	require.Equal(t, "FAILURE", told.Cause)
	require.Contains(t, told.Reason, "The job failed")
	require.Contains(t, told.Reason, "torn.json")
	require.Equal(t, types.ApplicationStatusRunning, s.describe("torn").ApplicationStatus)
	text, _ := p.does("status", "torn")
	require.Contains(t, text, "restarting for ")
	text, _ = p.does("apps")
	require.Contains(t, text, "restarting")

	// Another control plane knows since when.
	s.kill()
	s.start()
	require.Equal(t, told.Since, p.awaits("torn", "RESTARTING").Since)

	require.NoError(t, os.WriteFile(torn+".json", nil, 0o600))
	p.awaits("torn", "HEALTHY")
	s.stopGracefully("torn")
	require.Nil(t, p.health("torn"))
}

// A cluster that hangs makes its application stalled until it answers again.
func TestHealth_AClusterThatHangs(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t, "--sample-interval", "100ms", "--health-stall", "1s"), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	p := &person{T: t, s: s, dir: shortDir(t)}
	s.create("hung", script, f.properties(out))
	s.run("hung")
	p.awaits("hung", "HEALTHY")
	pid := s.cluster()
	require.NoError(t, syscall.Kill(pid, syscall.SIGSTOP))
	told := p.awaits("hung", "STALLED")
	require.Equal(t, "UNREACHABLE", told.Cause)
	require.Contains(t, told.Reason, "has not answered since")
	eventually(t, "the metrics tell", func() bool { return s.metric(`penstock_applications_health{health="stalled"}`) == "1" })
	require.NoError(t, syscall.Kill(pid, syscall.SIGCONT))
	p.awaits("hung", "HEALTHY")
	require.Equal(t, pid, s.cluster(), "it was only told of")
}

// metric is the value of a metric, empty where it is not told.
func (s *server) metric(name string) string {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.address+"/metrics", nil)
	require.NoError(s, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(s, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(s, err)
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, name+" "); found {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// slowScript takes about a tenth of a millisecond for each row.
const slowScript = `
CREATE TABLE events (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '${e2e:input}', 'format' = 'json',
	'source.monitor-interval' = '50ms');
CREATE TABLE slow (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '${e2e:output}', 'format' = 'csv');
INSERT INTO slow SELECT id FROM events WHERE CHAR_LENGTH(SHA512(REPEAT(CAST(id AS STRING), 10000))) > 0;
`

// flood appends rows ten times a second until ctx is done: a job that reads a tenth of that has no moment in which it catches up, however long
// whoever looks at it takes.
func (f *feed) flood(ctx context.Context, rows string) error {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for n := 0; ; n++ {
		hidden := filepath.Join(f.input, ".flood")
		if err := os.WriteFile(hidden, []byte(rows), 0o600); err != nil {
			return err
		}
		if err := os.Rename(hidden, filepath.Join(f.input, fmt.Sprintf("flood-%d.json", n))); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// More comes in than a job can read, until it is told to be behind.
func TestHealth_MoreComesThanIsRead(t *testing.T) {
	t.Parallel()
	s := newServer(t, "--sample-interval", "200ms", "--health-pile", "1s", "--health-behind", "2s")
	f, out := newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	p := &person{T: t, s: s, dir: shortDir(t)}
	s.create("slow", slowScript, f.properties(out))
	s.run("slow")

	flooding, stop := context.WithCancel(t.Context())
	defer stop()
	flooded := make(chan error, 1)
	go func() { flooded <- f.flood(flooding, strings.Repeat("{\"id\": 123456}\n", 10_000)) }()
	var told *toldHealth
	eventually(t, "slow is BEHIND", func() bool {
		told = p.health("slow")
		return told != nil && told.State == "BEHIND"
	})
	stop()
	require.NoError(t, <-flooded)
	require.Equal(t, "INPUT", told.Cause)
	require.Contains(t, told.Reason, "More comes in than is read")
	_, err := s.api.StopApplication(t.Context(), &kinesisanalyticsv2.StopApplicationInput{ApplicationName: aws.String("slow"), Force: aws.Bool(true)})
	require.NoError(t, err)
	s.await("slow", types.ApplicationStatusReady)
	require.Nil(t, p.health("slow"))
}

package cluster_test

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/cluster"
	"github.com/penstock/penstock/runtime/embedded/cluster/announce"
	"github.com/penstock/penstock/runtime/embedded/cluster/clustertest"
)

const (
	jobID   = "0123456789abcdef0123456789abcdef"
	otherID = "fedcba9876543210fedcba9876543210"
	wait    = 2 * time.Minute
	look    = 2 * time.Millisecond
)

// process is a cluster's process, run inside of the test.
type process struct {
	*testing.T
	dir      string
	spec     cluster.Spec
	endpoint announce.Endpoint
	http     *http.Client
	stop     context.CancelFunc
	ended    chan error
}

// folder makes a cluster's directory.
func folder(t *testing.T, dir, text string) cluster.Spec {
	t.Helper()
	spec := cluster.Spec{
		Version: cluster.SpecVersion, Name: "job", JobID: jobID, Scripts: []string{"script.sql"}, Parallelism: 2, MaxParallelism: 128,
		Checkpoints:    cluster.Checkpoints{Enabled: true, Interval: cluster.Duration(time.Minute)},
		CheckpointsURI: "file://" + filepath.Join(t.TempDir(), "checkpoints"),
		LogFields:      map[string]string{"applicationARN": "arn:x"},
	}
	data, err := json.Marshal(spec)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, cluster.SpecFile), data, 0o600))
	require.NoError(t, os.Mkdir(filepath.Join(dir, cluster.ScriptFolder), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, cluster.ScriptFolder, "script.sql"), []byte(text), 0o600))
	return spec
}

func start(t *testing.T, dir string) *process {
	t.Helper()
	p := &process{T: t, dir: dir, spec: folder(t, dir, "fine"), ended: make(chan error, 1)}
	var ctx context.Context
	ctx, p.stop = context.WithCancel(t.Context())
	go func() {
		p.ended <- cluster.Run(ctx, cluster.Options{Dir: dir, Engine: clustertest.Engine{}, OrphanCheck: 10 * time.Millisecond})
	}()
	require.Eventually(t, func() bool {
		var err error
		p.endpoint, err = announce.ReadEndpoint(dir)
		return err == nil
	}, wait, look)
	p.http = &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, p.endpoint.Network, p.endpoint.Address)
		},
	}}
	t.Cleanup(func() {
		p.stop()
		p.http.CloseIdleConnections()
	})
	return p
}

// do sends a request with the token and gives the status and the decoded answer.
func (p *process) do(method, path, body string) (int, map[string]any) {
	p.Helper()
	req, err := http.NewRequestWithContext(p.Context(), method, "http://x"+path, strings.NewReader(body))
	require.NoError(p, err)
	req.Header.Set("Authorization", "Bearer "+p.endpoint.Token)
	res, err := p.http.Do(req)
	require.NoError(p, err)
	defer res.Body.Close()
	var out map[string]any
	require.NoError(p, json.NewDecoder(res.Body).Decode(&out))
	return res.StatusCode, out
}

func (p *process) run() {
	p.Helper()
	status, body := p.do("POST", "/jars/script/run", `{}`)
	require.Equal(p, 200, status, body)
	p.await("RUNNING")
}

func (p *process) await(state string) {
	p.Helper()
	require.Eventually(p, func() bool {
		_, body := p.do("GET", "/jobs/"+jobID, "")
		return body["state"] == state
	}, wait, look, state)
}

func TestRun_serves_on_a_socket_of_its_owner(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	if len(filepath.Join(p.dir, "rest.sock")) > 103 {
		require.Equal(t, "tcp", p.endpoint.Network)
		return
	}
	require.Equal(t, "unix", p.endpoint.Network)
	info, err := os.Stat(p.endpoint.Address)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	status, body := p.do("GET", "/overview", "")
	require.Equal(t, 200, status)
	require.EqualValues(t, 2, body["slots-available"])
}

func TestRun_serves_on_loopback_with_a_token_where_the_path_is_long(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), strings.Repeat("long", 30))
	require.NoError(t, os.Mkdir(dir, 0o700))
	p := start(t, dir)
	require.Equal(t, "tcp", p.endpoint.Network)
	require.True(t, strings.HasPrefix(p.endpoint.Address, "127.0.0.1:"))
	status, _ := p.do("GET", "/overview", "")
	require.Equal(t, 200, status)
	p.endpoint.Token += "x"
	status, _ = p.do("GET", "/overview", "")
	require.Equal(t, 401, status)
}

func TestRun_runs_one_job(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	status, _ := p.do("GET", "/jobs/"+jobID, "")
	require.Equal(t, 404, status, "a prepared cluster has no job")
	p.run()

	status, _ = p.do("POST", "/jars/script/run", `{"jobId":"`+jobID+`"}`)
	require.Equal(t, 200, status, "running it again is harmless")
	status, _ = p.do("POST", "/jars/script/run", `{"jobId":"`+otherID+`"}`)
	require.Equal(t, 409, status, "another job is refused")

	require.Eventually(t, func() bool {
		text, err := os.ReadFile(filepath.Join(p.dir, "log", "cluster.out"))
		return err == nil && string(text) == "+I[running]\n"
	}, wait, look, "what sinks print goes to a file")

	status, _ = p.do("PATCH", "/jobs/"+jobID+"?mode=cancel", "")
	require.Equal(t, 202, status)
	p.await("CANCELED")
}

func TestRun_speaks_of_URIs(t *testing.T) {
	t.Parallel()
	p, dir := start(t, t.TempDir()), filepath.Join(t.TempDir(), "a b")
	p.run()
	uri := (&url.URL{Scheme: "file", Path: dir}).String()
	savepoint := func(target string) (location, failure any) {
		t.Helper()
		status, body := p.do("POST", "/jobs/"+jobID+"/savepoints", `{"target-directory":"`+target+`"}`)
		require.Equal(t, 202, status)
		require.Eventually(t, func() bool {
			_, operation := p.do("GET", "/jobs/"+jobID+"/savepoints/"+body["request-id"].(string), "")
			if outcome, done := operation["operation"].(map[string]any); done {
				location, failure = outcome["location"], outcome["failure-cause"]
			}
			return location != nil || failure != nil
		}, wait, look)
		return location, failure
	}
	location, failure := savepoint(uri)
	require.Nil(t, failure)
	require.Equal(t, uri+"/savepoint-1", location)
	require.FileExists(t, filepath.Join(dir, "savepoint-1", "_metadata"))
	_, failure = savepoint("s3://bucket/dir")
	require.Contains(t, failure.(map[string]any)["stack-trace"], "not a file URI")

	_, checkpoints := p.do("GET", "/jobs/"+jobID+"/checkpoints", "")
	latest := checkpoints["latest"].(map[string]any)["savepoint"].(map[string]any)
	require.Equal(t, uri+"/savepoint-1", latest["external_path"])
}

func TestRun_ends_when_its_directory_is_gone(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "cluster")
	require.NoError(t, os.Mkdir(dir, 0o700))
	p := start(t, dir)
	p.run()
	require.NoError(t, os.Rename(dir, dir+"-gone"))
	require.NoError(t, <-p.ended)
}

func TestRun_takes_a_last_checkpoint_when_it_is_told_to_end(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	p.run()
	p.stop()
	require.NoError(t, <-p.ended)
	root, err := cluster.LocalPath(p.spec.CheckpointsURI)
	require.NoError(t, err)
	require.FileExists(t, filepath.Join(root, jobID, "chk-1", "_metadata"))
}

func TestRun_announces_a_script_that_is_wrong(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	folder(t, dir, "broken")
	require.Error(t, cluster.Run(t.Context(), cluster.Options{Dir: dir, Engine: clustertest.Engine{}}))
	note, err := announce.ReadExit(dir)
	require.NoError(t, err)
	require.Equal(t, announce.Exit{Version: announce.Version, Reason: "script.sql:1:1: broken", Terminal: true}, note)
}

func TestRun_announces_a_spec_that_is_wrong(t *testing.T) {
	t.Parallel()
	for name, spec := range map[string]string{
		"newer":           `{"version":99}`,
		"no script":       `{"version":1,"parallelism":1,"maxParallelism":1,"checkpointsUri":"file:///c"}`,
		"outside":         `{"version":1,"scripts":["../x"],"parallelism":1,"maxParallelism":1,"checkpointsUri":"file:///c"}`,
		"no parallelism":  `{"version":1,"scripts":["x"],"maxParallelism":1,"checkpointsUri":"file:///c"}`,
		"another storage": `{"version":1,"scripts":["x"],"parallelism":1,"maxParallelism":1,"checkpointsUri":"s3://c/d"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, cluster.SpecFile), []byte(spec), 0o600))
			require.Error(t, cluster.Run(t.Context(), cluster.Options{Dir: dir, Engine: clustertest.Engine{}}))
			note, err := announce.ReadExit(dir)
			require.NoError(t, err)
			require.NotEmpty(t, note.Reason)
			require.False(t, note.Terminal, "another build may know what to do with it")
		})
	}
}

func TestLocalPath(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"file:///a/b%20c/": "/a/b c", "file:/a": "/a", "/a b/%20": "/a b/%20", "s3://x/y": "", "rel": "", "file://host/a": "",
	} {
		got, err := cluster.LocalPath(in)
		require.Equal(t, want, got, in)
		require.Equal(t, want == "", err != nil, in)
	}
}

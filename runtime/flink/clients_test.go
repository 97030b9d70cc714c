package flink_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/cluster"
	"github.com/penstock/penstock/runtime/embedded/cluster/announce"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/flinkrest"
)

const (
	watchedJob = "0123456789abcdef0123456789abcdef"
	// watchedScript has sources that never end, a shuffle and state.
	watchedScript = `
CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '200');
CREATE TABLE counts (k BIGINT, n BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO counts SELECT MOD(id, 3), COUNT(*) FROM numbers GROUP BY MOD(id, 3);`
)

// unread are the requests that the embedded engine does not answer, with the reason.
var unread = map[string]string{
	"JobManagerEnvironmentHeaders":      "tells the environment and the options of a JVM",
	"JobManagerJobEnvironmentHeaders":   "tells the environment and the options of a JVM",
	"JobManagerThreadDumpHeaders":       "tells the threads of a JVM",
	"TaskManagerThreadDumpHeaders":      "tells the threads of a JVM",
	"JobManagerProfilingListHeaders":    "is of a profiler for a JVM",
	"TaskManagerProfilingListHeaders":   "is of a profiler for a JVM",
	"JobVertexFlameGraphHeaders":        "is of a profiler for a JVM",
	"JobManagerLogUrlHeaders":           "is answered by a history server alone",
	"TaskManagerLogUrlHeaders":          "is answered by a history server alone",
	"JobResourceRequirementsHeaders":    "is answered by Flink's adaptive scheduler alone",
	"ClusterDataSetDeleteStatusHeaders": "asks for the end of what nobody can begin: there are no such data sets",
	"SavepointDisposalStatusHeaders":    "asks for the end of what nobody can begin: savepoints are deleted by the control plane",
}

// flinkClients are the programs of an Apache Flink that speak to the REST API of a cluster of the embedded engine, at a port.
type flinkClients struct {
	*testing.T
	classPath string
	port      string
	// cluster is the same cluster, as the control plane sees it.
	cluster *flinkrest.Client
}

// newFlinkClients starts a cluster, whose job runs.
func newFlinkClients(t *testing.T) *flinkClients {
	runtime := flinktest.Runtime(t)
	if runtime != "FLINK-1_20" {
		t.Skipf("the embedded engine has the REST API of Flink 1.20, not of %s", runtime)
	}
	v, known := distribution.Find(runtime)
	require.True(t, known)
	installed, err := distribution.Install(t.Context(), v, distribution.Options{Cache: maven.CacheDir(os.TempDir()), Repository: maven.Repository()})
	require.NoError(t, err)
	jars, err := installed.ClassPath()
	require.NoError(t, err)

	dir, err := os.MkdirTemp("", "clients") // that of a test may be too long for a socket
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(dir)) })
	spec, err := json.Marshal(cluster.Spec{
		Version: cluster.SpecVersion, Name: "watched", JobID: watchedJob, Scripts: []string{"script.sql"}, Parallelism: 2, MaxParallelism: 128,
		Checkpoints:    cluster.Checkpoints{Enabled: true, Interval: cluster.Duration(time.Hour)},
		CheckpointsURI: "file://" + filepath.Join(t.TempDir(), "checkpoints"),
	})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, cluster.SpecFile), spec, 0o600))
	require.NoError(t, os.Mkdir(filepath.Join(dir, cluster.ScriptFolder), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, cluster.ScriptFolder, "script.sql"), []byte(watchedScript), 0o600))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- cluster.Run(ctx, cluster.Options{Dir: dir, Engine: cluster.NewEngine()}) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-ended)
	})

	var at announce.Endpoint
	require.Eventually(t, func() bool {
		at, err = announce.ReadEndpoint(dir)
		return err == nil
	}, time.Minute, 10*time.Millisecond)
	require.Equal(t, "unix", at.Network)
	client := flinkrest.New(driver.Endpoint{Network: at.Network, Address: at.Address, BaseURL: "http://localhost"})
	t.Cleanup(client.Close)
	_, err = client.Run(t.Context(), "script", flinkrest.RunRequest{JobID: watchedJob})
	require.NoError(t, err)
	require.Eventually(t, func() bool { // not all of its tasks: a source without anything to read has ended
		job, err := client.Job(t.Context(), watchedJob)
		return err == nil && job.State == flinkrest.JobRunning
	}, time.Minute, 10*time.Millisecond)
	return &flinkClients{T: t, classPath: strings.Join(jars, string(os.PathListSeparator)), port: forward(t, at.Address), cluster: client}
}

// forward makes a port of loopback lead to a socket, which clients in Java do not know, and returns its number.
func forward(t *testing.T, socket string) (port string) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			from, err := listener.Accept()
			if err != nil {
				return
			}
			to, err := (&net.Dialer{}).DialContext(t.Context(), "unix", socket)
			if err != nil {
				from.Close()
				continue
			}
			for _, ends := range [][2]net.Conn{{from, to}, {to, from}} {
				go func() {
					_, _ = io.Copy(ends[1], ends[0]) // whoever breaks off tells the other
					ends[0].Close()
					ends[1].Close()
				}()
			}
		}
	}()
	_, port, err = net.SplitHostPort(listener.Addr().String())
	require.NoError(t, err)
	return port
}

// java runs a program with the classes of Flink, and returns what it prints.
func (c *flinkClients) java(arguments ...string) string {
	c.Helper()
	ctx, cancel := context.WithTimeout(c.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "java", append([]string{"-XX:TieredStopAtLevel=1", "-cp", c.classPath}, arguments...)...)
	conf := c.TempDir()
	require.NoError(c, os.WriteFile(filepath.Join(conf, "config.yaml"), []byte("rest.address: 127.0.0.1\nrest.port: "+c.port+"\n"), 0o600))
	cmd.Env = append(os.Environ(), "FLINK_CONF_DIR="+conf)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	require.NoError(c, err, "%s%s", out, problems.String())
	return string(out)
}

// flink runs an order of Flink's command line.
func (c *flinkClients) flink(arguments ...string) string {
	c.Helper()
	return c.java(append([]string{"org.apache.flink.client.cli.CliFrontend"}, arguments...)...)
}

// Every request for something that Flink's REST API has is answered in a way that Flink's own client reads.
func TestFlink_clientsReadTheEmbeddedEngine(t *testing.T) {
	c := newFlinkClients(t)
	checkpoint, err := c.cluster.TriggerCheckpoint(t.Context(), watchedJob, strings.Repeat("0", 31)+"1")
	require.NoError(t, err)
	var newest int64
	require.Eventually(t, func() bool {
		checkpoints, err := c.cluster.Checkpoints(t.Context(), watchedJob)
		require.NoError(t, err)
		if checkpoints.Latest.Completed != nil {
			newest = checkpoints.Latest.Completed.ID
		}
		return newest > 0
	}, time.Minute, 10*time.Millisecond)
	job, err := c.cluster.Job(t.Context(), watchedJob)
	require.NoError(t, err)
	workers, err := c.cluster.TaskManagers(t.Context())
	require.NoError(t, err)
	savepoint, err := c.cluster.TriggerSavepoint(t.Context(), watchedJob, flinkrest.SavepointRequest{TargetDirectory: "file://" + t.TempDir()})
	require.NoError(t, err)

	told := c.java(filepath.Join("testdata", "Reads.java"), c.port, "jobid="+watchedJob, "vertexid="+job.Vertices[0].ID,
		"taskmanagerid="+workers[0].ID, fmt.Sprint("checkpointid=", newest), "triggerid="+strings.Repeat("0", 32),
		"SavepointStatusHeaders.triggerid="+savepoint, "CheckpointStatusHeaders.triggerid="+checkpoint)
	left := map[string]string{}
	read := 0
	for line := range strings.Lines(told) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		require.Len(t, fields, 3, line)
		if _, expected := unread[fields[0]]; expected == (fields[2] == "") {
			left[fields[0]] = fields[1] + " " + fields[2]
		}
		if fields[2] == "" {
			read++
		}
	}
	require.Empty(t, left, "these, and no others, are to be read or not")
	require.Greater(t, read, 30)
}

// Flink's command line lists jobs, and takes their savepoints and checkpoints.
func TestFlink_commandLineOfTheEmbeddedEngine(t *testing.T) {
	c := newFlinkClients(t)
	listed := " : " + watchedJob + " : watched "
	told := c.flink("list", "-a")
	require.Contains(t, told, "Running/Restarting Jobs")
	require.Contains(t, told, listed+"(RUNNING)\n")

	completed := func(told string) {
		t.Helper()
		_, path, found := strings.Cut(told, "Savepoint completed. Path: file:")
		require.True(t, found, told)
		path, _, _ = strings.Cut(path, "\n")
		_, err := os.Stat(filepath.Join(strings.TrimPrefix(path, "//"), "_metadata"))
		require.NoError(t, err)
	}
	target := "file://" + t.TempDir()
	completed(c.flink("savepoint", watchedJob, target))
	told = c.flink("checkpoint", watchedJob)
	require.Regexp(t, `Checkpoint [0-9]+ for job `+watchedJob+` completed\.`, told)
	completed(c.flink("stop", "--savepointPath", target, watchedJob))
	awaitState(t.Context(), t, c.cluster, watchedJob, flinkrest.JobFinished)
	require.Contains(t, c.flink("list", "-a"), listed+"(FINISHED)\n")
}

// Flink's command line cancels a job.
func TestFlink_commandLineCancelsTheEmbeddedEngine(t *testing.T) {
	c := newFlinkClients(t)
	require.Contains(t, c.flink("cancel", watchedJob), "Cancelled job "+watchedJob+".")
	awaitState(t.Context(), t, c.cluster, watchedJob, flinkrest.JobCanceled)
}

package flink_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/drivertest"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/flinkrest"
	"github.com/penstock/penstock/runtime/local"
)

// The variables by which tests make the limits of clusters' programs smaller than anybody would wait for.
const (
	patienceVariable = "FLINK_TEST_MAIN_PATIENCE"
	diskVariable     = "FLINK_TEST_DISK"
	filesVariable    = "FLINK_TEST_FILES"
)

// forJava makes the classes of a JAR be compiled for another Java.
func forJava(t *testing.T, jar []byte, java byte) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(jar), int64(len(jar)))
	require.NoError(t, err)
	var text bytes.Buffer
	to := zip.NewWriter(&text)
	for _, entry := range from.File {
		r, err := entry.Open()
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		const major, first = 7, 44
		if strings.HasSuffix(entry.Name, ".class") {
			content[major] = java + first
		}
		w, err := to.Create(entry.Name)
		require.NoError(t, err)
		_, err = w.Write(content)
		require.NoError(t, err)
	}
	require.NoError(t, to.Close())
	return text.Bytes()
}

func TestFlink_programForANewerJava(t *testing.T) {
	_, _, seen := bring(t, flinktest.CodeOf(forJava(t, flinktest.Programs(), 99)), map[string]string{driver.MainClassOption: flinktest.Counts})
	require.Equal(t, driver.StateExited, seen.State)
	require.True(t, seen.Exit.Terminal)
	require.Contains(t, seen.Exit.Reason, "compiled for Java 99")
}

// begun is a program whose main is being run.
func begun(t *testing.T, mainClass, arguments string) (d *local.Driver, spec driver.Spec, seen driver.Observation, client *flinkrest.Client, result error) {
	t.Helper()
	d, spec, seen = bring(t, flinktest.CodeOf(flinktest.Programs()), map[string]string{
		driver.MainClassOption: mainClass, driver.ArgumentsOption: arguments,
	})
	client = clientOf(t, d, seen)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	_, result = client.Run(ctx, "program", flinkrest.RunRequest{JobID: spec.JobID})
	return d, spec, seen, client, result
}

// Programs that end their JobManager before there is a job end the cluster for good, with the reason.
func TestFlink_programsThatEndTheirProcess(t *testing.T) {
	for name, c := range map[string]struct{ mainClass, arguments, reason string }{
		"by System.exit":           {flinktest.Exits, "", "must not call System.exit"},
		"for want of memory":       {flinktest.Devours, "heap main", "took more memory than its heap has"},
		"with the disk in its way": {flinktest.Devours, "disk main", "filled the disk"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(diskVariable, "200000000")
			d, _, seen, _, _ := begun(t, c.mainClass, c.arguments)
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			seen, err := d.WaitChange(ctx, seen.Handle, seen)
			require.NoError(t, err)
			require.Equal(t, driver.StateExited, seen.State)
			require.True(t, seen.Exit.Terminal)
			require.Contains(t, seen.Exit.Reason, c.reason)
		})
	}
}

func TestFlink_programThatSpins(t *testing.T) {
	t.Setenv(patienceVariable, "3s")
	_, spec, _, client, err := begun(t, flinktest.Spins, "")
	if err == nil { // it was answered before the program was given up
		awaitState(t.Context(), t, client, spec.JobID, flinkrest.JobFailed)
	}
	why, err := client.Exceptions(t.Context(), spec.JobID)
	require.NoError(t, err)
	require.Len(t, why, 1)
	require.Contains(t, why[0].Message(), "does not come to an end")
	require.Contains(t, why[0].Message(), flinktest.Spins+".main")
}

// A task that fills the disk is ended with its TaskManager, and what it wrote is gone; the job is restarted, as any whose tasks fail.
func TestFlink_taskThatFillsTheDisk(t *testing.T) {
	t.Setenv(diskVariable, "200000000")
	d, _, seen, _, err := begun(t, flinktest.Devours, "disk task")
	require.NoError(t, err)
	log := &said{d: d, handle: seen.Handle}
	log.until(t, "TaskManager 1 filled the disk, and was ended; another takes its place")
	require.Contains(t, log.text, "in its temporary folder")
}

// A task that fills the memory that its files lie in fails, the log says what has no room, and the job is restarted in the same process.
func TestFlink_taskThatFillsTheMemoryOfItsFiles(t *testing.T) {
	t.Setenv(filesVariable, "200000000")
	d, err := local.New(local.Options{Dir: t.TempDir(), Engines: []driver.Engine{flinktest.Engine(t)}, LogKeys: drivertest.LogKeys{}})
	require.NoError(t, err)
	log, err := drivertest.LogKeys{}.LogKey("")
	require.NoError(t, err)
	spec := newSpec(t, driver.NewClusterID(t.Name(), 1, 0), flinktest.CodeOf(flinktest.Programs()))
	spec.Properties = map[string]map[string]string{driver.RunOptions: {driver.MainClassOption: flinktest.Devours, driver.ArgumentsOption: "disk task"}}
	spec.Keys = &driver.Keys{Owner: "the test", Sealing: driver.DataKey{ID: "sealing", Key: driver.NewSecret(make([]byte, 32))}, Log: log, Required: true}
	spec, seen := bringSpec(t, d, spec)
	client := clientOf(t, d, seen)
	_, err = client.Run(t.Context(), "program", flinkrest.RunRequest{JobID: spec.JobID})
	require.NoError(t, err)
	told := &said{d: d, handle: seen.Handle}
	told.until(t, "TaskManager 1 has no room for its files, which lie in memory: it may have 200 MB.")
	told.until(t, "RESTARTING") // which is Flink's
	require.NotContains(t, told.text, "another takes its place")
}

// said is what a cluster has written to its log.
type said struct {
	d              *local.Driver
	handle         driver.Handle
	position, text string
}

// until reads the log until it has some words.
func (s *said) until(t *testing.T, words string) {
	t.Helper()
	require.Eventually(t, func() bool {
		batch, err := s.d.Logs(t.Context(), s.handle, s.position, 1000)
		require.NoError(t, err)
		for _, e := range batch.Events {
			s.text += e.Message + "\n"
		}
		s.position = batch.Next
		return strings.Contains(s.text, words)
	}, 2*time.Minute, 100*time.Millisecond, "%s: %s", words, s)
}

// String is what was said.
func (s *said) String() string { return s.text }

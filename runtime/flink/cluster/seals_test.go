package cluster

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
	"github.com/penstock/penstock/runtime/embedded/cluster/handover"
	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flinkrest"
)

func testKey(id string) handover.Key {
	return handover.Key{ID: id, Key: bytes.Repeat([]byte(id[:1]), 32)}
}

func testAssignment() Assignment {
	return Assignment{
		Spec: assembly.Spec{
			Version: assembly.SpecVersion, Name: "a", JobID: "j", Parallelism: 1, SlotsPerTaskManager: 1, CheckpointsURI: "file:///c",
			Properties: map[string]map[string]string{"g": {"k": "v"}},
		},
		Code: []string{assembly.CodeFile}, Required: true, Storage: &objects.Credentials{AccessKeyID: "id", SecretAccessKey: "secret"},
		Keys: &handover.Keys{Owner: "o", Sealing: testKey("new"), Log: testKey("log"), Opening: []handover.Key{testKey("old")}},
	}
}

func TestHandover_isReadBack(t *testing.T) {
	t.Parallel()
	a := testAssignment()
	whole, err := EncodeHandover(a)
	require.NoError(t, err)
	back, err := ReadHandover(bytes.NewReader(whole))
	require.NoError(t, err)
	require.Equal(t, a, back)
	for n := range whole {
		_, err := ReadHandover(bytes.NewReader(whole[:n]))
		require.ErrorIs(t, err, handover.ErrBroken, "cut to %d bytes", n)
	}
	a.Spec.Version = assembly.PythonSpecVersion + 1
	whole, err = EncodeHandover(a)
	require.NoError(t, err)
	_, err = ReadHandover(bytes.NewReader(whole))
	require.ErrorContains(t, err, "is not known to this build")
}

func TestSeals_haveStateBeEncrypted(t *testing.T) {
	t.Parallel()
	a := testAssignment()
	s, err := newSeals(a)
	require.NoError(t, err)
	c, err := s.configurationOf(a, assembly.OneMachine("/d/private"))
	require.NoError(t, err)
	require.Equal(t, "penstock-file:///c", c.manager["execution.checkpointing.dir"])
	require.Equal(t, "/d/private/tmp", c.worker["io.tmp.dirs"])
	require.Contains(t, string(c.properties), `"PropertyGroupId": "g"`)

	a.Spec.StateStorage, a.Spec.CheckpointsURI = "s3://bucket/prefix?endpoint=http://localhost:9000&region=eu-west-1", "s3://bucket/prefix/c"
	c, err = s.configurationOf(a, assembly.OneMachine("/d"))
	require.NoError(t, err)
	require.Equal(t, "penstock-s3://bucket/prefix/c", c.manager["state.checkpoints.dir"])
	for _, told := range []map[string]string{c.manager, c.worker} {
		require.Equal(t, "http://localhost:9000", told["fs.s3a.bucket.bucket.endpoint"])
		require.Equal(t, "secret", told["fs.s3a.bucket.bucket.secret.key"])
		require.NotContains(t, told, "s3.secret-key", "other buckets have nothing to do with it")
		require.Equal(t, "/d/tmp", told["fs.s3a.buffer.dir"], "what is on its way to the bucket is with the other files of the JVM")
	}
	var none *seals
	require.Equal(t, "file:///c", none.uri("file:///c"))
	require.Empty(t, none.pack("/d", nil, true))
}

// The code lies encrypted in the cluster's directory, and is handed to the JVMs that load it alone.
func TestSeals_packTheCode(t *testing.T) {
	t.Parallel()
	s, err := newSeals(testAssignment())
	require.NoError(t, err)
	dir := t.TempDir()
	var sealed bytes.Buffer
	require.NoError(t, s.own.WriteFlink(&sealed, assembly.CodeFile, strings.NewReader("a JAR")))
	require.NotContains(t, sealed.String(), "a JAR")
	require.NoError(t, os.WriteFile(filepath.Join(dir, assembly.CodeFile), sealed.Bytes(), 0o600))
	var stream bytes.Buffer
	require.NoError(t, writePacked(&stream, s.pack(dir, []byte("[]"), true)))
	folder := t.TempDir()
	require.NoError(t, unpack(&stream, folder))
	content, err := os.ReadFile(filepath.Join(folder, assembly.CodeFile))
	require.NoError(t, err)
	require.Equal(t, "a JAR", string(content))
	require.Len(t, s.pack(dir, nil, false), 1)

	require.NoError(t, os.WriteFile(filepath.Join(dir, assembly.CodeFile), []byte("another JAR"), 0o600))
	require.ErrorIs(t, writePacked(io.Discard, s.pack(dir, nil, true)), checkpoint.ErrInClear)
}

func TestSeals_translateURIs(t *testing.T) {
	t.Parallel()
	s, err := newSeals(testAssignment())
	require.NoError(t, err)
	for given, want := range map[string]string{
		`{"targetDirectory":"file:///s","drain":false}`: `{"targetDirectory":"penstock-file:///s","drain":false}`,
		`{"target-directory":"s3://b/s"}`:               `{"target-directory":"penstock-s3://b/s"}`,
		`{"target-directory":"penstock-file:///s"}`:     `{"target-directory":"penstock-file:///s"}`,
		`{}`: `{}`,
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(given))
		require.NoError(t, err)
		require.NoError(t, s.seal(r))
		body, err := io.ReadAll(r.Body)
		require.NoError(t, err)
		require.JSONEq(t, want, string(body))
		require.Equal(t, r.ContentLength, int64(len(body)))
	}
	require.Equal(t, `{"location":"file:/s/savepoint-1","other":"s3://b/c"}`,
		string(s.told([]byte(`{"location":"penstock-file:/s/savepoint-1","other":"penstock-s3://b/c"}`))))
	require.True(t, json.Valid(s.told([]byte(`{}`))))
}

func TestIsElsewhere(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]bool{
		"penstock-file:/c/chk-1": false, "penstock-s3://b/c/chk-1": false, "<checkpoint-not-externally-addressable>": false, "": false,
		"file:/tmp/chk-1": true, "s3://mine/chk-1": true,
	} {
		require.Equal(t, want, isElsewhere(&flinkrest.Checkpoint{ExternalPath: path}), path)
	}
}

// Where processes cannot have file systems in memory, a cluster that may have nothing in clear does not start; another one tells that some is.
func TestSeal_whereThereIsNoMemory(t *testing.T) {
	t.Parallel()
	a := testAssignment()
	a.Code = nil
	s, err := newSeals(a)
	require.NoError(t, err)
	dir := t.TempDir()
	l, err := openLogs(dir, a.Spec, nil)
	require.NoError(t, err)
	launcher := &launcher{dir: dir, place: assembly.OneMachine(filepath.Join(dir, privateFolder)), seals: s, logs: l}
	if inMemory, err := liesInMemory(dir); inMemory || err != nil {
		t.Skip("the folder of temporary files is in memory")
	}
	var broken *BrokenError
	require.ErrorAs(t, launcher.seal(t.Context(), a), &broken)
	require.Contains(t, broken.Reason, "The application has a customer managed key")
	require.NoDirExists(t, filepath.Join(dir, privateFolder))

	a.Required = false
	require.NoError(t, launcher.seal(t.Context(), a))
	require.FileExists(t, filepath.Join(dir, privateFolder, "etc", "application_properties.json"))
	l.close()
	read, err := eventlog.Read(filepath.Join(dir, eventlog.Folder), eventlog.Position{}, 10, nil)
	require.NoError(t, err)
	require.Len(t, read.Events, 1)
	require.Contains(t, read.Events[0].Message, "lies in the folder of the cluster in the clear")
}

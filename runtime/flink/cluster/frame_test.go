package cluster

import (
	"bytes"
	"encoding/binary"
	"net"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/flink/assembly"
)

func TestFrames_arrive_as_they_were_sent(t *testing.T) {
	t.Parallel()
	var wire bytes.Buffer
	f := &frames{over: &wire}
	require.NoError(t, f.send(frameSay, []byte("run")))
	require.NoError(t, f.send(frameEnd, nil))
	kind, content, err := f.receive()
	require.NoError(t, err)
	require.Equal(t, frameSay, kind)
	require.Equal(t, "run", string(content))
	kind, content, err = f.receive()
	require.NoError(t, err)
	require.Equal(t, frameEnd, kind)
	require.Empty(t, content)
	_, _, err = f.receive()
	require.Error(t, err, "there is nothing more")
}

func FuzzReadFrame(f *testing.F) {
	f.Add([]byte{'S', 0, 0, 0, 1, 'x'})
	f.Add(binary.BigEndian.AppendUint32([]byte{'H'}, longestFrame+1))
	f.Fuzz(func(t *testing.T, wire []byte) {
		kind, content, err := readFrame(bytes.NewReader(wire))
		if err != nil {
			return
		}
		var again bytes.Buffer
		require.NoError(t, (&frames{over: &again}).send(kind, content))
		require.Equal(t, wire[:again.Len()], again.Bytes())
	})
}

// A TaskManager elsewhere is told what to run, without what only the JobManager needs, and one of a newer build is refused.
func TestOrder_tells_what_to_run(t *testing.T) {
	t.Parallel()
	here, there := net.Pipe()
	t.Cleanup(func() { here.Close(); there.Close() })
	spec := assembly.Spec{Version: assembly.SpecVersion, JobID: "j", Parallelism: 3, SlotsPerTaskManager: 2, Statements: []assembly.Statement{{Text: "SELECT"}}}
	k := &keeper{assigned: Assignment{Spec: spec}, elsewhere: &Elsewhere{Address: "10.0.0.7"}, identity: assembly.Identity{KeyStore: []byte{1}, Password: "p"}}
	sent := make(chan error, 1)
	go func() { sent <- k.instruct(&guest{frames: frames{over: here}}) }()
	told, assigned, err := readOrder(&frames{over: there})
	require.NoError(t, err)
	require.NoError(t, <-sent)
	require.Equal(t, "10.0.0.7", told.JobManager)
	require.Equal(t, k.identity, told.Identity)
	require.Empty(t, assigned.Spec.Statements)
	require.Equal(t, 2, assigned.Spec.TaskManagers())

	go func() { sent <- (&frames{over: here}).sendJSON(frameOrder, order{Version: orderVersion + 1}) }()
	_, _, err = readOrder(&frames{over: there})
	require.ErrorContains(t, err, "is not known to this build")
	require.NoError(t, <-sent)
}

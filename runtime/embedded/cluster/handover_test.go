package cluster_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/cluster"
	"github.com/penstock/penstock/runtime/embedded/cluster/announce"
	"github.com/penstock/penstock/runtime/embedded/cluster/clustertest"
	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

func key(id string, b byte) cluster.Key {
	return cluster.Key{ID: id, Key: bytes.Repeat([]byte{b}, 32)}
}

func assignment(t testing.TB, script string) cluster.Assignment {
	t.Helper()
	return cluster.Assignment{
		Spec: cluster.Spec{
			Version: cluster.SpecVersion, Name: "job", JobID: jobID, Scripts: []string{"script.sql"}, Parallelism: 2, MaxParallelism: 128,
			CheckpointsURI: "file://" + filepath.Join(t.TempDir(), "checkpoints"), Properties: map[string]map[string]string{"g": {"k": "marker property"}},
		},
		Scripts: map[string]string{"script.sql": script},
		Keys: &cluster.Keys{
			Owner: "application 1", Sealing: key("new", 1), Log: key("log", 2), Opening: []cluster.Key{key("old", 3), key("older", 4)}, TakesClear: true,
		},
	}
}

func encode(t testing.TB, a cluster.Assignment) []byte {
	t.Helper()
	out, err := cluster.EncodeHandover(a)
	require.NoError(t, err)
	return out
}

func TestHandover(t *testing.T) {
	t.Parallel()
	a := assignment(t, "SELECT 1")
	whole := encode(t, a)
	back, err := cluster.ReadHandover(io.MultiReader(bytes.NewReader(whole), strings.NewReader("what follows is not read")))
	require.NoError(t, err)
	require.Equal(t, a, back)
	for n := range whole {
		_, err := cluster.ReadHandover(bytes.NewReader(whole[:n]))
		require.ErrorIs(t, err, cluster.ErrHandover, "cut to %d bytes", n)
	}
	short := a
	short.Keys = &cluster.Keys{Sealing: cluster.Key{ID: "new", Key: make([]byte, 16)}, Log: key("log", 2)}
	_, err = cluster.EncodeHandover(short)
	require.ErrorContains(t, err, "16 bytes")
	huge := a
	huge.Scripts = map[string]string{"script.sql": strings.Repeat("x", 65<<20)}
	_, err = cluster.EncodeHandover(huge)
	require.ErrorContains(t, err, "more than")
	for name, change := range map[string]func(a *cluster.Assignment){
		"a script that is not there": func(a *cluster.Assignment) { a.Scripts = nil },
		"no parallelism":             func(a *cluster.Assignment) { a.Spec.Parallelism = 0 },
	} {
		wrong := a
		change(&wrong)
		_, err := cluster.ReadHandover(bytes.NewReader(encode(t, wrong)))
		require.Error(t, err, name)
	}
}

func TestReadHandover_OfAnything(t *testing.T) {
	t.Parallel()
	whole := encode(t, assignment(t, "SELECT 1"))
	rapid.Check(t, func(t *rapid.T) {
		changed := bytes.Clone(whole)
		at := rapid.IntRange(0, 40).Draw(t, "at")
		changed[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "by"))
		_, _ = cluster.ReadHandover(bytes.NewReader(changed)) // it returns
	})
	newer := bytes.Clone(whole)
	binary.LittleEndian.PutUint16(newer[8:], 2)
	_, err := cluster.ReadHandover(bytes.NewReader(newer))
	require.ErrorContains(t, err, "version 2")
}

func FuzzReadHandover(f *testing.F) {
	f.Add(encode(f, assignment(f, "SELECT 1")))
	f.Add([]byte("PENSHAND\x01\x00\x04\x00\x00\x00\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if a, err := cluster.ReadHandover(bytes.NewReader(data)); err == nil {
			require.Len(t, a.Keys.Sealing.Key, 32)
		}
	})
}

// TestRun_with_a_handover_leaves_nothing_in_clear runs a job and looks through the folder.
func TestRun_with_a_handover_leaves_nothing_in_clear(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- cluster.Run(ctx, cluster.Options{
			Dir: dir, Engine: clustertest.Engine{}, Handover: bytes.NewReader(encode(t, assignment(t, "fine, and a marker script"))),
		})
	}()
	require.Eventually(t, func() bool {
		_, err := announce.ReadEndpoint(dir)
		return err == nil
	}, wait, look)
	stop()
	require.NoError(t, <-ended)
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		require.NotContains(t, string(content), "marker", path)
		require.NotContains(t, string(content), "cluster is ready", path)
		return err
	}))
	b, err := eventlog.Read(filepath.Join(dir, eventlog.Folder), eventlog.Position{}, 100, func(id string) (*eventlog.Key, error) {
		require.Equal(t, "log", id)
		return eventlog.NewKey(id, key("log", 2).Key)
	})
	require.NoError(t, err)
	require.NotEmpty(t, b.Events)
	require.Contains(t, b.Events[0].Message, "cluster is ready")
}

func TestRun_ends_when_the_handover_breaks_off(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	whole := encode(t, assignment(t, "fine"))
	from, to := io.Pipe()
	go func() {
		fmt.Fprintf(to, "%s", whole[:len(whole)-1])
		to.Close()
	}()
	err := cluster.Run(t.Context(), cluster.Options{Dir: dir, Engine: clustertest.Engine{}, Handover: from, OrphanCheck: time.Hour})
	require.ErrorIs(t, err, cluster.ErrHandover)
	exit, err := announce.ReadExit(dir)
	require.NoError(t, err)
	require.Contains(t, exit.Reason, "handed over")
	require.False(t, exit.Terminal)
}

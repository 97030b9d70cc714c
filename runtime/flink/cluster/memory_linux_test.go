package cluster

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
	"github.com/penstock/penstock/runtime/embedded/heap"
)

// heard keeps what a keeper tells.
type heard struct{ texts []string }

func (h *heard) Append(e eventlog.Event) { h.texts = append(h.texts, e.MessageType+" "+e.Message) }
func (*heard) Close()                    {}

// filling is a process whose files are said to lie in a file system in memory of this machine's.
func filling(t *testing.T) *process {
	t.Helper()
	const folder = "/dev/shm"
	if inMemory, err := liesInMemory(folder); err != nil || !inMemory {
		t.Skip("this machine has no file system in memory")
	}
	cmd := exec.CommandContext(t.Context(), "sleep", "600")
	require.NoError(t, cmd.Start())
	p := &process{name: "TaskManager 1", cmd: cmd, folder: folder, done: make(chan struct{})}
	go func() {
		_ = cmd.Wait()
		close(p.done)
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-p.done
	})
	return p
}

func TestLimitMemory_endsWhoLeavesNothingToOthers(t *testing.T) {
	t.Parallel()
	p, said := filling(t), &heard{}
	file, err := os.CreateTemp(p.folder, "penstock-test-")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.Remove(file.Name())) })
	_, err = file.Write(make([]byte, 1<<20))
	require.NoError(t, errors.Join(err, file.Close()))
	free, problem := int64(1)<<50, error(nil)
	k := &keeper{logs: &logs{events: said}, freeMemory: func() (int64, error) { return free, problem }}
	k.limitDisk(p)
	require.Nil(t, p.overran.Load())

	free, problem = 0, errors.New("nobody knows")
	k.limitDisk(p)
	require.Nil(t, p.overran.Load())

	problem = nil
	k.limitDisk(p)
	<-p.done
	_, how := p.ended()
	require.Equal(t, tookMemory, how)
	require.Contains(t, said.texts[len(said.texts)-1], "which leaves others 0 MB; it is ended")
	told := len(said.texts)
	k.limitDisk(p)
	require.Len(t, said.texts, told, "it is told once")
}

func TestMayHave_leavesMemoryToOthers(t *testing.T) {
	t.Parallel()
	require.EqualValues(t, 1, mayHave(1))
	require.Equal(t, heap.Machine()/memoryShare, mayHave(1<<60))
}

// What Java and RocksDB say of a device is told in words that the owner of the application can do something with, and not for each task.
func TestNoteOf_tellsWhatHasNoRoom(t *testing.T) {
	t.Parallel()
	said := &heard{}
	k := &keeper{logs: &logs{events: said}, seals: &seals{inMemory: true}}
	on := k.noteOf(role{name: "TaskManager 2", files: 300e6})
	on(message{Log: "INFO", Message: "all is well"})
	require.Len(t, said.texts, 1)
	for range 3 {
		on(message{Log: "WARN", Message: "Map (1/1) switched from RUNNING to FAILED", Throwable: []string{"java.io.IOException: No space left on device", "\tat x"}})
	}
	require.Len(t, said.texts, 1+3+1)
	told := said.texts[2]
	require.True(t, strings.HasPrefix(told, "ERROR TaskManager 2 has no room for its files, which lie in memory: it may have 300 MB."), told)
	require.Contains(t, told, "higher parallelism")

	k.seals.inMemory = false
	on(message{Message: noSpace, Log: "ERROR"})
	require.NotContains(t, said.texts[len(said.texts)-1], "memory", "files on a disk are another matter")
}

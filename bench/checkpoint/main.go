// Command checkpoint measures what encryption costs checkpoints: the same state is written and read in clear and encrypted, in turns,
// in one run.
package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"flag"
	"fmt"
	"log"
	"log/slog"
	mathrand "math/rand/v2"
	"os"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/tink-crypto/tink-go/v2/streamingaead/subtle"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/state"
)

func main() {
	megabytes := flag.Int("megabytes", 200, "size of the state")
	rounds := flag.Int("rounds", 15, "how often each is written")
	flag.Parse()
	if err := run(*megabytes, *rounds); err != nil {
		log.Fatal(err)
	}
}

// key is the one key that there is.
type key struct{ stream checkpoint.StreamAEAD }

func (k key) Sealing() (string, checkpoint.StreamAEAD, error) { return "bench", k.stream, nil }
func (k key) Opening(string) (checkpoint.StreamAEAD, error)   { return k.stream, nil }

func newKey() (key, error) {
	secret := make([]byte, kms.DataKeySize)
	rand.Read(secret)
	stream, err := subtle.NewAESGCMHKDF(secret, "SHA256", kms.DataKeySize, kms.SegmentSize, 0)
	return key{stream}, err
}

const valueSize = 200

// counters is a state of random values.
type counters struct {
	table *state.Table
	text  []byte
	at    []int
}

func newCounters(megabytes int) *counters {
	c := &counters{table: state.NewTable(), text: make([]byte, 1<<20)}
	rand.Read(c.text)
	for i := range c.text {
		c.text[i] = ' ' + c.text[i]%90
	}
	for n := range megabytes << 20 / valueSize {
		k := binary.BigEndian.AppendUint64(nil, uint64(n))
		c.table.FindOrInsert(batch.Hash(k), 0, k)
		c.at = append(c.at, mathrand.IntN(len(c.text)-valueSize))
	}
	return c
}

func (c *counters) snapshot(w *state.Writer) {
	w.Keyed("counters", "BIGINT -> STRING", c.table, func(dst []byte, slot int32) []byte {
		return append(dst, c.text[c.at[slot]:c.at[slot]+valueSize]...)
	})
}

// tasks is a job of one task.
type tasks struct {
	state       *counters
	files       checkpoint.Files
	coordinator *checkpoint.Coordinator
	lock        sync.Mutex
}

func (t *tasks) Count() int                   { return 1 }
func (t *tasks) Changed() int                 { return 0 }
func (t *tasks) Operators() map[string]string { return map[string]string{"op": "counters"} }

func (t *tasks) Commit(context.Context, checkpoint.Barrier, map[string][][]byte) error { return nil }

func (t *tasks) Trigger(b checkpoint.Barrier) {
	go func() {
		t.lock.Lock()
		w := state.NewWriter("op", b.Mode("v", 0, groups, &t.lock))
		t.state.snapshot(w)
		t.lock.Unlock()
		task := checkpoint.TaskState{Vertex: "v", Views: w.Views(), Lock: &t.lock}
		file, err := checkpoint.Store(context.Background(), t.files, b, task)
		if err != nil {
			t.coordinator.Decline(b.ID, err)
			return
		}
		t.coordinator.Acknowledge(b.ID, file, nil)
	}()
}

const groups = 128

func run(megabytes, rounds int) error {
	dir, err := os.MkdirTemp("", "bench-checkpoint")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	k, err := newKey()
	if err != nil {
		return err
	}
	c := newCounters(megabytes)
	kinds := []checkpoint.Files{{Storage: checkpoint.LocalStorage{}}, {Storage: checkpoint.LocalStorage{}, Keys: k, Owner: "bench"}}
	var write, read, spent [2][]time.Duration
	var size int64
	for round := range rounds + 1 {
		for i := range kinds {
			kind := (i + round) % len(kinds)
			before := processorTime()
			w, r, n, err := once(c, kinds[kind], dir)
			if err != nil {
				return err
			}
			if size = n; round > 0 { // the first one makes room on the disk
				write[kind], read[kind] = append(write[kind], w), append(read[kind], r)
				spent[kind] = append(spent[kind], processorTime()-before)
			}
		}
	}
	fmt.Fprintf(os.Stdout, "%d MB of state, %.0f MB on the disk, %d rounds\n", megabytes, float64(size)/1e6, rounds)
	report("checkpoint", megabytes, write)
	report("restore", megabytes, read)
	report("both, CPU", megabytes, spent)
	return nil
}

// once writes a savepoint, reads and removes it.
func once(c *counters, files checkpoint.Files, dir string) (write, read time.Duration, size int64, err error) {
	t := &tasks{state: c, files: files}
	t.coordinator, err = checkpoint.NewCoordinator(checkpoint.Config{
		Files: files, JobID: "0123456789abcdef", Timeout: time.Hour, Retained: 1, MaxParallelism: groups,
		Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return 0, 0, 0, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		if err := t.coordinator.Run(ctx, t); err != nil {
			log.Print(err)
		}
	}()
	start := time.Now()
	taken, err := t.coordinator.Trigger(ctx, checkpoint.Savepoint, dir)
	if err != nil {
		return 0, 0, 0, err
	}
	write = time.Since(start)
	start = time.Now()
	s, err := checkpoint.Read(files, taken.Path)
	if err != nil {
		return 0, 0, 0, err
	}
	restored := s.Of("op", batch.GroupRange{First: 0, Last: groups - 1})
	if err := restored.Keyed("counters", "BIGINT -> STRING", func([]byte) error { return nil }); err != nil {
		return 0, 0, 0, err
	}
	return write, time.Since(start), taken.StateSize, os.RemoveAll(taken.Path)
}

// processorTime is what the process has used of the processors.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		log.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// report tells the medians, and the median of what encryption cost in each pair.
func report(what string, megabytes int, times [2][]time.Duration) {
	var costs []float64
	for i, clear := range times[0] {
		costs = append(costs, 100*(times[1][i].Seconds()/clear.Seconds()-1))
	}
	slices.Sort(costs)
	for i := range times {
		slices.Sort(times[i])
	}
	perSecond := func(t []time.Duration) float64 { return float64(megabytes<<20) / 1e6 / t[len(t)/2].Seconds() }
	fmt.Fprintf(os.Stdout, "%-12s %8.0f MB/s in clear %8.0f MB/s encrypted %+7.1f %% time (median of pairs)\n",
		what, perSecond(times[0]), perSecond(times[1]), costs[len(costs)/2])
}

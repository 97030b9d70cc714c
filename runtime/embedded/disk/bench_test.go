package disk_test

import (
	"encoding/binary"
	"log/slog"
	"math/rand/v2"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/disk"
)

// cpu is how much time the process has taken from processors, in nanoseconds. The wall clock also tells how busy a machine is.
func cpu(b *testing.B) float64 {
	var used syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return float64(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkDisk measures what it costs to write, to bring back and to write again values that come in any order, of which a tenth
// is cached.
func BenchmarkDisk(b *testing.B) {
	const length = 220
	keys := uint64(b.N)
	d, err := disk.Open(disk.Options{Dir: b.TempDir() + "/disk", Memory: int64(keys) * length / 5, Logger: slog.New(slog.DiscardHandler)})
	require.NoError(b, err)
	defer func() { require.NoError(b, d.Close()) }()
	text := make([]byte, 1<<20)
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range text {
		text[i] = byte(' ' + rnd.IntN(90))
	}
	key := func(n uint64) []byte { return binary.BigEndian.AppendUint64([]byte{9}, n*0x9e3779b97f4a7c15) }
	set := func(n uint64) {
		at := rnd.IntN(len(text) - length)
		require.NoError(b, d.Set(1, key(n), text[at:at+length]))
	}
	phase := func(name string, do func(n uint64)) {
		before := cpu(b)
		for n := range keys {
			do(n)
		}
		b.ReportMetric((cpu(b)-before)/float64(keys), name)
	}
	phase("ns/set", set)
	phase("ns/update", func(uint64) {
		n := rnd.Uint64N(keys)
		_, ok, err := d.Get(1, key(n))
		require.NoError(b, err)
		require.True(b, ok)
		require.NoError(b, d.Delete(1, key(n)))
		set(n)
	})
	b.ReportMetric(0, "ns/op")
}

//go:build unix

package cluster

import (
	"runtime"
	"runtime/metrics"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// The figures of the Go runtime that have a counterpart among Flink's.
const (
	heapUsed      = "/memory/classes/heap/objects:bytes"
	heapCommitted = "/memory/classes/total:bytes"
	gcCycles      = "/gc/cycles/total:gc-cycles"
	gcCPU         = "/cpu/classes/gc/total:cpu-seconds"
)

// processMetrics are figures of the process by the names that Flink gives those of a JVM, for what there is of them:
// heap is Go's, threads are goroutines, and the CPU time is what the kernel counts.
func processMetrics() map[string]string {
	samples := []metrics.Sample{{Name: heapUsed}, {Name: heapCommitted}, {Name: gcCycles}, {Name: gcCPU}}
	metrics.Read(samples)
	whole := func(n uint64) string { return strconv.FormatUint(n, 10) }
	out := map[string]string{
		"Status.JVM.Memory.Heap.Used":           whole(samples[0].Value.Uint64()),
		"Status.JVM.Memory.Heap.Committed":      whole(samples[1].Value.Uint64()),
		"Status.JVM.GarbageCollector.All.Count": whole(samples[2].Value.Uint64()),
		"Status.JVM.GarbageCollector.All.Time":  whole(uint64(samples[3].Value.Float64() * 1000)),
		"Status.JVM.Threads.Count":              strconv.Itoa(runtime.NumGoroutine()),
	}
	out["Status.JVM.CPU.Time"] = strconv.FormatInt(processTime().Nanoseconds(), 10)
	return out
}

// processTime is the processor time that the process has used, by the kernel's count.
func processTime() time.Duration {
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		panic(err) // the call knows no other failure than arguments that are wrong
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

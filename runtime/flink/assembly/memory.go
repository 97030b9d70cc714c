package assembly

import (
	"fmt"
	"slices"
	"strconv"
)

// The memory of a KPU as the managed service documents it, and its parts, in MiB. What nobody uses is not taken: these are limits.
const (
	// TaskManagerMemory is all that a TaskManager may take: a KPU.
	TaskManagerMemory = 4096
	// JobManagerMemory is all that a JobManager may take.
	JobManagerMemory = 2048

	overheadMemory      = 192
	metaspaceMemory     = 256
	frameworkHeapMemory = 128
	frameworkOffHeap    = 128
	// networkMemory is for a job of one subtask, and networkPerSubtask for each further one; it is the only part that is taken at once.
	networkMemory     = 48
	networkPerSubtask = 8
	mostNetwork       = 512
	// sortBuffers is what a task of a batch program has at least for a result that it sorts before it is read, each of 32 KiB, and more where
	// there is more. By default it would be 16 MiB, of which a small network memory has too few.
	sortBuffers = 64
	// managedPercent of what is Flink's own is for RocksDB, sorting and Python.
	managedPercent = 40

	// managerHeap is the heap of a JobManager, which holds no records.
	managerHeap = 1024
	// managerDirect is its memory outside of that.
	managerDirect = 256
)

// workerMemory are the parts of a TaskManager's memory, in MiB.
type workerMemory struct {
	network, managed, taskHeap int
}

// memoryOf divides a KPU for a job of a parallelism.
func memoryOf(parallelism int) workerMemory {
	m := workerMemory{network: min(mostNetwork, networkMemory+networkPerSubtask*parallelism)}
	own := TaskManagerMemory - overheadMemory - metaspaceMemory
	m.managed = own * managedPercent / 100
	m.taskHeap = own - m.managed - m.network - frameworkHeapMemory - frameworkOffHeap
	return m
}

// settings tell Flink the whole set, since it would compute what is missing from what it was started with.
func (m workerMemory) settings() map[string]string {
	mebibytes := func(n int) string { return fmt.Sprintf("%dm", n) }
	return map[string]string{
		"taskmanager.memory.framework.heap.size":       mebibytes(frameworkHeapMemory),
		"taskmanager.memory.framework.off-heap.size":   mebibytes(frameworkOffHeap),
		"taskmanager.memory.task.heap.size":            mebibytes(m.taskHeap),
		"taskmanager.memory.task.off-heap.size":        mebibytes(0),
		"taskmanager.memory.managed.size":              mebibytes(m.managed),
		"taskmanager.memory.network.min":               mebibytes(m.network),
		"taskmanager.memory.network.max":               mebibytes(m.network),
		"taskmanager.network.sort-shuffle.min-buffers": strconv.Itoa(sortBuffers),
		"taskmanager.memory.jvm-metaspace.size":        mebibytes(metaspaceMemory),
		"taskmanager.memory.jvm-overhead.min":          mebibytes(overheadMemory),
		"taskmanager.memory.jvm-overhead.max":          mebibytes(overheadMemory),
	}
}

// patientCompiler has Java's second compiler wait for code that runs ten times as often as it would by itself. A TaskManager that starts
// spends a third of its processor time on it otherwise, while its JobManager waits for a core; where data is processed it makes up for that in
// less than a second.
var patientCompiler = []string{
	"-XX:Tier4InvocationThreshold=50000", "-XX:Tier4MinInvocationThreshold=6000", "-XX:Tier4CompileThreshold=150000",
	"-XX:Tier4BackEdgeThreshold=400000",
}

// options are the limits as a JVM is told them.
func (m workerMemory) options() []string {
	return []string{
		"-Xms64m", fmt.Sprintf("-Xmx%dm", frameworkHeapMemory+m.taskHeap),
		fmt.Sprintf("-XX:MaxDirectMemorySize=%dm", frameworkOffHeap+m.network),
		fmt.Sprintf("-XX:MaxMetaspaceSize=%dm", metaspaceMemory),
	}
}

// TaskManagerOptions are the limits of a TaskManager as its JVM is told them.
func (s Spec) TaskManagerOptions() []string {
	return slices.Concat(patientCompiler, memoryOf(s.Parallelism).options())
}

// JobManagerOptions are those of a JobManager, which is quicker to start than to run.
func (s Spec) JobManagerOptions() []string {
	return []string{
		"-XX:TieredStopAtLevel=1", "-Xms32m", fmt.Sprintf("-Xmx%dm", managerHeap), fmt.Sprintf("-XX:MaxDirectMemorySize=%dm", managerDirect),
		fmt.Sprintf("-XX:MaxMetaspaceSize=%dm", metaspaceMemory),
	}
}

package assembly

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Place is where the processes of a cluster run, and how they reach each other.
type Place struct {
	// Dir is the folder of a process, with the application's code and what it needs for as long as it lives.
	Dir string
	// JobManager is the name or address by which TaskManagers reach the JobManager.
	JobManager string
	// Bind is the address that processes listen on.
	Bind string
	// TaskManager is the name or address by which a TaskManager is reached; empty for the one that it finds out itself.
	TaskManager string
	// Temporary is the folder of what a process needs for as long as it lives.
	Temporary string
	// Python is the path of the interpreter of programs in Python; empty for other programs.
	Python string
	// Beside tells that each TaskManager has the application's code, too, at the same path.
	Beside bool
	// RPC, Blob and REST are the ports of the JobManager; 0 for those that are free.
	RPC, Blob, REST int
}

// loopback is where the processes of a cluster meet that are on one machine.
const loopback = "127.0.0.1"

// OneMachine is the place of a cluster whose processes share a machine, and a folder.
func OneMachine(dir string) Place {
	return Place{Dir: dir, Temporary: filepath.Join(dir, "tmp"), JobManager: loopback, Bind: loopback, TaskManager: loopback, Beside: true}
}

// TaskManager is the configuration of a TaskManager, which the JobManager has too.
func (s Spec) TaskManager(p Place) map[string]string {
	all := map[string]string{
		"jobmanager.rpc.address": p.JobManager, "jobmanager.bind-host": p.Bind,
		"taskmanager.bind-host": p.Bind, "taskmanager.rpc.port": "0", "taskmanager.data.port": "0",
		"taskmanager.cpu.cores":                        "1",
		"taskmanager.numberOfTaskSlots":                strconv.Itoa(s.SlotsPerTaskManager),
		"classloader.parent-first-patterns.additional": "io.penstock.flink.",
		// A TaskManager that starts beside its JobManager would wait for ten seconds after it has asked in vain.
		"cluster.registration.error-delay": "200", "cluster.registration.refused-registration-delay": "200",
		"cluster.registration.initial-timeout": "100",
		// On one machine a process that does not answer is gone; on a busy one it may take its time.
		"heartbeat.interval": "2000", "heartbeat.timeout": "30000",
		// So may a TaskManager that is given a task with much of its state inside: Flink would fail the job after 10 s.
		"pekko.ask.timeout": "60 s", "taskmanager.slot.timeout": "60 s",
		"penstock.log-level": s.LogLevel,
	}
	all["penstock.statements"] = strconv.Itoa(len(s.Statements)) // which have classes generated
	if p.TaskManager != "" {
		all["taskmanager.host"] = p.TaskManager
	}
	maps.Copy(all, memoryOf(s.Parallelism).settings())
	maps.Copy(all, TemporaryFiles(p.Temporary))
	return all
}

// TemporaryFiles has a JVM keep what it needs for as long as it lives in a folder that is there: also what is on its way to a bucket, which
// Hadoop would have in a folder of its own below /tmp, which it makes with the program chmod.
func TemporaryFiles(folder string) map[string]string {
	return map[string]string{"io.tmp.dirs": folder, "process.working-dir": folder, "fs.s3a.buffer.dir": folder}
}

// JobManager is the configuration of the JobManager.
func (s Spec) JobManager(p Place) map[string]string {
	all := s.TaskManager(p)
	maps.Copy(all, map[string]string{
		"jobmanager.rpc.port": strconv.Itoa(p.RPC), "blob.server.port": strconv.Itoa(p.Blob),
		// Nobody but its keeper asks the JobManager, which is beside it.
		"rest.address": loopback, "rest.bind-address": loopback, "rest.port": strconv.Itoa(p.REST), "rest.bind-port": strconv.Itoa(p.REST),
		"web.submit.enable": "false",
		// Whoever looks at the job looks because something is expected to change.
		"web.refresh-interval":                     "100",
		"jobmanager.memory.heap.size":              fmt.Sprintf("%dm", managerHeap),
		"execution.shutdown-on-application-finish": "false",
		"$internal.pipeline.job-id":                s.JobID,
		"parallelism.default":                      strconv.Itoa(s.Parallelism),
		"pipeline.max-parallelism":                 strconv.Itoa(max(s.Parallelism, s.MaxParallelism)),
		"pipeline.name":                            s.Name,
	})
	fixed := s.fixed()
	maps.Copy(all, fixed)
	maps.Copy(all, s.checkpointing())
	if s.Checkpoints.Fixed {
		maps.Copy(fixed, s.checkpointing())
	}
	if s.Adaptive {
		// A job without any slots waits, instead of failing for good.
		all["jobmanager.scheduler"], all["jobmanager.adaptive-scheduler.resource-wait-timeout"] = "adaptive", "3650 d"
	}
	all["penstock.fixed"] = strings.Join(slices.Sorted(maps.Keys(fixed)), " ")
	switch {
	case s.Python != nil:
		maps.Copy(all, s.Python.settings(p))
	case len(s.Statements) == 0:
		all["penstock.jar"] = filepath.Join(p.Dir, CodeFile)
		if p.Beside {
			all["penstock.jar-beside"] = "true"
		}
	}
	for i, statement := range s.Statements {
		prefix := "penstock.statement." + strconv.Itoa(i) + "."
		all[prefix+"text"], all[prefix+"place"] = statement.Text, fmt.Sprintf("%s:%d", statement.File, statement.Line)
		switch {
		case statement.Reset:
			all[prefix+"kind"], all[prefix+"key"] = "reset", statement.Key
		case statement.Key != "":
			all[prefix+"kind"], all[prefix+"key"], all[prefix+"value"] = "set", statement.Key, statement.Value
		case statement.As != nil:
			all[prefix+"kind"], all[prefix+"text"] = "as", statement.As.Query
			if statement.As.Replace {
				all[prefix+"kind"] = "replace"
			}
			all[prefix+"create"], all[prefix+"table"], all[prefix+"options"] = statement.As.Create, statement.As.Table, statement.As.Options
		case statement.Insert:
			all[prefix+"kind"] = "insert"
		default:
			all[prefix+"kind"] = "other"
		}
	}
	all["penstock.main-class"] = s.MainClass
	all["penstock.arguments"] = strconv.Itoa(len(s.Arguments))
	for i, argument := range s.Arguments {
		all["penstock.argument."+strconv.Itoa(i)] = argument
	}
	return all
}

// fixed are the settings that a program cannot change, as in the managed service, under the names until 1.18 and since. Where others were
// used, state would lie where it is neither encrypted nor found after a failure.
func (s Spec) fixed() map[string]string {
	return map[string]string{
		"restart-strategy": "fixed-delay", "restart-strategy.type": "fixed-delay",
		"restart-strategy.fixed-delay.attempts": strconv.Itoa(1<<31 - 1),
		"restart-strategy.fixed-delay.delay":    milliseconds(s.RestartDelay),
		"state.backend":                         "rocksdb", "state.backend.type": "rocksdb",
		"state.backend.incremental": "true", "execution.checkpointing.incremental": "true",
		"state.checkpoint-storage": "filesystem", "execution.checkpointing.storage": "filesystem",
		"state.checkpoints.dir": s.CheckpointsURI, "execution.checkpointing.dir": s.CheckpointsURI,
		"execution.checkpointing.externalized-checkpoint-retention": "RETAIN_ON_CANCELLATION",
		"execution.checkpointing.mode":                              "EXACTLY_ONCE",
		"execution.checkpointing.timeout":                           milliseconds(checkpointTimeout),
		"execution.checkpointing.max-concurrent-checkpoints":        "1",
	}
}

// checkpointTimeout is how long a checkpoint may take in the managed service.
const checkpointTimeout = time.Hour

// checkpointing are the settings of periodic checkpoints; none without them. A program changes them unless they are the service's own.
func (s Spec) checkpointing() map[string]string {
	if !s.Checkpoints.Enabled {
		return nil
	}
	return map[string]string{
		"execution.checkpointing.interval":                     milliseconds(s.Checkpoints.Interval),
		"execution.checkpointing.min-pause":                    milliseconds(s.Checkpoints.MinPause),
		"execution.checkpointing.tolerable-failed-checkpoints": strconv.Itoa(1<<31 - 1),
	}
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) + " ms" }

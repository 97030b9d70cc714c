package cluster

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// loopback is where the processes of a cluster meet.
const loopback = "127.0.0.1"

// common is what JobManager and TaskManagers are told alike.
func (s Spec) common(dir string) map[string]string {
	all := map[string]string{
		"jobmanager.rpc.address": loopback, "jobmanager.bind-host": loopback,
		"taskmanager.host": loopback, "taskmanager.bind-host": loopback, "taskmanager.rpc.port": "0", "taskmanager.data.port": "0",
		"taskmanager.cpu.cores":                        "1",
		"taskmanager.numberOfTaskSlots":                strconv.Itoa(s.SlotsPerTaskManager),
		"io.tmp.dirs":                                  filepath.Join(dir, temporaryFolder),
		"process.working-dir":                          filepath.Join(dir, temporaryFolder),
		"classloader.parent-first-patterns.additional": "io.penstock.flink.",
		// A TaskManager that starts beside its JobManager would wait for ten seconds after it has asked in vain.
		"cluster.registration.error-delay": "200", "cluster.registration.refused-registration-delay": "200",
		"cluster.registration.initial-timeout": "100",
		// On one machine a process that does not answer is gone; on a busy one it may take its time.
		"heartbeat.interval": "2000", "heartbeat.timeout": "30000",
		"penstock.log-level": s.LogLevel,
	}
	maps.Copy(all, memoryOf(s.Parallelism).settings())
	return all
}

// manager is what the JobManager is told.
func (s Spec) manager(dir string) map[string]string {
	all := s.common(dir)
	maps.Copy(all, map[string]string{
		"jobmanager.rpc.port": "0", "blob.server.port": "0",
		"rest.address": loopback, "rest.bind-address": loopback, "rest.port": "0", "rest.bind-port": "0",
		"web.submit.enable": "false",
		// Whoever looks at the job looks because something is expected to change.
		"web.refresh-interval":                     "100",
		"jobmanager.memory.heap.size":              fmt.Sprintf("%dm", managerHeap),
		"execution.shutdown-on-application-finish": "false",
		"$internal.pipeline.job-id":                s.JobID,
		"parallelism.default":                      strconv.Itoa(s.Parallelism),
		"pipeline.max-parallelism":                 strconv.Itoa(max(s.Parallelism, s.MaxParallelism)),
		"pipeline.name":                            s.Name,

		// By the names until 1.18 and since.
		"restart-strategy": "fixed-delay", "restart-strategy.type": "fixed-delay",
		"restart-strategy.fixed-delay.attempts": strconv.Itoa(1<<31 - 1),
		"restart-strategy.fixed-delay.delay":    milliseconds(s.RestartDelay),
		"state.backend":                         "rocksdb", "state.backend.type": "rocksdb",
		"state.backend.incremental": "true", "execution.checkpointing.incremental": "true",
		"state.checkpoints.dir": s.CheckpointsURI, "execution.checkpointing.dir": s.CheckpointsURI,
		"execution.checkpointing.externalized-checkpoint-retention": "RETAIN_ON_CANCELLATION",
	})
	if s.Checkpoints.Enabled {
		all["execution.checkpointing.interval"] = milliseconds(s.Checkpoints.Interval)
		all["execution.checkpointing.min-pause"] = milliseconds(s.Checkpoints.MinPause)
		all["execution.checkpointing.tolerable-failed-checkpoints"] = strconv.Itoa(1<<31 - 1)
	}
	if len(s.Statements) == 0 {
		all["penstock.jar"] = filepath.Join(dir, CodeFile)
	}
	all["penstock.statements"] = strconv.Itoa(len(s.Statements))
	for i, statement := range s.Statements {
		prefix := "penstock.statement." + strconv.Itoa(i) + "."
		all[prefix+"text"], all[prefix+"place"] = statement.Text, fmt.Sprintf("%s:%d", statement.File, statement.Line)
		switch {
		case statement.Key != "":
			all[prefix+"kind"], all[prefix+"key"], all[prefix+"value"] = "set", statement.Key, statement.Value
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

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) + " ms" }

// writeProperties writes a file as java.util.Properties reads it.
func writeProperties(path string, all map[string]string) error {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text.WriteString(escape(name) + "=" + escape(all[name]) + "\n")
	}
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// escaped are the characters that mean something in a file of properties.
var escaped = strings.NewReplacer(
	`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\f", `\f`, " ", `\ `, ":", `\:`, "=", `\=`, "#", `\#`, "!", `\!`,
)

func escape(text string) string { return escaped.Replace(text) }

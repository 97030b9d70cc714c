package analyzer

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/option"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// config is what SET statements have said.
type config struct {
	values   map[string]string
	zone     *time.Location
	stateTTL int64
}

// setting checks the value of a key that the engine heeds.
type setting func(c *config, value string) error

// settings are the keys that mean something here. Others of Flink's that only tune performance are let pass; see tuning.
var settings = map[string]setting{
	"execution.runtime-mode":                                       oneOf("streaming"),
	"parallelism.default":                                          positive,
	"pipeline.max-parallelism":                                     positive,
	"pipeline.name":                                                anything,
	"pipeline.auto-watermark-interval":                             aDuration,
	"table.local-time-zone":                                        (*config).setZone,
	"table.exec.state.ttl":                                         (*config).setTTL,
	"table.exec.sink.not-null-enforcer":                            oneOf("error", "drop"),
	"table.exec.sink.upsert-materialize":                           oneOf("none", "auto", "force"),
	"table.exec.source.idle-timeout":                               aDuration,
	"table.exec.resource.default-parallelism":                      anyInteger,
	"table.dml-sync":                                               aBoolean,
	"table.sql-dialect":                                            oneOf("default"),
	"execution.checkpointing.interval":                             aDuration,
	"execution.checkpointing.min-pause":                            aDuration,
	"execution.checkpointing.timeout":                              aDuration,
	"execution.checkpointing.mode":                                 oneOf("exactly_once", "exactly-once", "at_least_once", "at-least-once"),
	"execution.checkpointing.max-concurrent-checkpoints":           positive,
	"execution.checkpointing.tolerable-failed-checkpoints":         anyInteger,
	"task.cancellation.timeout":                                    aDuration,
	"table.exec.emit.early-fire.enabled":                           oneOf("false"),
	"table.exec.emit.late-fire.enabled":                            oneOf("false"),
	"table.exec.source.cdc-events-duplicate":                       aBoolean,
	"table.exec.legacy-cast-behaviour":                             oneOf("disabled"),
	lengthEnforcer:                                                 oneOf("ignore", "trim_pad"),
	"state.backend.type":                                           oneOf("hashmap", "rocksdb"),
	"taskmanager.memory.managed.size":                              aSize,
	"taskmanager.memory.process.size":                              aSize,
	"table.column-expansion-strategy":                              oneOf(""),
	rowtimeInserter:                                                oneOf("enabled", "disabled"),
	"table.dynamic-table-options.enabled":                          oneOf("true"),
	"table.exec.deduplicate.insert-update-after-sensitive-enabled": oneOf("true"),
	"execution.savepoint.path":                                     restoredFrom,
	"execution.state-recovery.path":                                restoredFrom,
}

// tuning are the prefixes of keys that change how Flink works and not what comes out.
var tuning = []string{
	"table.exec.mini-batch.", "table.optimizer.", "table.exec.async-", "table.exec.spill-", "table.exec.sort.", "table.generated-code.",
	"table.exec.rank.", "table.exec.resource.", "table.exec.window-agg.", "table.exec.interval-join.", "table.exec.local-hash-agg.",
	"table.exec.operator-fusion-codegen.", "table.exec.sink.keyed-shuffle", "table.exec.deduplicate.mini-batch.", "table.exec.simplify-operator-name-enabled",
	"table.exec.uid.", "table.exec.legacy-transformation-uids", "table.plan.", "sql-client.", "taskmanager.", "jobmanager.", "rest.", "state.", "restart-strategy", "metrics.", "web.", "env.", "cluster.",
	"parallelism.", "akka.", "pekko.", "heartbeat.", "high-availability", "execution.checkpointing.", "execution.buffer-timeout",
	"execution.savepoint.", "execution.savepoint-restore-mode", "execution.state-recovery.", "execution.target", "execution.async-state.", "execution.batch-",
	"execution.sort", "pipeline.auto-", "pipeline.closure-cleaner-level", "pipeline.default-kryo-serializers", "pipeline.force-", "pipeline.generic-types",
	"pipeline.global-job-parameters", "pipeline.registered-", "pipeline.serialization-config", "pipeline.vertex-", "process.", "resourcemanager.", "slot.",
	"slotmanager.", "table.exec.shuffle-mode", "table.exec.topn-cache-size", "pipeline.object-reuse", "pipeline.operator-chaining", "execution.attached", "execution.shutdown-on-", "execution.batch.", "pipeline.jars", "pipeline.classpaths", "table.exec.disabled-operators",
	"table.display.", "table.rtas-ctas.", "table.resources.", "blob.", "io.", "fs.", "s3.", "security.", "classloader.", "yarn.", "kubernetes.",
}

func newConfig(values map[string]string) *config {
	c := &config{values: map[string]string{}, zone: time.UTC}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		c.set(ast.Pos{}, ast.Pos{}, key, values[key])
	}
	return c
}

// set checks and keeps a setting.
func (c *config) set(at, valueAt ast.Pos, key, value string) {
	check, known := settings[key]
	switch {
	case known:
		if err := check(c, value); err != nil {
			fail(valueAt, "Could not parse value '%s' for key '%s': %s", value, key, err)
		}
	case !slices.ContainsFunc(tuning, func(prefix string) bool { return strings.HasPrefix(key, prefix) }):
		failHint(at, didYouMean(key, slices.Sorted(maps.Keys(settings))), "The configuration key '%s' is not known to the embedded engine", key)
	}
	c.values[key] = value
}

func (c *config) export() plan.Config {
	zone := "UTC"
	if z, ok := c.values["table.local-time-zone"]; ok && z != "default" {
		zone = c.zone.String()
	}
	return plan.Config{Values: maps.Clone(c.values), LocalTimeZone: zone, StateTTL: c.stateTTL}
}

func (c *config) setZone(value string) error {
	if value == "default" {
		c.zone = time.UTC
		return nil
	}
	zone, err := parseZone(value)
	if err != nil {
		return err
	}
	c.zone = zone
	return nil
}

// parseZone reads a name of the IANA database or an offset such as GMT+08:00.
func parseZone(value string) (*time.Location, error) {
	for _, prefix := range []string{"GMT", "UTC"} {
		offset, ok := strings.CutPrefix(value, prefix)
		if !ok || offset == "" {
			continue
		}
		t, err := time.Parse("-07:00", offset)
		if err != nil {
			return nil, fmt.Errorf("the offset must be written as in %s+08:00", prefix)
		}
		_, seconds := t.Zone()
		return time.FixedZone(value, seconds), nil
	}
	if value == "" || value == "Local" {
		return nil, fmt.Errorf("it is not the name of a time zone")
	}
	zone, err := time.LoadLocation(value)
	if err != nil {
		return nil, fmt.Errorf("it is not the name of a time zone: use one such as 'Europe/Prague', or 'GMT+08:00'")
	}
	return zone, nil
}

func (c *config) setTTL(value string) error {
	d, err := parseDuration(value)
	if err == nil {
		c.stateTTL = d.Milliseconds()
	}
	return err
}

func anything(*config, string) error { return nil }

// restoredFrom refuses to go on from a savepoint that the script names.
func restoredFrom(_ *config, value string) error {
	if value == "" {
		return nil
	}
	return fmt.Errorf("what a job goes on from is said when it is started: with --restore, or by the snapshot of an application")
}

func oneOf(values ...string) setting {
	return func(_ *config, value string) error {
		if slices.Contains(values, strings.ToLower(value)) {
			return nil
		}
		return fmt.Errorf("the embedded engine has only %s", strings.Join(values, " and "))
	}
}

func positive(_ *config, value string) error {
	if n, err := strconv.Atoi(value); err != nil || n < 1 {
		return fmt.Errorf("it must be an integer greater than zero")
	}
	return nil
}

func anyInteger(_ *config, value string) error {
	if _, err := strconv.Atoi(value); err != nil {
		return fmt.Errorf("it must be an integer")
	}
	return nil
}

func aBoolean(_ *config, value string) error {
	if v := strings.ToLower(value); v != "true" && v != "false" {
		return fmt.Errorf("it must be true or false")
	}
	return nil
}

func aDuration(_ *config, value string) error {
	_, err := parseDuration(value)
	return err
}

func aSize(_ *config, value string) error {
	_, err := option.ParseBytes(value)
	return err
}

// durationUnits are Flink's labels of units.
var durationUnits = map[string]time.Duration{
	"d": 24 * time.Hour, "day": 24 * time.Hour, "days": 24 * time.Hour, "h": time.Hour, "hour": time.Hour, "hours": time.Hour,
	"m": time.Minute, "min": time.Minute, "minute": time.Minute, "minutes": time.Minute,
	"s": time.Second, "sec": time.Second, "second": time.Second, "seconds": time.Second, "secs": time.Second,
	"": time.Millisecond, "ms": time.Millisecond, "milli": time.Millisecond, "millis": time.Millisecond, "millisecond": time.Millisecond, "milliseconds": time.Millisecond,
	"us": time.Microsecond, "µs": time.Microsecond, "micro": time.Microsecond, "micros": time.Microsecond, "microsecond": time.Microsecond, "microseconds": time.Microsecond,
	"ns": time.Nanosecond, "nano": time.Nanosecond, "nanos": time.Nanosecond, "nanosecond": time.Nanosecond, "nanoseconds": time.Nanosecond,
}

// parseDuration reads a duration as Flink's options have it: "10 s", "500ms"; a bare number is milliseconds.
func parseDuration(text string) (time.Duration, error) {
	trimmed := strings.TrimSpace(text)
	digits := 0
	for digits < len(trimmed) && trimmed[digits] >= '0' && trimmed[digits] <= '9' {
		digits++
	}
	unit, known := durationUnits[strings.ToLower(strings.TrimSpace(trimmed[digits:]))]
	n, err := strconv.ParseInt(trimmed[:digits], 10, 64)
	if err != nil || !known || n > int64(1<<62)/int64(unit) {
		return 0, fmt.Errorf("it must be a duration such as '10 s', '5 min' or '1 h'")
	}
	return time.Duration(n) * unit, nil
}

// session applies SET, RESET and USE.
func (a *analyzer) session(s ast.Statement) {
	switch s := s.(type) {
	case *ast.SetOption:
		if s.Option == nil {
			var lines []string
			for _, key := range slices.Sorted(maps.Keys(a.config.values)) {
				lines = append(lines, fmt.Sprintf("'%s' = '%s'", key, a.config.values[key]))
			}
			a.reports = append(a.reports, strings.Join(lines, "\n")+"\n")
			return
		}
		a.config.set(s.Option.Pos, s.Option.ValuePos, s.Option.Key, s.Option.Value)
	case *ast.ResetOption:
		values := map[string]string{}
		if !s.All {
			maps.Copy(values, a.config.values)
			delete(values, s.Key)
			if v, ok := a.defaults[s.Key]; ok {
				values[s.Key] = v
			}
		} else {
			maps.Copy(values, a.defaults)
		}
		a.config = newConfig(values)
	case *ast.Use:
		a.catalog.use(s)
	case *ast.UseModules:
		for _, m := range s.Modules {
			if m.Name != "core" {
				fail(m.Pos, "No module with name '%s' exists", m.Name)
			}
		}
	}
}

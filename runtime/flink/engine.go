// Package flink makes Apache Flink a driver.Engine: which applications it takes, and how their cluster is started. What a cluster is made of is package assembly's, how it lives, once
// started, is package cluster's; how Flink comes onto the machine, package distribution's.
package flink

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/embeddedengine"
	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/distribution"
)

// Name is the engine's name.
const Name = "flink"

// Command is the command of the penstock binary that a cluster is.
const Command = "flink"

// WorkerCommand is the command that a TaskManager is in a pod of its own, and ElsewhereFlag the flag by which [Command] waits for such.
const (
	WorkerCommand = "taskmanager"
	ElsewhereFlag = "task-managers-elsewhere"
)

// FilesFlag is the flag by which [Command] is told how many MiB of files in memory TaskManagers may have.
const FilesFlag = "files-mib"

// Options say where Flink is.
type Options struct {
	// Cache is the folder in which distributions of Flink are, and come to be at first need.
	Cache string
	// Repository is the address of the Maven repository that they are fetched from.
	Repository string
	// FilesMiB is how much TaskManagers have for files where these lie in memory, in MiB; optional, as much as a KPU has memory.
	FilesMiB int
}

// Engine is Apache Flink for drivers.
type Engine struct {
	options Options
	// storage is where state is kept, empty for files, and credentials are for it.
	storage     string
	credentials *objects.Credentials
}

var (
	_ driver.Engine  = (*Engine)(nil)
	_ driver.Builder = (*Engine)(nil)
)

// New makes the engine. Nothing is looked for before a cluster starts.
func New(o Options) *Engine { return &Engine{options: o} }

// Name is "flink".
func (*Engine) Name() string { return Name }

// Builds are the versions of Flink.
func (*Engine) Builds() []string {
	var all []string
	for _, v := range distribution.Versions() {
		all = append(all, buildOf(v))
	}
	slices.Sort(all)
	return all
}

func buildOf(v distribution.Version) string { return Name + " " + v.Number }

// Takes JARs and scripts, for the versions of Flink that can be installed.
func (*Engine) Takes(runtime string, kind driver.CodeKind) bool {
	_, known := distribution.Find(runtime)
	return known && (kind == driver.ZipFile || kind == driver.PlainText)
}

// keeperMemory is what a JobManager's machine has for its keeper, and for the process before that, in MiB.
const keeperMemory = 512

// Validate refuses what is no code for this engine. Whether it can be run is found out when the application is started, as in the
// managed service: that takes the very Java and Flink that run it.
func (*Engine) Validate(ctx context.Context, runtime string, code driver.Code, properties map[string]map[string]string) error {
	var err error
	if driver.IsPython(properties) {
		err = checkPython(runtime, code.Kind, properties)
	} else {
		_, err = programOf(ctx, code, properties)
	}
	if err == nil {
		_, err = isAdaptive(properties)
	}
	return err
}

// isAdaptive tells whether runtime properties choose Flink's adaptive scheduler.
func isAdaptive(properties map[string]map[string]string) (bool, error) {
	switch chosen := properties[driver.RunOptions][driver.SchedulerOption]; chosen {
	case "", driver.DefaultScheduler:
		return false, nil
	case driver.AdaptiveScheduler:
		return true, nil
	default:
		return false, &driver.CodeError{Message: fmt.Sprintf("The property %s of %s is %q, which is neither %s nor %s.",
			driver.SchedulerOption, driver.RunOptions, chosen, driver.DefaultScheduler, driver.AdaptiveScheduler)}
	}
}

// programOf gives the statements of scripts; none for a JAR.
func programOf(ctx context.Context, code driver.Code, properties map[string]map[string]string) ([]assembly.Statement, error) {
	chosen := properties[driver.RunOptions][driver.EngineOption]
	if chosen != "" && chosen != Name {
		return nil, fmt.Errorf("%w: the property %s of %s is %q, which does not run it", driver.ErrOtherEngine, driver.EngineOption, driver.RunOptions, chosen)
	}
	if code.Kind == driver.ZipFile && chosen == "" {
		return nil, nil // scripts are run here by choice only
	}
	files, err := embeddedengine.ReadScripts(ctx, code)
	if errors.Is(err, driver.ErrOtherEngine) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return statementsOf(files, properties)
}

// Workload is `penstock flink` with a spec and the code.
func (e *Engine) Workload(ctx context.Context, spec driver.Spec) (driver.Workload, error) {
	python := assembly.PythonOf(spec.Properties)
	var statements []assembly.Statement
	var err error
	if python != nil {
		err = checkPython(spec.Runtime, spec.Code.Kind, spec.Properties)
	} else {
		statements, err = programOf(ctx, spec.Code, spec.Properties)
	}
	if err != nil {
		return driver.Workload{}, err
	}
	adaptive, err := isAdaptive(spec.Properties)
	if err != nil {
		return driver.Workload{}, err
	}
	version, known := distribution.Find(spec.Runtime)
	if !known {
		return driver.Workload{}, &driver.TerminalError{Reason: "There is no Apache Flink for " + spec.Runtime + "."}
	}
	options := spec.Properties[driver.RunOptions]
	c := assembly.Spec{
		Version: assembly.SpecVersion, Runtime: spec.Runtime, Cache: e.options.Cache, Repository: e.options.Repository,
		Name: spec.ApplicationName, JobID: spec.JobID, Properties: spec.Properties, Statements: statements,
		MainClass: options[driver.MainClassOption], Arguments: strings.Fields(options[driver.ArgumentsOption]),
		Parallelism: max(1, spec.Parallelism), MaxParallelism: spec.MaxParallelism, SlotsPerTaskManager: max(1, spec.ParallelismPerKPU),
		Checkpoints: assembly.Checkpoints{
			Enabled: spec.Checkpointing.Enabled, Interval: spec.Checkpointing.Interval, MinPause: spec.Checkpointing.MinPause,
			Fixed: spec.Checkpointing.Fixed,
		},
		RestartDelay: spec.RestartDelay, Adaptive: adaptive, CheckpointsURI: spec.CheckpointsURI, LogLevel: spec.LogLevel,
		ApplicationARN: spec.ApplicationARN, ApplicationVersion: strconv.FormatInt(spec.ApplicationVersion, 10),
	}
	if python != nil {
		c.Version, c.Python = assembly.PythonSpecVersion, python
	}
	w := driver.Workload{Build: buildOf(version), Args: e.command(), Workers: &driver.Workers{
		Count: c.TaskManagers(), HostArgs: []string{"--" + ElsewhereFlag}, HostMebibytes: assembly.JobManagerMemory + keeperMemory,
		Args: []string{WorkerCommand},
	}}
	if len(statements) == 0 {
		w.Copies = map[string]driver.Code{assembly.CodeFile: spec.Code}
	}
	if spec.Keys != nil {
		return e.seal(w, spec, c)
	}
	if e.storage != "" {
		return driver.Workload{}, errors.New("Apache Flink keeps state in a bucket only where there are keys") //nolint:staticcheck // a name
	}
	text, err := json.Marshal(c)
	if err != nil {
		return driver.Workload{}, fmt.Errorf("write the spec of the cluster: %w", err)
	}
	w.Files = map[string][]byte{assembly.SpecFile: text}
	return w, nil
}

// command is the command line of a cluster.
func (e *Engine) command() []string {
	if e.options.FilesMiB == 0 {
		return []string{Command}
	}
	return []string{Command, "--" + FilesFlag + "=" + strconv.Itoa(e.options.FilesMiB)}
}

// codeError is what is wrong with a script, as engines tell it.
func codeError(err error) error {
	var wrong *script.Error
	if !errors.As(err, &wrong) {
		return err
	}
	return &driver.CodeError{File: wrong.File, Line: wrong.Line, Column: wrong.Column, Message: wrong.Message}
}

package assembly

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// SpecVersion is the version of the specs that this build writes, and PythonSpecVersion that of those with a program in Python, which older
// builds would take for a JAR. Newer ones are refused.
const (
	SpecVersion       = 1
	PythonSpecVersion = 2
)

// The files that whoever starts the process puts into its directory, see the package comment.
const (
	SpecFile = "flink.json"
	CodeFile = "code.jar"
)

// Spec is what to run.
type Spec struct {
	Version int `json:"version"`
	// Runtime is the API's name of the version of Flink, such as "FLINK-1_20".
	Runtime string `json:"runtime"`
	// Cache and Repository say where Flink is kept on this machine, and fetched from when it is not there.
	Cache      string `json:"cache"`
	Repository string `json:"repository"`
	// Name names the job, and JobID is its id: 32 hex digits.
	Name  string `json:"name"`
	JobID string `json:"jobId"`
	// Statements are those of SQL scripts, in their order; none for a JAR.
	Statements []Statement `json:"statements,omitempty"`
	// MainClass is the class of the JAR to run; empty for the one that its manifest names. Arguments are what its main is given.
	MainClass string   `json:"mainClass,omitempty"`
	Arguments []string `json:"arguments,omitempty"`
	// Python is what to run of an archive with a program in Python; nil for all else.
	Python *Python `json:"python,omitempty"`
	// Properties are the runtime properties: group id to key to value.
	Properties map[string]map[string]string `json:"properties,omitempty"`

	Parallelism    int `json:"parallelism"`
	MaxParallelism int `json:"maxParallelism"`
	// SlotsPerTaskManager is how many subtasks share a TaskManager, which is a KPU.
	SlotsPerTaskManager int           `json:"slotsPerTaskManager"`
	Checkpoints         Checkpoints   `json:"checkpoints"`
	RestartDelay        time.Duration `json:"restartDelay"`
	// Adaptive has the job go on with fewer slots than its parallelism asks for.
	Adaptive bool `json:"adaptive,omitempty"`
	// StateStorage is where checkpoints and savepoints are kept, as objects.ParseS3 reads it; empty for the file system. It takes keys.
	StateStorage string `json:"stateStorage,omitempty"`
	// CheckpointsURI is the directory below which Flink makes one for the job.
	CheckpointsURI string `json:"checkpointsUri"`
	// LogLevel is DEBUG, INFO, WARN or ERROR.
	LogLevel string `json:"logLevel"`
	// ApplicationARN and ApplicationVersion are told with each event of the log.
	ApplicationARN     string `json:"applicationArn"`
	ApplicationVersion string `json:"applicationVersion"`
}

// Statement is one statement of a script: a SET where Key is not empty, an INSERT, or any other.
type Statement struct {
	Text   string `json:"text"`
	Insert bool   `json:"insert,omitempty"`
	Key    string `json:"key,omitempty"`
	Value  string `json:"value,omitempty"`
	// Reset undoes what was set of Key, or of all keys where that is empty.
	Reset bool `json:"reset,omitempty"`
	// As is a table that is filled by a query, whose rows are part of the job.
	As *TableAs `json:"as,omitempty"`
	// File and Line are where it begins, for messages.
	File string `json:"file"`
	Line int    `json:"line"`
}

// TableAs is CREATE TABLE AS in parts: Flink would run it as a job of its own.
type TableAs struct {
	// Create begins the statement, up to the name of the table.
	Create string `json:"create"`
	// Replace tells that a table of that name may be there, and goes.
	Replace bool   `json:"replace,omitempty"`
	Table   string `json:"table"`
	// Options is what follows the columns, such as WITH (...).
	Options string `json:"options"`
	Query   string `json:"query"`
}

// Checkpoints are the settings of periodic checkpoints.
type Checkpoints struct {
	Enabled  bool          `json:"enabled"`
	Interval time.Duration `json:"interval"`
	MinPause time.Duration `json:"minPause"`
	// Fixed tells that a program cannot change them.
	Fixed bool `json:"fixed,omitempty"`
}

// ReadSpec reads the spec in a cluster's directory.
func ReadSpec(dir string) (Spec, error) {
	data, err := os.ReadFile(filepath.Join(dir, SpecFile))
	if err != nil {
		return Spec{}, fmt.Errorf("read the spec of the cluster: %w", err)
	}
	var s Spec
	if err := json.Unmarshal(data, &s); err != nil {
		return Spec{}, fmt.Errorf("read the spec of the cluster: %w", err)
	}
	if err := s.Check(); err != nil {
		return Spec{}, fmt.Errorf("read the spec of the cluster: %w", err)
	}
	return s, nil
}

// Check tells whether this build knows the spec, and gives what is missing in it its least value.
func (s *Spec) Check() error {
	if s.Version < 1 || s.Version > PythonSpecVersion {
		return fmt.Errorf("version %d is not known to this build (it knows 1 to %d)", s.Version, PythonSpecVersion)
	}
	s.Parallelism, s.SlotsPerTaskManager = max(1, s.Parallelism), max(1, s.SlotsPerTaskManager)
	return nil
}

// TaskManagers is how many TaskManagers the job has.
func (s Spec) TaskManagers() int {
	return (s.Parallelism + s.SlotsPerTaskManager - 1) / s.SlotsPerTaskManager
}

// NeededTaskManagers is how many TaskManagers a job that has run once needs to go on.
func (s Spec) NeededTaskManagers() int {
	if s.Adaptive {
		return 1
	}
	return s.TaskManagers()
}

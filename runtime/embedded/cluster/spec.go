package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// SpecFile is the name of the spec in the cluster's directory.
const SpecFile = "cluster.json"

// ScriptFolder is the folder of the scripts in the cluster's directory.
const ScriptFolder = "code"

// SpecVersion is the version of the spec that this build reads and writes.
const SpecVersion = 1

// Spec is everything a cluster needs to know. Whether the job runs, and from which savepoint, is said over REST.
type Spec struct {
	Version int `json:"version"`
	// Name is the job's name.
	Name string `json:"name"`
	// Lineage tells the application apart from all others that may write to the same places; Name does where it is empty.
	Lineage string `json:"lineage,omitempty"`
	// JobID is the id that the job runs under where the run request names none.
	JobID string `json:"jobId"`
	// Scripts are the script files below ScriptFolder, compiled in this order as one program.
	Scripts []string `json:"scripts"`
	// Properties are the runtime properties that ${group:key} takes values from.
	Properties map[string]map[string]string `json:"properties,omitempty"`
	// Parallelism is the number of subtasks, MaxParallelism that of key groups.
	Parallelism    int `json:"parallelism"`
	MaxParallelism int `json:"maxParallelism"`
	// Checkpoints says when checkpoints are taken.
	Checkpoints Checkpoints `json:"checkpoints"`
	// RestartDelay is the pause before a failed job is restarted, as time.ParseDuration reads it.
	RestartDelay Duration `json:"restartDelay"`
	// StateStorage is where checkpoints and savepoints are kept, as objects.ParseS3 reads it; empty for the file system.
	StateStorage string `json:"stateStorage,omitempty"`
	// CheckpointsURI is the directory of checkpoints there.
	CheckpointsURI string `json:"checkpointsUri"`
	// LogLevel is DEBUG, INFO, WARN or ERROR.
	LogLevel string `json:"logLevel"`
	// LogFields are added to every line of the log.
	LogFields map[string]string `json:"logFields,omitempty"`
}

// Checkpoints says when checkpoints are taken.
type Checkpoints struct {
	// Enabled is false for none but those asked for.
	Enabled bool `json:"enabled"`
	// Interval is from the start of one to the start of the next, MinPause from the end of one to the start of the next.
	Interval Duration `json:"interval"`
	MinPause Duration `json:"minPause"`
}

// Duration is a time.Duration that JSON has as text, such as "1m30s".
type Duration time.Duration

// MarshalText writes the duration as text.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText reads the duration from text.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	*d = Duration(v)
	return err
}

// ReadSpec reads and checks the spec in a cluster's directory.
func ReadSpec(dir string) (Spec, error) {
	path := filepath.Join(dir, SpecFile)
	data, err := os.ReadFile(path)
	if err != nil {
		return Spec{}, fmt.Errorf("read the cluster's spec: %w", err)
	}
	var s Spec
	if err := json.Unmarshal(data, &s); err != nil {
		return Spec{}, fmt.Errorf("read %s: %w", path, err)
	}
	if s.Version < 1 || s.Version > SpecVersion {
		return Spec{}, fmt.Errorf("read %s: version %d is not known to this build (it knows 1 to %d)", path, s.Version, SpecVersion)
	}
	if err := s.check(); err != nil {
		return Spec{}, fmt.Errorf("read %s: %w", path, err)
	}
	return s, nil
}

func (s Spec) check() error {
	if len(s.Scripts) == 0 {
		return errors.New("there is no script")
	}
	for _, script := range s.Scripts {
		if !filepath.IsLocal(script) {
			return fmt.Errorf("script %q is outside the directory", script)
		}
	}
	if s.Parallelism < 1 || s.MaxParallelism < s.Parallelism {
		return fmt.Errorf("parallelism %d of at most %d is not possible", s.Parallelism, s.MaxParallelism)
	}
	if s.Checkpoints.Enabled && s.Checkpoints.Interval <= 0 {
		return fmt.Errorf("checkpoint interval %s is not positive", time.Duration(s.Checkpoints.Interval))
	}
	_, err := s.statePath(s.CheckpointsURI)
	return err
}

// LocalPath is the path that a file URI, or a path, means on this machine.
func LocalPath(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil {
		return "", fmt.Errorf("%q is not a URI of a directory: %w", uri, err)
	}
	if (u.Scheme != "" && u.Scheme != "file") || u.Host != "" || !filepath.IsAbs(u.Path) {
		return "", fmt.Errorf("%q is not a file URI with an absolute path", uri)
	}
	if u.Scheme == "" {
		return filepath.Clean(uri), nil // a path may have characters that a URI has to escape
	}
	return filepath.Clean(u.Path), nil
}

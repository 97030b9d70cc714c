// Package embeddedengine makes the embedded engine a driver.Engine: which applications it takes, what is wrong with their
// scripts, and how their cluster is started. It is the only place that knows both the contract and the engine, which
// itself knows nothing of the control plane.
package embeddedengine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
	"github.com/penstock/penstock/runtime/embedded/cluster"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// CheckFunc compiles scripts with their properties and starts nothing. What is wrong with them is a *script.Error.
type CheckFunc func(files []script.File, properties map[string]map[string]string) error

// Engine is the embedded engine for drivers.
type Engine struct {
	check CheckFunc
	build string
	// storage is where state is kept, empty for files, and credentials are for it.
	storage     string
	credentials *objects.Credentials
}

var (
	_ driver.Engine  = (*Engine)(nil)
	_ driver.Builder = (*Engine)(nil)
)

// New makes the engine. The version is that of the program, which is what clusters run; empty where it is not known.
func New(check CheckFunc, version string) *Engine {
	e := &Engine{check: check}
	if version != "" {
		e.build = e.Name() + " " + version
	}
	return e
}

// KeepState has clusters keep their state elsewhere than in files: in a bucket, as [objects.ParseS3] reads it. They are handed the
// credentials in memory; without any they use those that their machine has. It is called before anything is started.
func (e *Engine) KeepState(storage string, c *objects.Credentials) {
	e.storage, e.credentials = storage, c
}

// Builds is the one build of the engine that this program has.
func (e *Engine) Builds() []string {
	if e.build == "" {
		return nil
	}
	return []string{e.build}
}

// Name is "embedded".
func (*Engine) Name() string { return "embedded" }

// Takes every Flink runtime: scripts, and archives, which Validate looks into for scripts.
func (*Engine) Takes(runtime string, kind driver.CodeKind) bool {
	return strings.HasPrefix(runtime, "FLINK-") && (kind == driver.PlainText || kind == driver.ZipFile)
}

// checkChoice refuses what the application's owner has another engine run.
func (e *Engine) checkChoice(properties map[string]map[string]string) error {
	if chosen := properties[driver.RunOptions][driver.EngineOption]; chosen != "" && chosen != e.Name() {
		return fmt.Errorf("%w: the property %s of %s is %q", driver.ErrOtherEngine, driver.EngineOption, driver.RunOptions, chosen)
	}
	if driver.IsPython(properties) {
		return fmt.Errorf("%w: the properties of %s name a program in Python", driver.ErrOtherEngine, driver.PythonOptions)
	}
	return nil
}

// Validate compiles the scripts.
func (e *Engine) Validate(ctx context.Context, _ string, code driver.Code, properties map[string]map[string]string) error {
	if err := e.checkChoice(properties); err != nil {
		return err
	}
	files, err := ReadScripts(ctx, code)
	if err != nil {
		return err
	}
	var wrong *script.Error
	switch err := e.check(files, properties); {
	case errors.As(err, &wrong):
		found := &driver.CodeError{File: wrong.File, Line: wrong.Line, Column: wrong.Column, Message: wrong.Message}
		if code.Kind == driver.PlainText {
			found.File = ""
		}
		return found
	case err != nil:
		return fmt.Errorf("check the script: %w", err)
	}
	return nil
}

// Workload is `penstock cluster` with a spec and the scripts: in the secret, with the keys, or in files where there are none.
func (e *Engine) Workload(ctx context.Context, spec driver.Spec) (driver.Workload, error) {
	if err := e.checkChoice(spec.Properties); err != nil {
		return driver.Workload{}, err
	}
	files, err := ReadScripts(ctx, spec.Code)
	if err != nil {
		return driver.Workload{}, err
	}
	w := driver.Workload{Build: e.build, Args: []string{"cluster"}}
	c := cluster.Spec{
		Version: cluster.SpecVersion, Name: spec.ApplicationName, Lineage: spec.Lineage, JobID: spec.JobID, Properties: spec.Properties,
		Parallelism: spec.Parallelism, MaxParallelism: spec.MaxParallelism,
		Checkpoints: cluster.Checkpoints{
			Enabled:  spec.Checkpointing.Enabled,
			Interval: cluster.Duration(spec.Checkpointing.Interval), MinPause: cluster.Duration(spec.Checkpointing.MinPause),
		},
		RestartDelay: cluster.Duration(spec.RestartDelay), StateStorage: e.storage, CheckpointsURI: spec.CheckpointsURI, LogLevel: spec.LogLevel,
		LogFields: map[string]string{
			"applicationARN": spec.ApplicationARN, "applicationVersionId": strconv.FormatInt(spec.ApplicationVersion, 10),
		},
	}
	a := cluster.Assignment{Scripts: make(map[string]string, len(files))}
	for _, f := range files {
		c.Scripts = append(c.Scripts, f.Name)
		a.Scripts[f.Name] = f.Text
	}
	a.Spec, a.Storage = c, e.credentials
	if spec.Keys != nil {
		a.Keys = KeysOf(spec.Keys)
		handover, err := cluster.EncodeHandover(a)
		w.Secret, w.Sealed = driver.NewSecret(handover), true
		return w, err
	}
	if a.Storage != nil {
		return w, errors.New("a cluster without keys would have the credentials of its storage in a file")
	}
	w.Files, err = inFiles(&a)
	return w, err
}

// KeysOf are the keys for a cluster. They share their bytes with the spec's.
func KeysOf(keys *driver.Keys) *cluster.Keys {
	key := func(k driver.DataKey) cluster.Key { return cluster.Key{ID: k.ID, Key: k.Key.Bytes()} }
	out := &cluster.Keys{Owner: keys.Owner, Sealing: key(keys.Sealing), Log: key(keys.Log), TakesClear: keys.TakesClear}
	for _, k := range keys.Opening {
		out.Opening = append(out.Opening, key(k))
	}
	return out
}

// inFiles is the assignment of a cluster that keeps everything in clear.
func inFiles(a *cluster.Assignment) (map[string][]byte, error) {
	files := make(map[string][]byte, len(a.Scripts)+1)
	for name, text := range a.Scripts {
		files[path.Join(cluster.ScriptFolder, name)] = []byte(text)
	}
	var err error
	if files[cluster.SpecFile], err = json.Marshal(a.Spec); err != nil {
		return nil, fmt.Errorf("write the spec of the cluster: %w", err)
	}
	return files, nil
}

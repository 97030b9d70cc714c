package local

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/cluster/announce"
)

// The files of a cluster's folder that are the driver's own, and those of others that it looks at.
const (
	lockFile    = "lock"
	metaFile    = "meta.json"
	processFile = "process.json"
	statusFile  = "status.json"
	processLog  = "process.log"

	endpointNote = "endpoint.json"
	endedFile    = "ended"
)

// newPrefix and gonePrefix begin the names of folders that are not there yet, or any more.
const (
	newPrefix  = ".new-"
	gonePrefix = ".gone-"
)

// folder is the folder of one cluster, which need not exist.
type folder struct {
	id   driver.ClusterID
	path string
}

func (d *Driver) folder(id driver.ClusterID) folder {
	return folder{id, filepath.Join(d.dir, string(id))}
}

// meta tells whose cluster it is.
type meta struct {
	Version        int       `json:"version"`
	ApplicationARN string    `json:"applicationArn"`
	CreatedAt      time.Time `json:"createdAt"`
	FencingToken   int64     `json:"fencingToken"`
	Build          string    `json:"build,omitempty"`
	InClear        bool      `json:"inClear,omitempty"`
}

// status is how the leading process ended.
type status struct {
	Version int `json:"version"`
	// Code is -1 when a signal ended it.
	Code int `json:"code"`
	// Signal is its name, such as "killed"; empty for an exit.
	Signal string `json:"signal,omitempty"`
}

// create makes the folder with all its files and returns its lock, held. os.ErrExist if the folder is there already.
func (d *Driver) create(ctx context.Context, f folder, spec driver.Spec, w driver.Workload) (lock *os.File, err error) {
	tmp, err := os.MkdirTemp(d.dir, newPrefix+string(f.id)+"-")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(tmp))
		}
	}()
	lock, err = takeLock(filepath.Join(tmp, lockFile))
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			lock.Close()
		}
	}()
	m := meta{stateVersion, spec.ApplicationARN, time.Now().UTC(), spec.FencingToken, w.Build, spec.Keys != nil && !w.Sealed}
	if err := writeJSON(filepath.Join(tmp, metaFile), m); err != nil {
		return nil, err
	}
	for name, content := range w.Files {
		if err := place(tmp, name, bytes.NewReader(content)); err != nil {
			return nil, err
		}
	}
	for name, code := range w.Copies {
		if err := placeCopy(ctx, tmp, name, code); err != nil {
			return nil, err
		}
	}
	return lock, os.Rename(tmp, f.path)
}

// place writes a file of the workload, for its owner only.
func place(dir, name string, content io.Reader) error {
	if !filepath.IsLocal(name) {
		return fmt.Errorf("file %q of the workload is outside the folder", name)
	}
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	return errors.Join(err, file.Close())
}

// placeCopy places code, which is read while it is written.
func placeCopy(ctx context.Context, dir, name string, code driver.Code) error {
	content, err := code.Open(ctx)
	if err != nil {
		return fmt.Errorf("open the application's code: %w", err)
	}
	defer content.Close()
	return place(dir, name, content)
}

// remove makes the folder disappear at once, then removes what was in it.
func (f folder) remove() error {
	gone, err := os.MkdirTemp(filepath.Dir(f.path), gonePrefix)
	if err != nil {
		return fmt.Errorf("remove cluster %s: %w", f.id, err)
	}
	err = os.Rename(f.path, filepath.Join(gone, string(f.id)))
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	if err = errors.Join(err, os.RemoveAll(gone)); err != nil {
		return fmt.Errorf("remove cluster %s: %w", f.id, err)
	}
	return nil
}

// sweep removes folders that a control plane was making or removing when it died.
func (d *Driver) sweep() error {
	entries, err := os.ReadDir(d.dir)
	if err != nil {
		return fmt.Errorf("folder of clusters: %w", err)
	}
	for _, e := range entries {
		path := filepath.Join(d.dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), gonePrefix):
		case strings.HasPrefix(e.Name(), newPrefix):
			if held, err := lockHeld(filepath.Join(path, lockFile)); held || (err != nil && !errors.Is(err, fs.ErrNotExist)) {
				continue // being made right now
			}
		default:
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("folder of clusters: %w", err)
		}
	}
	return nil
}

// alive tells whether any process of the cluster lives. os.ErrNotExist if there is no such folder.
func (f folder) alive() (bool, error) {
	held, err := lockHeld(filepath.Join(f.path, lockFile))
	if err != nil {
		return false, fmt.Errorf("look for cluster %s: %w", f.id, err)
	}
	return held, nil
}

func (f folder) has(name string) bool {
	_, err := os.Stat(filepath.Join(f.path, name))
	return err == nil
}

func (f folder) meta() (meta, error) {
	var m meta
	err := f.readJSON(metaFile, &m)
	return m, err
}

func (f folder) process() (process, error) {
	var p process
	err := f.readJSON(processFile, &p)
	return p, err
}

// exit tells why the cluster's process ended, by what it said itself, by its exit code, or not at all.
func (f folder) exit() (*driver.Exit, error) {
	exit := &driver.Exit{Code: -1, Reason: "The cluster's process ended unexpectedly."}
	var s status
	switch err := f.readJSON(statusFile, &s); {
	case err == nil && s.Signal != "":
		exit.Reason = fmt.Sprintf("The cluster's process was ended by a signal (%s).", s.Signal)
	case err == nil:
		exit.Code = s.Code
		exit.Reason = fmt.Sprintf("The cluster's process ended with exit code %d.", s.Code)
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	switch note, err := announce.ReadExit(f.path); {
	case err == nil:
		exit.Reason, exit.Terminal = note.Reason, note.Terminal
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	return exit, nil
}

func (f folder) readJSON(name string, v any) error {
	data, err := os.ReadFile(filepath.Join(f.path, name))
	if err != nil {
		return fmt.Errorf("cluster %s: %w", f.id, err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("cluster %s: read %s: %w", f.id, name, err)
	}
	return nil
}

// writeJSON makes the file appear at once with all its content.
func writeJSON(path string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".tmp", data, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".tmp", path)
}

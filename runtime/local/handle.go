package local

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"

	"github.com/penstock/penstock/runtime/driver"
)

// stateVersion is the version of the driver's part of a handle, and of the files in a cluster's folder.
const stateVersion = 1

// handleState is the driver's part of a handle: the leading process, so that it can be ended even when its folder was
// taken away.
type handleState struct {
	Version int `json:"version"`
	process
}

// clusterID is what driver.ClusterID promises; it is checked because it becomes the name of a folder.
var clusterID = regexp.MustCompile(`^[a-z][a-z0-9-]{0,62}$`)

func checkID(id driver.ClusterID) error {
	if !clusterID.MatchString(string(id)) {
		return &driver.TerminalError{Reason: fmt.Sprintf("%q is not the id of a cluster.", id)}
	}
	return nil
}

// open finds the folder that a handle stands for, and the process where the handle tells it.
func (d *Driver) open(h driver.Handle) (folder, process, error) {
	if h.Driver != Name {
		return folder{}, process{}, fmt.Errorf("handle of driver %q given to driver %q", h.Driver, Name)
	}
	if err := checkID(h.ID); err != nil {
		return folder{}, process{}, err
	}
	f := d.folder(h.ID)
	if len(h.State) == 0 {
		return f, process{}, nil
	}
	var s handleState
	if err := json.Unmarshal(h.State, &s); err != nil {
		return folder{}, process{}, fmt.Errorf("read handle of cluster %s: %w", h.ID, err)
	}
	if s.Version < 1 || s.Version > stateVersion {
		return folder{}, process{}, fmt.Errorf("read handle of cluster %s: version %d is not known to this control plane (it knows 1 to %d)",
			h.ID, s.Version, stateVersion)
	}
	return f, s.process, nil
}

// handle is the handle of the folder's cluster; p is zero where the process is not known.
func (f folder) handle(p process) (driver.Handle, error) {
	h := driver.HandleFor(Name, f.id)
	m, err := f.meta()
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return driver.Handle{}, err
	}
	h.Build, h.InClear = m.Build, m.InClear
	if p.PID == 0 {
		return h, nil
	}
	state, err := json.Marshal(handleState{stateVersion, p})
	if err != nil {
		return driver.Handle{}, fmt.Errorf("write handle of cluster %s: %w", f.id, err)
	}
	h.State = state
	return h, nil
}

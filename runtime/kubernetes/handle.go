package kubernetes

import (
	"encoding/json"
	"fmt"

	"github.com/penstock/penstock/runtime/driver"
)

// stateVersion is the version of what the driver keeps in handles.
const stateVersion = 1

// state is what a handle has beside the id.
type state struct {
	Version   int    `json:"version"`
	Namespace string `json:"namespace"`
}

// handleOf is the handle of a cluster with a record.
func (d *Driver) handleOf(r *record) (driver.Handle, error) {
	text, err := json.Marshal(state{stateVersion, r.namespace})
	if err != nil {
		return driver.Handle{}, fmt.Errorf("handle of cluster %s: %w", r.id, err)
	}
	h := driver.HandleFor(Name, r.id)
	h.Build, h.InClear, h.State = r.build, r.inClear, text
	return h, nil
}

// open reads a handle. The namespace is empty where the handle has only an id, and clusters are not all in one.
func (d *Driver) open(h driver.Handle) (namespace string, err error) {
	if h.Driver != Name {
		return "", fmt.Errorf("cluster %s belongs to driver %q", h.ID, h.Driver)
	}
	if err := checkID(h.ID); err != nil {
		return "", err
	}
	if len(h.State) == 0 {
		if d.everywhere() {
			return "", nil
		}
		return d.o.Namespace, nil
	}
	var s state
	if err := json.Unmarshal(h.State, &s); err != nil {
		return "", fmt.Errorf("read handle of cluster %s: %w", h.ID, err)
	}
	if s.Version < 1 || s.Version > stateVersion {
		return "", fmt.Errorf("read handle of cluster %s: version %d is not known to this control plane (it knows 1 to %d)", h.ID, s.Version, stateVersion)
	}
	return s.Namespace, nil
}

// everywhere tells whether clusters are in more than one namespace.
func (d *Driver) everywhere() bool { return placeholder.MatchString(d.o.Namespace) }

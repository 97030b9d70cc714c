package driver

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// ClusterID addresses one cluster. It is at most 63 characters of [a-z0-9-], starting with a letter: good as a file
// name and as a DNS label.
type ClusterID string

// NewClusterID derives the id of a cluster from its application, the generation of the desire it serves, and the
// attempt within that generation. The application is named by its internal id, not by its ARN: an application that is
// deleted and made again must not meet its predecessor's clusters. Generations only count up and attempts are counted
// within one, so no two clusters ever share an id.
func NewClusterID(applicationID string, generation int64, attempt int) ClusterID {
	sum := sha256.Sum256([]byte(applicationID))
	return ClusterID(fmt.Sprintf("ps-%x-%d-%d", sum[:10], generation, attempt))
}

// JobID is the id of the one job that may ever run in the cluster, in Flink's form of 32 hex digits. That it derives
// from the cluster's id makes a repeated submission the same submission.
func (id ClusterID) JobID() string {
	sum := sha256.Sum256([]byte("job of " + string(id)))
	return hex.EncodeToString(sum[:16])
}

// HandleVersion is the version of the handles this build writes. Older ones are read, newer ones refused.
const HandleVersion = 1

// Handle is what the store keeps of a cluster in order to find it again. It survives the control plane and its
// upgrades, and holds no secret.
type Handle struct {
	// Version is the format of the handle as a whole.
	Version int `json:"version"`
	// Driver is the name of the driver that made it.
	Driver string `json:"driver"`
	// ID is the cluster.
	ID ClusterID `json:"id"`
	// Build is the build of the engine that it was started with, see [Builder]; empty where that is not known.
	Build string `json:"build,omitempty"`
	// InClear tells that the cluster was given keys and does not use them, because its engine cannot: what it keeps is in the clear.
	InClear bool `json:"inClear,omitempty"`
	// State is the driver's own, versioned by itself: a process id with its start time, a namespace. It is empty in a
	// handle made by HandleFor; everything must be found by the id alone then.
	State json.RawMessage `json:"state,omitempty"`
}

// HandleFor is the handle of a cluster of which nothing but the id is known: the control plane died between writing the
// id down and getting the answer of Prepare.
func HandleFor(driver string, id ClusterID) Handle {
	return Handle{Version: HandleVersion, Driver: driver, ID: id}
}

// ParseHandle reads a stored handle and refuses one of a newer control plane.
func ParseHandle(data []byte) (Handle, error) {
	var h Handle
	if err := json.Unmarshal(data, &h); err != nil {
		return Handle{}, fmt.Errorf("read cluster handle: %w", err)
	}
	if h.Version < 1 || h.Version > HandleVersion {
		return Handle{}, fmt.Errorf("read cluster handle: version %d is not known to this control plane (it knows 1 to %d)",
			h.Version, HandleVersion)
	}
	if h.ID == "" || h.Driver == "" {
		return Handle{}, fmt.Errorf("read cluster handle: driver or id is missing")
	}
	return h, nil
}

// Encode is the form in which a handle is stored.
func (h Handle) Encode() ([]byte, error) {
	data, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("write handle of cluster %s: %w", h.ID, err)
	}
	return data, nil
}

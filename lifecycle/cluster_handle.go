package lifecycle

import "encoding/json"

// ClusterHandle is all that a driver needs to find again what it made, also after the server was replaced by a newer
// one. Only the driver that wrote it reads State, and it refuses a Version it does not know.
type ClusterHandle struct {
	// Driver names the driver that made the cluster ("local", "kubernetes").
	Driver string `json:"driver"`
	// Version is the version of State's form.
	Version int `json:"version"`
	// State is the driver's own.
	State json.RawMessage `json:"state"`
}

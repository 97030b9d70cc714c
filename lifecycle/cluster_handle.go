package lifecycle

import "encoding/json"

// ClusterHandle is all that is written down of a cluster in order to go on with it, also after the server was replaced by
// a newer one. Only the reconciler reads State, which contains the driver's own handle, and it refuses a Version it does
// not know.
type ClusterHandle struct {
	// Driver names the driver that made the cluster ("local", "kubernetes").
	Driver string `json:"driver"`
	// Version is the version of State's form.
	Version int `json:"version"`
	// State is the reconciler's record of the cluster.
	State json.RawMessage `json:"state"`
}

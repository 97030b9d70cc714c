package lifecycle

import "encoding/json"

// ClusterHandle is all that is written down of a cluster in order to go on with it, also after the server was replaced by
// a newer one. Only the reconciler reads State, which contains the driver's own handle, and it refuses a Version it does
// not know. All that others may take from it is the snapshot that the job was started from, restore.snapshot, which no version moves.
type ClusterHandle struct {
	// Driver names the driver that made the cluster ("local", "kubernetes").
	Driver string `json:"driver"`
	// Version is the version of State's form.
	Version int `json:"version"`
	// State is the reconciler's record of the cluster.
	State json.RawMessage `json:"state"`
	// DataKey is the id of the data key that the cluster writes with; empty for one that writes in clear. It is here for the store, which
	// keeps keys that are named so.
	DataKey string `json:"dataKey,omitempty"`
}

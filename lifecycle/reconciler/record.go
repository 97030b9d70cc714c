package reconciler

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/runtime/driver"
)

// recordVersion is the newest version of records that this build knows. Older ones are read, newer ones refused. Version 2 has a data
// key: whoever does not know of it would give a cluster no keys.
const recordVersion = 2

// record is what is written down of one cluster: the driver's handle, and what the reconciler has to know to go on.
type record struct {
	// ID is the cluster, from Generation and Attempt.
	ID         driver.ClusterID `json:"id"`
	Generation int64            `json:"generation"`
	Attempt    int              `json:"attempt"`
	// Site is where it is, for drivers that have several; empty otherwise.
	Site string `json:"site,omitempty"`
	// Handle is the driver's; nil until Prepare has answered.
	Handle *driver.Handle `json:"handle,omitempty"`
	// VersionID and Parallelism are what it runs.
	VersionID   int64 `json:"versionId"`
	Parallelism int   `json:"parallelism"`
	// CheckpointsURI belongs to the run: a cluster that replaces a dead one goes on with it.
	CheckpointsURI string `json:"checkpointsUri"`
	// Keeps tells that the directory of checkpoints was made.
	Keeps bool `json:"keeps,omitempty"`
	// DataKey is the id of the run's data key; empty until it is made, and for a run in clear. BeganClear tells that the run had begun in
	// clear, with a control plane of before there were keys, so that its first checkpoints may be so.
	DataKey    string `json:"dataKey,omitempty"`
	BeganClear bool   `json:"beganClear,omitempty"`
	// Checked is as in decide.Cluster.
	Checked bool `json:"checked,omitempty"`
	// Restore is what the job starts from; nil until that is settled. An empty URI is a start without state.
	Restore *restore `json:"restore,omitempty"`
	// Since is when it was planned, or when Restore was settled.
	Since time.Time `json:"since"`
	// Trial tells that the version had never run when the cluster was planned, and Deployed when its job first ran.
	Trial    bool      `json:"trial,omitempty"`
	Deployed time.Time `json:"deployed,omitzero"`
	// LastSnapshot is the newest snapshot that there was when its job first ran: automatic ones that follow were taken of that job, or
	// were about to be. It is nil until then, and in records of before.
	LastSnapshot *int64 `json:"lastSnapshot,omitempty"`
	// Scaled is what autoscaling moved away from; nil unless it brought the cluster.
	Scaled *scaled `json:"scaled,omitempty"`
	// Condemned, Retired and Gone are as in decide.Cluster.
	Condemned string `json:"condemned,omitempty"`
	Retired   bool   `json:"retired,omitempty"`
	Gone      bool   `json:"gone,omitempty"`
}

// restore is what a job starts from.
type restore struct {
	URI string `json:"uri"`
	// Snapshot is the snapshot it is; empty for a checkpoint and for nothing.
	Snapshot              string `json:"snapshot,omitempty"`
	AllowNonRestoredState bool   `json:"allowNonRestoredState,omitempty"`
	// MetadataDigest is what the metadata of the snapshot have to be; nil where that is not known.
	MetadataDigest []byte `json:"metadataDigest,omitempty"`
}

// origin says what the job starts from.
func (r *restore) origin() string {
	switch {
	case r == nil || r.URI == "":
		return "with empty state"
	case r.Snapshot == "":
		return "from the newest checkpoint"
	default:
		return "from snapshot " + r.Snapshot
	}
}

// told is a reason as the owner of the application is told it: what the job starts from has a name, and where that lies is the server's
// own.
func (r *restore) told(reason string) string {
	if r == nil || r.URI == "" {
		return reason
	}
	name := "the checkpoint"
	if r.Snapshot != "" {
		name = "snapshot " + r.Snapshot
	}
	reason = strings.ReplaceAll(reason, r.URI, name)
	path, isFile := strings.CutPrefix(r.URI, "file://")
	if !isFile {
		return reason
	}
	return strings.ReplaceAll(strings.ReplaceAll(reason, "file:"+path, name), path, name)
}

// restoreURI is what the job starts from; empty for nothing, and before it is settled.
func (c *record) restoreURI() string {
	if c.Restore == nil {
		return ""
	}
	return c.Restore.URI
}

// jobID is the id of the cluster's job.
func (c *record) jobID() string { return c.ID.JobID() }

// run names the run of the application that the cluster begins.
func (c *record) run() string {
	return strconv.FormatInt(c.Generation, 10) + "-" + strconv.Itoa(c.Attempt)
}

// handle finds the cluster, also when Prepare has not answered.
func (c *record) handle(driverName string) driver.Handle {
	if c.Handle != nil {
		return *c.Handle
	}
	return driver.HandleFor(driverName, c.ID)
}

// facts are what decisions are made on, as far as it is written down.
func (c *record) facts() *decide.Cluster {
	return &decide.Cluster{
		Generation: c.Generation, Attempt: c.Attempt, Prepared: c.Handle != nil, Checked: c.Checked, Restore: c.Restore != nil,
		Since: c.Since, Deployed: c.Deployed, Failures: c.Attempt, Condemned: c.Condemned, Retired: c.Retired, Gone: c.Gone,
		State: decide.ClusterUnknown, Job: decide.JobUnknown,
	}
}

// encode is the form in which the store keeps it.
func (c *record) encode(driverName string) (*lifecycle.ClusterHandle, error) {
	if c == nil {
		return nil, nil
	}
	state, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("write record of cluster %s: %w", c.ID, err)
	}
	version := 1
	if c.DataKey != "" {
		version = recordVersion
	}
	return &lifecycle.ClusterHandle{Driver: driverName, Version: version, State: state, DataKey: c.DataKey}, nil
}

// parseRecord reads a stored record; nil for none.
func parseRecord(handle *lifecycle.ClusterHandle) (*record, error) {
	if handle == nil {
		return nil, nil
	}
	if handle.Version > recordVersion {
		return nil, fmt.Errorf("read record of a cluster, of version %d: %w", handle.Version, errNewer)
	}
	if handle.Version < 1 {
		return nil, fmt.Errorf("read record of a cluster: there is no version %d", handle.Version)
	}
	var c record
	if err := json.Unmarshal(handle.State, &c); err != nil {
		return nil, fmt.Errorf("read record of a cluster: %w", err)
	}
	switch {
	case c.Handle == nil:
	case c.Handle.Version > driver.HandleVersion:
		return nil, fmt.Errorf("read record of cluster %s, whose handle is of version %d: %w", c.ID, c.Handle.Version, errNewer)
	case c.Handle.Version < 1:
		return nil, fmt.Errorf("read record of cluster %s: its handle is of version %d", c.ID, c.Handle.Version)
	}
	return &c, nil
}

// clusterID is the id of a cluster of the application.
func clusterID(app *lifecycle.Application, generation int64, attempt int) driver.ClusterID {
	return driver.NewClusterID(app.ARN()+"#"+strconv.FormatInt(app.ID, 10), generation, attempt)
}

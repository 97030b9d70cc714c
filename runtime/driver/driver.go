package driver

import (
	"context"
	"time"
)

// Driver runs clusters, each belonging to one application. It must be safe for concurrent use.
type Driver interface {
	// Name identifies the driver in handles and logs, such as "local".
	Name() string

	// Prepare brings up the cluster of spec.ID without a job and returns as soon as the cluster is on its way; it does
	// not wait until it is ready. Called for STARTING, UPDATING, AUTOSCALING, ROLLING_BACK, and for RUNNING when the
	// process died.
	//
	// Success promises that the cluster exists or comes up without further calls, and that the handle finds it. With an
	// id that exists already, whatever its state, nothing is changed and its handle is returned.
	Prepare(ctx context.Context, spec Spec) (Handle, error)

	// Inspect tells how the cluster is. Called in every status that has a cluster, also for a handle with nothing but
	// an id (see [HandleFor]), which is what is known when the control plane died inside Prepare.
	//
	// Success promises that the observation was true during the call. An error means that nothing could be learned; it
	// must never be read as absence.
	Inspect(ctx context.Context, handle Handle) (Observation, error)

	// Endpoint tells how to reach the cluster's Flink REST API. Called after Inspect answered [StateReady].
	// The endpoint holds until the cluster ends.
	Endpoint(ctx context.Context, handle Handle) (Endpoint, error)

	// Destroy ends the cluster at once, whatever it does, and removes everything the driver made for it, but neither
	// snapshots nor checkpoints. A graceful end is the matter of the REST API, before this call. Called for STOPPING,
	// FORCE_STOPPING, DELETING, after an update, and for leftovers; also with a handle from [HandleFor].
	//
	// Success promises that no process of it runs any more and that none comes up later on behalf of a Prepare that had
	// returned. A cluster that does not exist is destroyed.
	Destroy(ctx context.Context, handle Handle) error

	// List names every cluster that exists in this installation, also those of control planes that died. Called for the
	// search of leftovers.
	List(ctx context.Context) ([]Listed, error)
}

// Waiter is an optional capability of a Driver: being told about a change instead of asking again and again. A driver
// without it is polled.
type Waiter interface {
	// WaitChange blocks until the observation of the cluster differs from last in its State, or ctx ends. It returns
	// the newest observation either way; the end of ctx is no error.
	WaitChange(ctx context.Context, handle Handle, last Observation) (Observation, error)
}

// Sited is an optional capability of a Driver whose clusters can be reached from one place only, such as the processes of
// one machine. Control planes with drivers of different sites may share a database: each leaves alone what runs at
// another site, where absence cannot be told from being elsewhere. A driver without it reaches its clusters from
// everywhere.
type Sited interface {
	// Site is the same for every driver value that finds the same clusters, also after a restart, and for no other.
	Site() string
}

// Listed is one cluster that a driver found.
type Listed struct {
	// Handle addresses the cluster in the other methods.
	Handle Handle
	// ApplicationARN is what Spec.ApplicationARN said; empty where the driver can no longer tell.
	ApplicationARN string
	// CreatedAt is when Prepare made it.
	CreatedAt time.Time
	// FencingToken is what Spec.FencingToken said.
	FencingToken int64
}

// Package rollback has the rules for going back to an earlier version of an application. It is pure; the store keeps the versions.
//
// A rollback makes a new version with what an earlier one had: configuration, runtime, role and the stored copy of the code.
// Ids never go down. The version that is left is ROLLED_BACK and never a target again: the new version stands in the line of
// the one that it repeats, so that the next rollback goes one further back.
package rollback

import (
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// Target is the version that an application goes back to from its current one: the last before it that has run; a fault of kind
// InvalidRequest when there is none. Versions that were made while the application was stopped, and followed by another before it was
// started, are passed over: they left no state to go on from. As long as another version than the current one is deployed (0 for none),
// because updates failed or have not come that far, it is that one.
//
// Versions are asked for as they are needed.
func Target(
	application string, current *lifecycle.Version, deployed int64, version func(id int64) (*lifecycle.Version, error),
) (*lifecycle.Version, error) {
	if deployed != 0 && deployed != current.ID {
		return version(deployed)
	}
	for id := current.UpdatedFrom; id != 0; {
		v, err := version(id)
		if err != nil || v.Deployed {
			return v, err
		}
		id = v.UpdatedFrom
	}
	return nil, fault.InvalidRequest("application %s has no version before version %d that has run, to roll back to", application, current.ID)
}

// Version is the version that follows current and repeats target.
func Version(current, target *lifecycle.Version, now time.Time) *lifecycle.Version {
	return &lifecycle.Version{
		ApplicationID: current.ApplicationID, ID: current.ID + 1, Runtime: target.Runtime, ServiceExecutionRole: target.ServiceExecutionRole,
		Document: target.Document, CodeID: target.CodeID, Key: target.Key, UpdatedFrom: target.UpdatedFrom,
		RolledBackFrom: current.ID, RolledBackTo: target.ID, CreateTime: now,
	}
}

// Run is how the job of the target is started again. What it goes on from is the snapshot that the change took of it, nil where there
// is none; deployed tells that the change has not been deployed, so that the target's own job, or what it left a moment ago, is
// what to go on from. Without either the rollback is refused.
func Run(application string, target *lifecycle.Version, snapshot *lifecycle.Snapshot, deployed bool) (lifecycle.RunConfiguration, error) {
	run := lifecycle.DefaultRunConfiguration()
	switch {
	case deployed:
		return run, nil
	case snapshot == nil:
		return run, fault.InvalidRequest(
			"application %s has no snapshot of version %d, which is what a rollback to that version goes on from", application, target.ID)
	}
	run.RestoreType, run.SnapshotName = lifecycle.RestoreCustom, snapshot.Name
	return run, nil
}

package reconciler

import (
	"context"

	"github.com/penstock/penstock/lifecycle"
)

// scaled is written down of a cluster that autoscaling brought: what was before it, which the system goes back to when it fails.
type scaled struct {
	// Parallelism is the one before.
	Parallelism int `json:"parallelism"`
	// Snapshot is the one that was taken of the job before.
	Snapshot string `json:"snapshot"`
}

// parallelism is the one that a cluster is planned with. Only what moves no version may want another than the configured one: a
// control plane of before autoscaling leaves what was wanted last where it is.
func (l *look) parallelism() int {
	switch l.app.Desired.Via {
	case lifecycle.StatusAutoscaling, lifecycle.StatusMaintenance, lifecycle.StatusRollingBack:
		if wanted := l.app.Desired.Parallelism; wanted > 0 {
			return wanted
		}
	}
	return l.wanted.configuration.Parallelism
}

// takesSnapshot tells whether the job's end is preceded by a snapshot: where they are enabled, and in any case where it was not the
// owner who asked for the restart, which must not cost state.
func (l *look) takesSnapshot() bool {
	switch l.app.Observed.Status {
	case lifecycle.StatusAutoscaling, lifecycle.StatusMaintenance:
		return true
	default:
		return l.deployed.configuration.SnapshotsEnabled
	}
}

// build is the build of the engine that the current cluster runs; empty where there is none, or where that is not known.
func (l *look) build() string {
	if l.current == nil || l.current.Gone || l.current.Handle == nil {
		return ""
	}
	return l.current.Handle.Build
}

// scaling is what the job that is scaled now leaves; nil where nothing is scaled.
func (l *look) scaling() *scaled {
	if l.app.Observed.Status != lifecycle.StatusAutoscaling || l.current == nil || l.operation == nil {
		return nil
	}
	return &scaled{Parallelism: l.current.Parallelism, Snapshot: l.automaticName()}
}

// scaleBack is what the system goes back to when the job does not get along with the parallelism that autoscaling gave it; nil where
// that is not wished, over, or not possible. Before the old job is touched there is nothing to go back to: it simply goes on.
func (s *session) scaleBack(ctx context.Context, l *look) (*scaled, error) {
	var from *scaled
	switch l.app.Observed.Status {
	case lifecycle.StatusAutoscaling:
		if l.beside != nil {
			from = l.beside.Scaled
		}
	case lifecycle.StatusRunning:
		if l.current != nil && l.facts.Now.Sub(l.current.Deployed) <= s.Limits.Trial {
			from = l.current.Scaled
		}
	}
	if from == nil || l.wanted == nil || !l.wanted.configuration.RollbackEnabled {
		return nil, nil
	}
	snapshot, err := s.snapshotByName(ctx, l, from.Snapshot)
	if err != nil || snapshot == nil || snapshot.Status != lifecycle.SnapshotReady {
		return nil, err
	}
	return from, nil
}

package apiserver

import (
	"context"
	"errors"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// CreateApplicationSnapshot wants a snapshot of a running application; the reconciler takes it.
func (s *Service) CreateApplicationSnapshot(ctx context.Context, in *model.CreateApplicationSnapshotRequest) (*model.CreateApplicationSnapshotResponse, error) {
	if err := s.refuseSQL(ctx, in.ApplicationName, string(lifecycle.RequestCreateSnapshot)); err != nil {
		return nil, err
	}
	err := s.lockedWithKeys(ctx, in.ApplicationName, false, func(r store.Reader, a *lifecycle.Application, _ keyFinder) (keyUses, error) {
		if err := lifecycle.Allow(lifecycle.RequestCreateSnapshot, a.Name, a.Status()); err != nil {
			return nil, err
		}
		return keysOfSnapshot(ctx, r, a, true)
	}, func(tx *store.Tx, a *lifecycle.Application) error {
		if err := checkGivesSnapshot(a); err != nil {
			return err
		}
		count, err := tx.CountSnapshots(ctx, a.ID)
		if err != nil {
			return err
		}
		if most := s.quotas.SnapshotsPerApplication; most > 0 && count >= most {
			return fault.LimitExceeded("Application %s has %d snapshots already, which is the limit", a.Name, count)
		}
		v, c, err := runningVersion(ctx, tx, a)
		if err != nil {
			return err
		}
		o := lifecycle.Operation{
			ID: lifecycle.NewOperationID(), ApplicationID: a.ID, Kind: lifecycle.OperationCreateSnapshot,
			Status: lifecycle.OperationInProgress, StartTime: tx.Now(), RequestedBy: IdentityFrom(ctx).principal(),
		}
		if err := tx.CreateOperation(ctx, &o); err != nil {
			return err
		}
		if err := tx.CreateSnapshot(ctx, &lifecycle.Snapshot{
			ApplicationID: a.ID, Name: *in.SnapshotName, Status: lifecycle.SnapshotCreating, VersionID: v.ID, Runtime: v.Runtime,
			CreateTime: o.StartTime, OperationID: o.ID, KeyType: c.KeyType, KeyID: c.KeyID, Key: v.Key,
		}); err != nil {
			return err
		}
		return audit(ctx, tx, string(lifecycle.RequestCreateSnapshot), a.Name, o.ID, map[string]string{"snapshot": *in.SnapshotName})
	})
	if err != nil {
		return nil, err
	}
	return &model.CreateApplicationSnapshotResponse{}, nil
}

// checkGivesSnapshot refuses what needs a snapshot of a job that cannot give one now. The words are the service's, which clients look for.
// The reconciler finds out about jobs that fail afterwards, and fails the operation in the same words.
func checkGivesSnapshot(a *lifecycle.Application) error {
	if a.Observed.Restarting {
		return fault.InvalidConfiguration("Failed to take snapshot for the application %s at this moment: the job is being restarted after a failure", a.Name)
	}
	return nil
}

// checkAutomaticSnapshot is checkGivesSnapshot for operations that take a snapshot only where they are enabled.
func checkAutomaticSnapshot(ctx context.Context, tx *store.Tx, a *lifecycle.Application) error {
	if !a.Observed.Restarting {
		return nil
	}
	_, c, err := runningVersion(ctx, tx, a)
	if err != nil || !c.SnapshotsEnabled {
		return err
	}
	return checkGivesSnapshot(a)
}

// DescribeApplicationSnapshot describes one snapshot.
func (s *Service) DescribeApplicationSnapshot(ctx context.Context, in *model.DescribeApplicationSnapshotRequest) (*model.DescribeApplicationSnapshotResponse, error) {
	a, err := s.flinkApplication(ctx, in.ApplicationName, "DescribeApplicationSnapshot")
	if err != nil {
		return nil, err
	}
	snapshot, err := s.store.Snapshot(ctx, a.ID, *in.SnapshotName)
	if err != nil {
		return nil, err
	}
	return &model.DescribeApplicationSnapshotResponse{SnapshotDetails: new(describeSnapshot(snapshot))}, nil
}

// describeSnapshot names the key that the snapshot is sealed with by its ARN: an alias may stand for another one by now.
func describeSnapshot(s *lifecycle.Snapshot) model.SnapshotDetails {
	return model.SnapshotDetails{
		SnapshotName: &s.Name, SnapshotStatus: new(model.SnapshotStatus(s.Status)), ApplicationVersionId: &s.VersionID,
		SnapshotCreationTimestamp: new(model.TimestampOf(s.CreateTime)),
		RuntimeEnvironment:        new(model.RuntimeEnvironment(s.Runtime)),
		ApplicationEncryptionConfigurationDescription: &model.ApplicationEncryptionConfigurationDescription{
			KeyType: new(model.KeyType(s.KeyType)), KeyId: orNil(s.Key.ARN),
		},
	}
}

// ListApplicationSnapshots lists oldest first.
func (s *Service) ListApplicationSnapshots(ctx context.Context, in *model.ListApplicationSnapshotsRequest) (*model.ListApplicationSnapshotsResponse, error) {
	const kind = "snapshots"
	var after store.SnapshotCursor
	if err := decodeToken(in.NextToken, kind, &after); err != nil {
		return nil, err
	}
	a, err := s.flinkApplication(ctx, in.ApplicationName, "ListApplicationSnapshots")
	if err != nil {
		return nil, err
	}
	limit := pageLimit(in.Limit)
	found, err := s.store.ListSnapshots(ctx, a.ID, after, limit+1)
	if err != nil {
		return nil, err
	}
	out := &model.ListApplicationSnapshotsResponse{SnapshotSummaries: []model.SnapshotDetails{}}
	if len(found) > limit {
		found = found[:limit]
		last := found[limit-1]
		if out.NextToken, err = encodeToken(kind, store.SnapshotCursor{CreateTime: last.CreateTime, Name: last.Name}); err != nil {
			return nil, err
		}
	}
	for i := range found {
		out.SnapshotSummaries = append(out.SnapshotSummaries, describeSnapshot(&found[i]))
	}
	return out, nil
}

// DeleteApplicationSnapshot wants a snapshot gone; the reconciler removes its files.
func (s *Service) DeleteApplicationSnapshot(ctx context.Context, in *model.DeleteApplicationSnapshotRequest) (*model.DeleteApplicationSnapshotResponse, error) {
	if err := s.refuseSQL(ctx, in.ApplicationName, string(lifecycle.OperationDeleteSnapshot)); err != nil {
		return nil, err
	}
	err := s.locked(ctx, in.ApplicationName, func(tx *store.Tx, a *lifecycle.Application) error {
		snapshot, err := tx.Snapshot(ctx, a.ID, *in.SnapshotName)
		if err != nil {
			return err
		}
		if s := snapshot.Status; s != lifecycle.SnapshotReady && s != lifecycle.SnapshotFailed {
			return fault.InUse("Snapshot %s of application %s is %s and cannot be deleted now", snapshot.Name, a.Name, s)
		}
		if created := model.TimestampOf(snapshot.CreateTime); created != *in.SnapshotCreationTimestamp {
			return fault.InvalidArgument("The creation timestamp of snapshot %s is %d, not %d", snapshot.Name, created, *in.SnapshotCreationTimestamp)
		}
		use, err := tx.SnapshotInUse(ctx, a, snapshot)
		if err != nil {
			return err
		}
		if use != "" {
			return fault.InUse("%s", use)
		}
		o := lifecycle.Operation{
			ID: lifecycle.NewOperationID(), ApplicationID: a.ID, Kind: lifecycle.OperationDeleteSnapshot,
			Status: lifecycle.OperationInProgress, StartTime: tx.Now(), RequestedBy: IdentityFrom(ctx).principal(),
		}
		if err := tx.CreateOperation(ctx, &o); err != nil {
			return err
		}
		err = tx.MarkSnapshotDeleting(ctx, a.ID, snapshot.Name, o.ID)
		if errors.Is(err, store.ErrSnapshotStatus) {
			return fault.InUse("Snapshot %s of application %s has just changed and cannot be deleted now", snapshot.Name, a.Name)
		}
		if err != nil {
			return err
		}
		return audit(ctx, tx, string(lifecycle.OperationDeleteSnapshot), a.Name, o.ID, map[string]string{"snapshot": snapshot.Name})
	})
	if err != nil {
		return nil, err
	}
	return &model.DeleteApplicationSnapshotResponse{}, nil
}

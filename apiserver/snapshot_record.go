package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// ListSnapshotRecords lists snapshots with all that is known of them, newest first.
func (s *Service) ListSnapshotRecords(ctx context.Context, in *model.ListSnapshotRecordsRequest) (*model.ListSnapshotRecordsResponse, error) {
	const kind = "snapshot records"
	var before store.NewestCursor
	if err := decodeToken(in.NextToken, kind, &before); err != nil {
		return nil, err
	}
	a, err := s.flinkApplication(ctx, in.ApplicationName, "ListSnapshotRecords")
	if err != nil {
		return nil, err
	}
	limit := pageLimit(in.Limit)
	query := store.SnapshotQuery{Before: before, Limit: limit + 1}
	if in.SnapshotOrigin != nil {
		query.Origins = snapshots.Origin(*in.SnapshotOrigin).Kinds()
	}
	found, err := s.store.NewestSnapshots(ctx, a.ID, query)
	if err != nil {
		return nil, err
	}
	out := &model.ListSnapshotRecordsResponse{SnapshotRecords: []model.SnapshotRecord{}}
	if len(found) > limit {
		found = found[:limit]
		last := found[limit-1]
		if out.NextToken, err = encodeToken(kind, store.NewestCursor{CreateTime: last.CreateTime, ID: last.ID}); err != nil {
			return nil, err
		}
	}
	for i := range found {
		r, err := s.snapshotRecord(ctx, a, &found[i])
		if err != nil {
			return nil, err
		}
		out.SnapshotRecords = append(out.SnapshotRecords, r)
	}
	return out, nil
}

// DescribeSnapshotRecord describes one snapshot with all that is known of it.
func (s *Service) DescribeSnapshotRecord(ctx context.Context, in *model.DescribeSnapshotRecordRequest) (*model.DescribeSnapshotRecordResponse, error) {
	a, err := s.flinkApplication(ctx, in.ApplicationName, "DescribeSnapshotRecord")
	if err != nil {
		return nil, err
	}
	r, err := s.namedSnapshotRecord(ctx, a, *in.SnapshotName)
	if err != nil {
		return nil, err
	}
	return &model.DescribeSnapshotRecordResponse{SnapshotRecord: r}, nil
}

func (s *Service) namedSnapshotRecord(ctx context.Context, a *lifecycle.Application, name string) (*model.SnapshotRecord, error) {
	snapshot, err := s.store.Snapshot(ctx, a.ID, name)
	if err != nil {
		return nil, err
	}
	r, err := s.snapshotRecord(ctx, a, snapshot)
	return &r, err
}

func (s *Service) snapshotRecord(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot) (model.SnapshotRecord, error) {
	d := describeSnapshot(snapshot)
	r := model.SnapshotRecord{
		SnapshotName: d.SnapshotName, SnapshotStatus: d.SnapshotStatus, ApplicationVersionId: d.ApplicationVersionId,
		SnapshotCreationTimestamp: d.SnapshotCreationTimestamp, RuntimeEnvironment: d.RuntimeEnvironment,
		ApplicationEncryptionConfigurationDescription: d.ApplicationEncryptionConfigurationDescription,
		SnapshotOrigin: new(model.SnapshotOrigin(snapshots.OriginOf(snapshot))), OperationId: orNil(snapshot.OperationID),
		SizeInBytes: orNil(snapshot.Size), Parallelism: orNil(int64(snapshot.Parallelism)), Message: orNil(snapshot.Failure),
	}
	if v := snapshot.Verified; v != nil {
		r.Verification = &model.SnapshotVerification{
			VerificationTimestamp: new(model.TimestampOf(v.Time)), Intact: new(v.Problem == ""), FilesVerified: new(int64(v.Files)),
			Message: orNil(v.Problem),
		}
	}
	use, err := s.store.SnapshotInUse(ctx, a, snapshot)
	r.InUse = orNil(use)
	return r, err
}

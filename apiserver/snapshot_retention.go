package apiserver

import (
	"context"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// DescribeSnapshotRetention tells for how long snapshots are kept.
func (s *Service) DescribeSnapshotRetention(ctx context.Context, in *model.DescribeSnapshotRetentionRequest) (*model.DescribeSnapshotRetentionResponse, error) {
	a, err := s.flinkApplication(ctx, in.ApplicationName, "DescribeSnapshotRetention")
	if err != nil {
		return nil, err
	}
	r, own, err := s.store.SnapshotRetention(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	return s.describeRetention(r, own), nil
}

// UpdateSnapshotRetention sets for how long snapshots are kept.
func (s *Service) UpdateSnapshotRetention(ctx context.Context, in *model.UpdateSnapshotRetentionRequest) (*model.DescribeSnapshotRetentionResponse, error) {
	r := snapshots.Retention{
		Count: int(orZero(in.KeepCount)), Age: time.Duration(orZero(in.KeepSeconds)) * time.Second, SpareManual: orZero(in.KeepManual),
	}
	if err := s.setRetention(ctx, in.ApplicationName, "UpdateSnapshotRetention", &r); err != nil {
		return nil, err
	}
	return s.describeRetention(r, true), nil
}

// DeleteSnapshotRetention has snapshots kept for as long as the installation says.
func (s *Service) DeleteSnapshotRetention(ctx context.Context, in *model.DeleteSnapshotRetentionRequest) (*model.DescribeSnapshotRetentionResponse, error) {
	if err := s.setRetention(ctx, in.ApplicationName, "DeleteSnapshotRetention", nil); err != nil {
		return nil, err
	}
	return s.describeRetention(snapshots.Retention{}, false), nil
}

func (s *Service) setRetention(ctx context.Context, name *string, action string, r *snapshots.Retention) error {
	if err := s.refuseSQL(ctx, name, action); err != nil {
		return err
	}
	return s.locked(ctx, name, func(tx *store.Tx, a *lifecycle.Application) error {
		if err := tx.SetSnapshotRetention(ctx, a.ID, r); err != nil {
			return err
		}
		detail := map[string]any{}
		if r != nil {
			detail = map[string]any{"count": r.Count, "seconds": r.Age.Seconds(), "keepManual": r.SpareManual}
		}
		return audit(ctx, tx, action, a.Name, "", detail)
	})
}

func (s *Service) describeRetention(r snapshots.Retention, own bool) *model.DescribeSnapshotRetentionResponse {
	source := model.SnapshotRetentionSourceAPPLICATION
	if !own {
		r, source = s.retention, model.SnapshotRetentionSourceINSTALLATION
	}
	return &model.DescribeSnapshotRetentionResponse{
		KeepCount: orNil(int64(r.Count)), KeepSeconds: orNil(int64(r.Age / time.Second)), KeepManual: &r.SpareManual, RetentionSource: &source,
	}
}

package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/lifecycle/maintenance"
	"github.com/penstock/penstock/store"
)

// otherBuilds is why nothing is replaced during a rolling upgrade.
const otherBuilds = "control planes of different builds share the database; it can be replaced once all of them are of one"

// RunApplicationMaintenance replaces the cluster of an application now.
func (s *Service) RunApplicationMaintenance(ctx context.Context, in *model.RunApplicationMaintenanceRequest) (*model.RunApplicationMaintenanceResponse, error) {
	out := &model.RunApplicationMaintenanceResponse{}
	err := s.lockedWithKeys(ctx, in.ApplicationName, false, func(r store.Reader, a *lifecycle.Application, _ keyFinder) (keyUses, error) {
		if !a.Status().Runs() {
			return nil, nil // which is told by what replaces the cluster
		}
		return keysOfSnapshot(ctx, r, a, true)
	}, func(tx *store.Tx, a *lifecycle.Application) error {
		if len(s.builds) == 0 {
			return fault.InvalidRequest("this server does not tell builds of engines apart")
		}
		same, err := tx.SameBuilds(ctx, s.builds)
		if err != nil {
			return err
		}
		if !same {
			return fault.InvalidRequest("application %s: %s", a.Name, otherBuilds)
		}
		o, err := tx.Maintain(ctx, a.ID, s.builds, IdentityFrom(ctx).principal(), tx.Now())
		if err != nil {
			return err
		}
		*out = model.RunApplicationMaintenanceResponse{
			ApplicationARN: new(a.ARN()), ApplicationStatus: new(model.ApplicationStatus(lifecycle.StatusMaintenance)), OperationId: &o.ID,
		}
		return audit(ctx, tx, "RunApplicationMaintenance", a.Name, o.ID, map[string]any{"from": a.Observed.EngineBuild, "to": s.builds})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// ListMaintenance tells which running applications are on an older build of their engine, and when each is replaced.
func (s *Service) ListMaintenance(ctx context.Context, in *model.ListMaintenanceRequest) (*model.ListMaintenanceResponse, error) {
	const kind = "maintenance"
	var after int64
	if err := decodeToken(in.NextToken, kind, &after); err != nil {
		return nil, err
	}
	out := &model.ListMaintenanceResponse{EngineBuilds: append([]string{}, s.builds...), MaintenanceItems: []model.MaintenanceItem{}}
	if len(s.builds) == 0 {
		return out, nil
	}
	same, err := s.store.SameBuilds(ctx, s.builds)
	if err != nil {
		return nil, err
	}
	id, limit := IdentityFrom(ctx), pageLimit(in.Limit)
	found, err := s.store.MaintenanceCandidates(ctx, s.builds, store.MaintenanceQuery{
		AccountID: id.AccountID, Region: id.Region, After: after, Limit: limit + 1,
	})
	if err != nil {
		return nil, err
	}
	if len(found) > limit {
		found = found[:limit]
		if out.NextToken, err = encodeToken(kind, found[limit-1].ID); err != nil {
			return nil, err
		}
	}
	now := s.store.Now()
	for i := range found {
		c := &found[i]
		w, err := maintenance.WindowOf(c.ID, c.MaintenanceStart)
		if err != nil {
			return nil, err
		}
		began, turn := w.Next(now)
		if !c.LastTried.Before(began) {
			_, turn = w.Next(began.Add(maintenance.Length))
		}
		item := model.MaintenanceItem{
			ApplicationName: &c.Name, ApplicationARN: new(lifecycle.ARN(c.Region, c.AccountID, c.Name)), EngineBuild: &c.EngineBuild,
			PlannedTime: new(model.TimestampOf(turn)), Message: orNil(c.Postponed),
		}
		if !same {
			item.Message = new(otherBuilds)
		}
		out.MaintenanceItems = append(out.MaintenanceItems, item)
	}
	return out, nil
}

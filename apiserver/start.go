package apiserver

import (
	"context"
	"strconv"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// StartApplication wants the current version to run.
func (s *Service) StartApplication(ctx context.Context, in *model.StartApplicationRequest) (*model.StartApplicationResponse, error) {
	if err := s.checkRunnable(ctx, in); err != nil {
		return nil, err
	}
	out := &model.StartApplicationResponse{}
	var restore *model.ApplicationRestoreConfiguration
	if c := in.RunConfiguration; c != nil {
		restore = c.ApplicationRestoreConfiguration
	}
	var protects lifecycle.Key
	err := s.lockedWithKeys(ctx, in.ApplicationName, false, func(r store.Reader, a *lifecycle.Application, find keyFinder) (uses keyUses, err error) {
		if err := lifecycle.Allow(lifecycle.RequestStart, a.Name, a.Status()); err != nil {
			return nil, err
		}
		protects, uses, err = keysOfStart(ctx, r, a, find, restore)
		return uses, err
	}, func(tx *store.Tx, a *lifecycle.Application) error {
		if err := lifecycle.Allow(lifecycle.RequestStart, a.Name, a.Status()); err != nil {
			return err
		}
		v, err := tx.Version(ctx, a.ID, a.CurrentVersionID)
		if err != nil {
			return err
		}
		if v.CodeID == 0 {
			return fault.InvalidConfiguration("Application %s has no code. Give it some with UpdateApplication.", a.Name)
		}
		c := in.RunConfiguration
		if c == nil {
			c = &model.RunConfiguration{}
		}
		if len(c.SqlRunConfigurations) > 0 {
			return fault.InvalidArgument("SqlRunConfigurations are for applications of SQL-1_0, not for %s", v.Runtime)
		}
		run, err := s.runConfiguration(ctx, tx, a, v.Runtime, c.ApplicationRestoreConfiguration, c.FlinkRunConfiguration)
		if err != nil {
			return err
		}
		if protects != v.Key {
			if err := tx.SetVersionKey(ctx, a.ID, v.ID, protects); err != nil {
				return err
			}
		}
		operationID, err := begin(ctx, tx, a, lifecycle.OperationStart, lifecycle.Desired{
			Goal: lifecycle.GoalRun, VersionID: v.ID, RunConfiguration: &run, Via: lifecycle.Via(lifecycle.RequestStart, a.Status()),
		}, 0, 0)
		if err != nil {
			return err
		}
		out.OperationId = &operationID
		return audit(ctx, tx, string(lifecycle.RequestStart), a.Name, operationID, startDetail{run, protects.String()})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// startDetail is what the audit log tells of a start.
type startDetail struct {
	lifecycle.RunConfiguration

	Key string `json:"key"`
}

// checkRunnable refuses a start that is bound to fail, for the code's sake: nothing here runs it, or what it was accepted
// with has changed since. The transaction that follows finds out about everything else, and about changes meanwhile.
func (s *Service) checkRunnable(ctx context.Context, in *model.StartApplicationRequest) error {
	a, v, err := s.store.CurrentApplication(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return err
	}
	if err := lifecycle.Allow(lifecycle.RequestStart, a.Name, a.Status()); err != nil {
		return err
	}
	if v.Runtime == lifecycle.RuntimeSQL {
		return checkSQLRun(a, v, in.RunConfiguration)
	}
	if v.CodeID == 0 {
		return nil // which the transaction tells
	}
	doc, err := readDocument(v)
	if err != nil {
		return err
	}
	err = s.checkStored(ctx, v, codeUse{runtime: v.Runtime, properties: doc.properties(), now: true})
	if known, ok := fault.As(err); ok && known.Kind == fault.CodeValidationKind {
		return fault.InvalidConfiguration("%s", known.Message).Because(err) // StartApplication has no other error for it
	}
	return err
}

// runConfiguration is how to start: what the request says, the defaults for the rest. A snapshot that cannot be restored
// is refused here rather than found out by the start.
func (s *Service) runConfiguration(ctx context.Context, tx *store.Tx, a *lifecycle.Application, runtime string,
	restore *model.ApplicationRestoreConfiguration, flink *model.FlinkRunConfiguration,
) (lifecycle.RunConfiguration, error) {
	run := lifecycle.DefaultRunConfiguration()
	if flink != nil {
		run.AllowNonRestoredState = orZero(flink.AllowNonRestoredState)
	}
	if restore != nil {
		run.RestoreType = lifecycle.RestoreType(*restore.ApplicationRestoreType)
		run.SnapshotName = orZero(restore.SnapshotName)
	}
	if run.RestoreType != lifecycle.RestoreCustom {
		if run.SnapshotName != "" {
			return run, fault.InvalidArgument("SnapshotName is given, but ApplicationRestoreType is %s and not %s", run.RestoreType, lifecycle.RestoreCustom)
		}
		if run.RestoreType == lifecycle.RestoreSkip {
			return run, nil
		}
		if a.Status() == lifecycle.StatusReady {
			return run, s.checkLatest(ctx, tx, a, runtime)
		}
		return run, checkRunning(ctx, tx, a, runtime)
	}
	if run.SnapshotName == "" {
		return run, fault.InvalidArgument("SnapshotName must be given with ApplicationRestoreType %s", run.RestoreType)
	}
	snapshot, err := tx.Snapshot(ctx, a.ID, run.SnapshotName)
	switch {
	case fault.Is(err, fault.NotFoundKind), err == nil && snapshot.Status != lifecycle.SnapshotReady:
		return run, fault.InvalidArgument("Snapshot %s provided for restore configuration does not exist", run.SnapshotName)
	case err != nil:
		return run, err
	}
	return run, compatible(snapshot, runtime)
}

func (s *Service) checkLatest(ctx context.Context, tx *store.Tx, a *lifecycle.Application, runtime string) error {
	snapshot, found, err := tx.LatestSnapshot(ctx, a.ID)
	if err != nil || !found {
		return err
	}
	return compatible(snapshot, runtime)
}

// checkRunning finds out whether the snapshot that an update of a running application takes first can be restored.
func checkRunning(ctx context.Context, tx *store.Tx, a *lifecycle.Application, runtime string) error {
	v, c, err := runningVersion(ctx, tx, a)
	if err != nil || !c.SnapshotsEnabled {
		return err
	}
	return compatible(&lifecycle.Snapshot{Name: "of the running version " + strconv.FormatInt(v.ID, 10), Runtime: v.Runtime}, runtime)
}

// versionReader reads versions, in a transaction or outside.
type versionReader interface {
	Version(ctx context.Context, applicationID, id int64) (*lifecycle.Version, error)
}

// runningVersion is the version that runs: the current one, but after an update that failed.
func runningVersion(ctx context.Context, tx versionReader, a *lifecycle.Application) (*lifecycle.Version, lifecycle.Configuration, error) {
	id := a.Observed.DeployedVersionID
	if id == 0 {
		id = a.CurrentVersionID
	}
	v, err := tx.Version(ctx, a.ID, id)
	if err != nil {
		return nil, lifecycle.Configuration{}, err
	}
	c, err := lifecycle.ParseConfiguration(v.Document)
	return v, c, err
}

func compatible(snapshot *lifecycle.Snapshot, runtime string) error {
	if problem := snapshots.Compatible(snapshot, runtime); problem != "" {
		return fault.InvalidConfiguration("%s", problem)
	}
	return nil
}

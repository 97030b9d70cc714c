// Package maintainer replaces the clusters of running applications by ones of the newest build of their engine, each in its own
// maintenance window, under status MAINTENANCE.
//
// Every control plane looks now and then; one at a time begins something. An application is due when its cluster's build is none of
// those that the control planes start clusters with. As long as those differ among the control planes, as during a rolling
// upgrade, nothing is due. What is not RUNNING, restarts or is stalled waits; what was tried in this window waits for the next.
// No more than a share of what runs is replaced at the same time.
//
// What follows is the reconciler's: a new cluster beside the old one, a snapshot, the job restored, the old cluster removed.
package maintainer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/lifecycle/maintenance"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/recurring"
	"github.com/penstock/penstock/store"
)

// Actor is who operations and the audit log name.
const Actor = "maintenance"

// share is the part of what runs that is replaced at the same time: one of so many, and at least one application.
const share = 50

// Config is what a [Maintainer] is made of. Members without "optional" are required.
type Config struct {
	// Store keeps the rows.
	Store *store.Store
	// Builds are those of the engines that clusters are started with. Without any there is no maintenance.
	Builds []string
	// Interval is about the time between two looks; optional, 20 s.
	Interval time.Duration
	// Logger is optional.
	Logger *slog.Logger
	// Now is the clock; optional.
	Now func() time.Time
}

// Maintainer begins maintenance.
type Maintainer struct{ Config }

// New makes a maintainer. It does nothing until [Maintainer.Run].
func New(c Config) *Maintainer {
	if c.Interval == 0 {
		c.Interval = 20 * time.Second
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Maintainer{c}
}

// Run works until the context ends.
func (m *Maintainer) Run(ctx context.Context) {
	if len(m.Builds) == 0 {
		return
	}
	recurring.Work{Interval: m.Interval, Logger: m.Logger, Name: "maintenance"}.Run(ctx, func(ctx context.Context) error {
		_, err := m.RunOnce(ctx)
		return err
	})
}

// RunOnce begins what may begin now, and tells how many applications that were.
func (m *Maintainer) RunOnce(ctx context.Context) (begun int, err error) {
	err = m.Store.InTx(ctx, func(tx *store.Tx) error {
		begun = 0 // it may be run again
		due, err := m.due(ctx, tx)
		if err != nil {
			return err
		}
		for _, c := range due {
			switch err := m.begin(ctx, tx, c); {
			case err == nil:
				begun++
			case errors.Is(err, store.ErrStale) || fault.Is(err, fault.InUseKind) || fault.Is(err, fault.InvalidRequestKind) ||
				fault.Is(err, fault.NotFoundKind):
				// It changed since it was listed.
			default:
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("begin maintenance: %w", err)
	}
	return begun, nil
}

// due lists what may begin now, and no more of it than may go on at once.
func (m *Maintainer) due(ctx context.Context, tx *store.Tx) ([]store.MaintenanceCandidate, error) {
	locked, err := tx.TryLockMaintenance(ctx)
	if err != nil || !locked {
		return nil, err
	}
	candidates, err := tx.MaintenanceCandidates(ctx, m.Builds, store.MaintenanceQuery{})
	if err != nil || len(candidates) == 0 {
		return nil, err
	}
	same, err := tx.SameBuilds(ctx, m.Builds)
	if err != nil || !same {
		return nil, err
	}
	running, replaced, err := tx.CountRunning(ctx)
	if err != nil {
		return nil, err
	}
	free := max(1, running/share) - replaced
	var due []store.MaintenanceCandidate
	for _, c := range candidates {
		if len(due) >= free {
			break
		}
		open, err := m.open(c)
		if err != nil {
			return nil, err
		}
		if open && c.Postponed == "" {
			due = append(due, c)
		}
	}
	return due, nil
}

// open tells whether it is the application's turn in a window in which nothing was tried yet.
func (m *Maintainer) open(c store.MaintenanceCandidate) (bool, error) {
	if c.MaintenanceStart == "" {
		return false, nil
	}
	w, err := maintenance.WindowOf(c.ID, c.MaintenanceStart)
	if err != nil {
		return false, fmt.Errorf("application %d: %w", c.ID, err)
	}
	began, open := w.Open(m.Now())
	return open && c.LastTried.Before(began), nil
}

func (m *Maintainer) begin(ctx context.Context, tx *store.Tx, c store.MaintenanceCandidate) error {
	now := m.Now()
	o, err := tx.Maintain(ctx, c.ID, m.Builds, Actor, now)
	if err != nil {
		return err
	}
	from := c.EngineBuild
	if from == "" {
		from = "an unknown build"
	}
	step := lifecycle.Step{
		Name: operations.StepReplace, StartTime: now, EndTime: now, Outcome: lifecycle.StepSucceeded, Attempts: 1,
		Detail: fmt.Sprintf("The cluster runs on %s, which is not the newest.", from),
	}
	if err := tx.PutStep(ctx, o.ID, step); err != nil {
		return err
	}
	detail, err := json.Marshal(map[string]any{"from": c.EngineBuild, "to": m.Builds})
	if err != nil {
		return fmt.Errorf("audit maintenance: %w", err)
	}
	m.Logger.InfoContext(ctx, "maintenance begins", "application", c.ID, "name", c.Name, "from", c.EngineBuild)
	return tx.Audit(ctx, store.AuditEntry{
		AccountID: c.AccountID, Region: c.Region, Actor: Actor, Action: string(lifecycle.OperationMaintenance), Application: c.Name,
		OperationID: o.ID, Detail: detail,
	})
}

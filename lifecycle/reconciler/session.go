package reconciler

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// session is the work on one application during one term of its lease. It is used by one goroutine.
type session struct {
	*Reconciler

	lease   store.Lease
	log     *slog.Logger
	clients map[driver.ClusterID]JobClient
	// at is the site of the clusters; empty where it does not matter.
	at string
	// target is what is watched when the term ends; nil for nothing.
	target *target
	// finished are the operations that the transaction under way gives an outcome.
	finished []lifecycle.Operation
}

func (r *Reconciler) newSession(lease store.Lease) *session {
	return &session{
		Reconciler: r, lease: lease, at: lease.Site, clients: map[driver.ClusterID]JobClient{},
		log: r.Logger.With("application", lease.ApplicationID, "term", lease.Token),
	}
}

func (s *session) close() {
	for _, client := range s.clients {
		client.Close()
	}
}

// client speaks to the REST API of a ready cluster.
func (s *session) client(ctx context.Context, c *record) (JobClient, error) {
	if client, ok := s.clients[c.ID]; ok {
		return client, nil
	}
	endpoint, err := s.Driver.Endpoint(ctx, c.handle(s.Driver.Name()))
	if err != nil {
		return nil, fmt.Errorf("find the REST API of cluster %s: %w", c.ID, err)
	}
	client := s.Jobs(endpoint)
	s.clients[c.ID] = client
	return client, nil
}

// effect makes one call to the outside, which may be repeated.
func (s *session) effect(ctx context.Context, name string, call func(ctx context.Context) error) error {
	if err := s.Signals.point("before " + name); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, s.CallTimeout)
	defer cancel()
	if err := call(ctx); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return s.Signals.point("after " + name)
}

// write writes down what is now known of the application, with further changes in the same transaction. It is refused
// when the lease is lost, or a newer desire has come.
func (s *session) write(ctx context.Context, l *look, further ...func(tx *store.Tx) error) error {
	if err := s.Signals.point("before write"); err != nil {
		return err
	}
	observed := l.app.Observed
	observed.Generation = l.app.Desired.Generation
	observed.Failures, observed.LastError = 0, ""
	observed.Restarting = l.restarting()
	observed.EngineBuild = l.build()
	told, next := l.app.Observed.Health, s.health(l)
	changed := !sameHealth(told, next)
	var err error
	if observed.Cluster, err = l.current.encode(s.Driver.Name()); err != nil {
		return err
	}
	if observed.NextCluster, err = l.beside.encode(s.Driver.Name()); err != nil {
		return err
	}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		s.finished = nil // it may be run again
		if err := tx.WriteObserved(ctx, s.lease, observed); err != nil {
			return err
		}
		if changed {
			if err := tx.WriteHealth(ctx, l.app.ID, next); err != nil {
				return err
			}
		}
		for _, change := range further {
			if err := change(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("write down: %w", err)
	}
	if changed {
		s.tellHealth(ctx, l.app.ID, told, next)
	}
	for i := range s.finished {
		s.metrics.finished(&s.finished[i])
	}
	return s.Signals.point("after write")
}

// step makes the step of that name the open one of the operation of the desire.
func (l *look) step(ctx context.Context, name string) func(tx *store.Tx) error {
	return l.tellingStep(ctx, name, "")
}

// tellingStep makes the step of that name the open one, with something to say about it; empty for nothing.
func (l *look) tellingStep(ctx context.Context, name, detail string) func(tx *store.Tx) error {
	return func(tx *store.Tx) error {
		if l.operation == nil {
			return nil
		}
		_, changed := operations.Advance(l.operation.Steps, name, l.facts.Now)
		for i := range changed {
			if changed[i].Name == name && detail != "" {
				changed[i].Detail = detail
			}
		}
		return putSteps(ctx, tx, l.operation.ID, changed)
	}
}

func putSteps(ctx context.Context, tx *store.Tx, operationID string, steps []lifecycle.Step) error {
	for _, step := range steps {
		if err := tx.PutStep(ctx, operationID, step); err != nil {
			return err
		}
	}
	return nil
}

package reconciler

import (
	"context"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/runtime/driver"
)

// muchState is how many entries of keyed state take so long to read that what changed meanwhile is read ahead as well.
const muchState = 50_000

// preload has the new cluster read the state while the old job still processes, so that only what changes from now on is left to
// read when that has stopped. Without it everything takes longer and nothing else happens, so what fails here is only logged.
func (s *session) preload(ctx context.Context, l *look, client JobClient, request driver.RunRequest) error {
	entries, err := s.preloadOne(ctx, client, request)
	final := l.chosen != nil && l.chosen.Status == lifecycle.SnapshotReady
	if err != nil || entries < muchState || final || l.facts.Cluster.Job != decide.JobRunning {
		return err
	}
	if err := s.takeCheckpoint(ctx, l, "preload state"); err != nil {
		s.log.WarnContext(ctx, "no newer checkpoint of the old job to preload", "error", err)
		return nil
	}
	if request.SavepointPath, err = s.stateToCheck(ctx, l); err != nil || request.SavepointPath == "" {
		return err
	}
	_, err = s.preloadOne(ctx, client, request)
	return err
}

// preloadOne has the state of one snapshot read. The error is only that of the reconciler itself.
func (s *session) preloadOne(ctx context.Context, client JobClient, request driver.RunRequest) (entries int, err error) {
	var failed error
	err = s.effect(ctx, "preload state", func(ctx context.Context) error {
		entries, failed = client.Preload(ctx, request)
		return nil
	})
	if err == nil && failed != nil {
		s.log.WarnContext(ctx, "the state was not read ahead", "path", request.SavepointPath, "error", failed)
	}
	return entries, err
}

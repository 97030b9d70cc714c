package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
)

// prefix begins the URIs of all state that is kept where the flags say. Folders of other machines are as good as that of this one: each
// application is worked on where its clusters are.
func (o stateOptions) prefix() (string, error) {
	if o.storage == "" {
		return "file:/", nil // Flink names no authority, not even an empty one
	}
	at, err := objects.ParseS3(o.storage)
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(at.URI(), "/") + "/", nil
}

// checkState refuses to start where snapshots or running jobs have their state in another place than the one that this server was told of:
// nothing could be started from them, and what runs could not be brought back.
func (cp *controlPlane) checkState(ctx context.Context, o stateOptions, logger *slog.Logger) error {
	prefix, err := o.prefix()
	if err != nil {
		return err
	}
	elsewhere, err := cp.store.FindStateElsewhere(ctx, prefix)
	if err != nil || elsewhere == nil {
		return err
	}
	what := fmt.Sprintf("%d snapshots and the checkpoints of %d running jobs do not lie in %s, such as those of application %s in %s",
		elsewhere.Snapshots, elsewhere.Runs, prefix, elsewhere.Application, elsewhere.URI)
	if o.abandon {
		logger.WarnContext(ctx, "state that lies elsewhere is abandoned", "what", what)
		cp.storage = &abandoning{cp.storage, prefix, logger}
		return nil
	}
	return fmt.Errorf("--state-storage: %s. State is not moved by keeping it elsewhere: start with the former place, export the snapshots that are "+
		"needed, stop and delete what is there, and import them here; or add --abandon-state to start all the same, with nothing of that "+
		"to be restored", what)
}

// abandoning is a storage of which nobody wants state to be removed that lies elsewhere.
type abandoning struct {
	stateStorage

	prefix string
	logger *slog.Logger
}

// Remove removes what lies here.
func (s *abandoning) Remove(ctx context.Context, uri string) error {
	if strings.HasPrefix(uri, s.prefix) {
		return s.stateStorage.Remove(ctx, uri)
	}
	s.logger.WarnContext(ctx, "state that lies elsewhere is left there", "uri", uri)
	return nil
}

// stateSite is the machine that has the state of applications; empty where all control planes reach it.
func (cp *controlPlane) stateSite(o stateOptions) string {
	if sited, ok := cp.clusters.(driver.Sited); ok && o.storage == "" {
		return sited.Site()
	}
	return ""
}

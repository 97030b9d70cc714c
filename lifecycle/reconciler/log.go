package reconciler

import (
	"context"
	"fmt"
	"time"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// LogCollector stores what clusters log.
type LogCollector interface {
	// Drain stores what is left of the log of a cluster that has ended. It may be repeated.
	Drain(ctx context.Context, applicationID int64, handle driver.Handle) error
}

// reconcilerLogger is the logger of what the reconciler tells in applications' logs.
const reconcilerLogger = logs.ControlPlaneLogger + ".Reconciler"

// The numbers of failures in a row at which the owner is told: what passes soon is not worth a word, what stays is
// worth one now and then.
const (
	lastingFailures    = 3
	rememberedFailures = 30
)

// tell adds to the application's log, in a transaction.
func (s *session) tell(ctx context.Context, l *look, level logs.Level, format string, arguments ...any) func(tx *store.Tx) error {
	e := logs.Event{
		Time: s.Now(), Level: level, Version: l.app.CurrentVersionID, Logger: reconcilerLogger, Thread: s.Owner,
		Message: fmt.Sprintf(format, arguments...),
	}
	return func(tx *store.Tx) error { return tx.AppendLog(ctx, l.app.ID, []logs.Event{e}) }
}

// drainPatience bounds how long the log of a cluster delays its removal.
const drainPatience = 15 * time.Second

// Cluster is a cluster that an application has.
type Cluster struct {
	ApplicationID int64
	Handle        driver.Handle
}

// Clusters are the clusters that the applications have, or are about to have, where the driver reaches them; nil asks for those of all
// applications.
func Clusters(ctx context.Context, st *store.Store, d driver.Driver, applicationIDs []int64) ([]Cluster, error) {
	site := ""
	if sited, ok := d.(driver.Sited); ok {
		site = sited.Site()
	}
	var rows []store.ApplicationClusters
	var err error
	if applicationIDs == nil {
		rows, err = st.ApplicationClusters(ctx)
	} else {
		rows, err = st.ApplicationClustersOf(ctx, applicationIDs)
	}
	if err != nil {
		return nil, fmt.Errorf("find clusters: %w", err)
	}
	var found []Cluster
	for i := range rows {
		for _, stored := range []*record{tolerantRecord(&rows[i], false), tolerantRecord(&rows[i], true)} {
			if stored != nil && !stored.Gone && stored.Site == site {
				found = append(found, Cluster{rows[i].ApplicationID, stored.handle(d.Name())})
			}
		}
	}
	return found, nil
}

// tolerantRecord reads a record, and none where it is one of a newer control plane: that one collects the log.
func tolerantRecord(row *store.ApplicationClusters, next bool) *record {
	stored := row.Cluster
	if next {
		stored = row.NextCluster
	}
	c, err := parseRecord(stored)
	if err != nil {
		return nil
	}
	return c
}

// drain ends a cluster and has the rest of its log stored, before the cluster and its log are removed. A log that cannot
// be stored is no reason to keep a cluster.
func (s *session) drain(ctx context.Context, l *look, c *record) error {
	if s.Logs == nil {
		return nil
	}
	handle := c.handle(s.Driver.Name())
	if ender, ok := s.Driver.(driver.Ender); ok {
		if err := s.effect(ctx, "end cluster", func(ctx context.Context) error { return ender.End(ctx, handle) }); err != nil {
			return err
		}
	}
	if err := s.Signals.point("before drain"); err != nil {
		return err
	}
	drainCtx, cancel := context.WithTimeout(ctx, min(drainPatience, s.CallTimeout))
	defer cancel()
	if err := s.Logs.Drain(drainCtx, l.app.ID, handle); err != nil && ctx.Err() == nil {
		s.log.WarnContext(ctx, "the end of a cluster's log is lost", "cluster", c.ID, "error", err)
	}
	return s.Signals.point("after drain")
}

package snapshotstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/recurring"
	"github.com/penstock/penstock/store"
)

const (
	// sweepInterval is about the time between two searches for files of imports whose process died.
	sweepInterval = 10 * time.Minute
	// forgetAfter is how long the files of an import that was given up are looked for: longer than a process that was not heard of, such as
	// of a machine that slept, goes on writing before it notices.
	forgetAfter = time.Hour
	// cleanupPatience bounds how long whoever is done with files tidies up: what an import that failed has left, or the note that a snapshot
	// is being read.
	cleanupPatience = time.Minute
)

// whileImporting writes the files of an import, which are removed where it fails. commit, which do calls last, takes the import away in the
// transaction that makes it a snapshot, so whether there is one is known also where the answer to that was lost.
func (s *Snapshots) whileImporting(ctx context.Context, i store.SnapshotImport, name string, do func(context.Context) error) error {
	if err := s.Store.BeginImport(ctx, i, holdTerm); err != nil {
		return err
	}
	err := whileExtended(ctx, func(ctx context.Context) error { return s.Store.ExtendImport(ctx, i.SnapshotID, holdTerm) }, do)
	if err == nil {
		return nil
	}
	// Who hung up still tidies up.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanupPatience)
	defer cancel()
	became, unknown := s.undo(ctx, i, name)
	switch {
	case unknown != nil:
		s.Logger.WarnContext(ctx, "an import failed whose files cannot be removed yet", "snapshot", name, "uri", i.URI, "error", unknown)
		return err
	case became:
		s.Logger.WarnContext(ctx, "a snapshot was imported although the database's answer was lost", "snapshot", name, "error", err)
		return nil
	default:
		return err
	}
}

// undo removes the files of an import unless it has become a snapshot. An error leaves them to [Snapshots.Sweep].
func (s *Snapshots) undo(ctx context.Context, i store.SnapshotImport, name string) (became bool, err error) {
	abandoned, err := s.Store.AbandonImport(ctx, i.SnapshotID)
	if err != nil {
		return false, err
	}
	if !abandoned {
		snapshot, err := s.Store.Snapshot(ctx, i.ApplicationID, name)
		if err == nil && snapshot.ID == i.SnapshotID {
			return true, nil
		}
		if err != nil && !fault.Is(err, fault.NotFoundKind) {
			return false, err
		}
	}
	if err := s.removeImported(i); err != nil {
		return false, err
	}
	_, err = s.Store.ForgetImport(ctx, i.SnapshotID, 0)
	return false, err
}

// removeImported removes the files of an import.
func (s *Snapshots) removeImported(i store.SnapshotImport) error {
	storage, folder, err := s.Storage.Files(i.URI)
	if err != nil {
		return fmt.Errorf("find the files of an import: %w", err)
	}
	if err := storage.Remove(folder); err != nil {
		return fmt.Errorf("remove the files of an import: %w", err)
	}
	return nil
}

// Run sweeps at once and then now and again, until the context ends.
func (s *Snapshots) Run(ctx context.Context) {
	recurring.Work{
		Interval: sweepInterval, Logger: s.Logger, Name: "sweep of imports",
	}.Run(ctx, func(ctx context.Context) error {
		removed, err := s.Sweep(ctx)
		if removed > 0 {
			s.Logger.InfoContext(ctx, "files of imports were removed whose process died", "imports", removed)
		}
		return err
	})
}

// Sweep removes the files of imports whose process died, and tells of how many it was the first to do so. Several may sweep at once, and
// imports that go on are left alone, whoever does them: the database knows of each, and its clock is the only one that counts.
func (s *Snapshots) Sweep(ctx context.Context) (removed int, err error) {
	late, err := s.Store.AbandonImports(ctx, s.Site)
	if err != nil {
		return 0, err
	}
	var failed []error
	for _, i := range late {
		if err := s.removeImported(i.SnapshotImport); err != nil {
			failed = append(failed, err)
			continue
		}
		if i.First {
			removed++
		}
		if _, err := s.Store.ForgetImport(ctx, i.SnapshotID, forgetAfter); err != nil {
			failed = append(failed, err)
		}
	}
	return removed, errors.Join(failed...)
}

// underway is what is written down of an import.
func (s *Snapshots) underway(a *lifecycle.Application, id int64, uri string) store.SnapshotImport {
	return store.SnapshotImport{SnapshotID: id, ApplicationID: a.ID, URI: uri, Site: s.Site}
}

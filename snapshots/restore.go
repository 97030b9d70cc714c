package snapshots

import (
	"fmt"

	"github.com/penstock/penstock/lifecycle"
)

// Choose tells which snapshot a job is started from: nil for none. The newest READY snapshot and the one that the run
// configuration names are given, nil where there is none. The problem is a sentence for the owner, empty when the start
// can go ahead.
func Choose(
	run lifecycle.RunConfiguration, runtime string, latest, named *lifecycle.Snapshot,
) (chosen *lifecycle.Snapshot, problem string) {
	switch run.RestoreType {
	case lifecycle.RestoreSkip:
		return nil, ""
	case lifecycle.RestoreCustom:
		if named == nil || named.Status != lifecycle.SnapshotReady {
			return nil, fmt.Sprintf("Snapshot %s provided for restore configuration does not exist", run.SnapshotName)
		}
		chosen = named
	default:
		chosen = latest
	}
	if chosen == nil {
		return nil, ""
	}
	if problem := Compatible(chosen, runtime); problem != "" {
		return nil, problem
	}
	return chosen, ""
}

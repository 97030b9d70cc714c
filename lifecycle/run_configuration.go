package lifecycle

// RestoreType says which snapshot a job starts from.
type RestoreType string

// The restore types, named as in the API.
const (
	// RestoreSkip starts empty.
	RestoreSkip RestoreType = "SKIP_RESTORE_FROM_SNAPSHOT"
	// RestoreLatest starts from the newest READY snapshot, and empty where there is none.
	RestoreLatest RestoreType = "RESTORE_FROM_LATEST_SNAPSHOT"
	// RestoreCustom starts from the snapshot named.
	RestoreCustom RestoreType = "RESTORE_FROM_CUSTOM_SNAPSHOT"
)

// RunConfiguration is how to start a job. It belongs to a run, not to a version: each start names its own.
type RunConfiguration struct {
	// RestoreType says which snapshot to start from.
	RestoreType RestoreType `json:"restoreType"`
	// SnapshotName is set with RestoreCustom only.
	SnapshotName string `json:"snapshotName,omitempty"`
	// AllowNonRestoredState lets a start succeed although the snapshot has state of operators that are gone.
	AllowNonRestoredState bool `json:"allowNonRestoredState"`
}

// DefaultRunConfiguration is what a request that says nothing gets: the latest snapshot, and all of its state.
func DefaultRunConfiguration() RunConfiguration {
	return RunConfiguration{RestoreType: RestoreLatest}
}

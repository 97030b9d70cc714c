package lifecycle

import (
	"encoding/json"
	"time"
)

// SnapshotStatus is what is happening to a snapshot.
type SnapshotStatus string

// The statuses, named as in the API.
const (
	// SnapshotCreating: being written. The reconciler leaves it to READY or FAILED.
	SnapshotCreating SnapshotStatus = "CREATING"
	// SnapshotReady: complete, a job can start from it. A request leaves it to DELETING.
	SnapshotReady SnapshotStatus = "READY"
	// SnapshotDeleting: being removed. The reconciler leaves it by removing the row.
	SnapshotDeleting SnapshotStatus = "DELETING"
	// SnapshotFailed: could not be written. A request leaves it to DELETING.
	SnapshotFailed SnapshotStatus = "FAILED"
)

// Snapshot is a named copy of a job's state.
type Snapshot struct {
	// ID is that of the row, which no later snapshot of the name has; 0 before it is written.
	ID            int64
	ApplicationID int64
	// Name is unique in its application.
	Name   string
	Status SnapshotStatus
	// VersionID is the version that was current when the snapshot was taken.
	VersionID int64
	// Runtime is the runtime environment that wrote it.
	Runtime string
	// CreateTime is in whole seconds.
	CreateTime time.Time
	// Automatic tells that an operation took it on its own account, not a request.
	Automatic bool
	// OperationID is the operation that takes or took it.
	OperationID string
	// Origin is the kind of the operation that took it, [OperationImportSnapshot] for one from elsewhere; empty where that is not known. The
	// database fills it in by the operation.
	Origin OperationKind
	// Parallelism is that of the job it was taken of; 0 where that is not known. The database fills in that of the job that runs.
	Parallelism int
	// KeyType and KeyID name the key it is sealed with as the version's configuration names it, and Key is the key.
	KeyType string
	KeyID   string
	Key     Key
	// Location is where the state is, in the form of the driver that wrote it; nil until READY.
	Location json.RawMessage
	// MetadataDigest is the SHA-256 of the file of its metadata as it is stored; nil until READY, and where it is not known.
	MetadataDigest []byte
	// Size is the size of the state in bytes; 0 where it is not known.
	Size int64
	// Failure says why it is FAILED; otherwise empty.
	Failure string
	// Verified is what was found when its files were read last; nil when they never were.
	Verified *SnapshotVerification
}

// SnapshotVerification is what reading all files of a snapshot has found.
type SnapshotVerification struct {
	// Time is when.
	Time time.Time
	// Files is how many are as they were written.
	Files int
	// Problem names a file that is not, and says what to do; empty where all are.
	Problem string
}

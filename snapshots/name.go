package snapshots

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// AutomaticName is the name of the snapshot that an operation takes by itself. It derives from the operation, so that
// an operation that is gone on with finds its snapshot again.
func AutomaticName(kind lifecycle.OperationKind, application string, operationStart time.Time) string {
	return prefix(kind) + "-" + application + "-" + strconv.FormatInt(operationStart.UnixMilli(), 10)
}

func prefix(kind lifecycle.OperationKind) string {
	switch kind {
	case lifecycle.OperationStop:
		return "STOP"
	case lifecycle.OperationScaleUp, lifecycle.OperationScaleDown:
		return "AUTOSCALING"
	case lifecycle.OperationMaintenance:
		return "MAINTENANCE"
	default:
		return "UPDATEAPPLICATION"
	}
}

// Directory is the name of the directory that holds the files of a snapshot. It has the id of the snapshot's row in it, so that who
// removes the files of a snapshot late never meets those of another one that was given its name.
func Directory(s *lifecycle.Snapshot) string {
	return digest(s.Name + "/" + strconv.FormatInt(s.ID, 10))
}

// FormerDirectory is where control planes before that looked for the files of a snapshot, and where those that they made are: it has
// only the name in it.
func FormerDirectory(s *lifecycle.Snapshot) string {
	return digest(s.Name)
}

// digest makes a name of a directory. Names of snapshots may be "..", or longer than a file name can be.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// TriggerID is the id under which the savepoint of a snapshot is asked for: 32 hex digits, the same for each repetition.
func TriggerID(operationID, name string) string {
	return digest(operationID + "/" + name)
}

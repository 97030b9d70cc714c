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

// Directory is the name of the directory that holds the files of a snapshot. Names of snapshots may be "..", or longer
// than a file name can be, so it is a digest.
func Directory(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:16])
}

// TriggerID is the id under which the savepoint of a snapshot is asked for: 32 hex digits, the same for each repetition.
func TriggerID(operationID, name string) string {
	sum := sha256.Sum256([]byte(operationID + "/" + name))
	return hex.EncodeToString(sum[:16])
}

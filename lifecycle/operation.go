package lifecycle

import (
	"crypto/rand"
	"math/big"
	"time"
)

// OperationKind is what an operation does, by the name of the request that begins it.
type OperationKind string

// The kinds of operations.
const (
	OperationStart          OperationKind = "StartApplication"
	OperationStop           OperationKind = "StopApplication"
	OperationUpdate         OperationKind = "UpdateApplication"
	OperationRollback       OperationKind = "RollbackApplication"
	OperationDelete         OperationKind = "DeleteApplication"
	OperationCreateSnapshot OperationKind = "CreateApplicationSnapshot"
	OperationDeleteSnapshot OperationKind = "DeleteApplicationSnapshot"
	OperationAddVPC         OperationKind = "AddApplicationVpcConfiguration"
	OperationDeleteVPC      OperationKind = "DeleteApplicationVpcConfiguration"
	OperationAddLogging     OperationKind = "AddApplicationCloudWatchLoggingOption"
	OperationDeleteLogging  OperationKind = "DeleteApplicationCloudWatchLoggingOption"
	OperationMaintenance    OperationKind = "ApplicationMaintenance"
	OperationImportSnapshot OperationKind = "ImportApplicationSnapshot"
	OperationScaleUp        OperationKind = "ScaleUp"
	OperationScaleDown      OperationKind = "ScaleDown"
)

// Listed tells whether the API shows operations of this kind. The others are recorded for the console and for the
// steps they went through.
func (k OperationKind) Listed() bool {
	switch k {
	case OperationDelete, OperationCreateSnapshot, OperationDeleteSnapshot, OperationImportSnapshot:
		return false
	default:
		return true
	}
}

// OperationStatus is how far an operation is. Only IN_PROGRESS is ever left.
type OperationStatus string

// The statuses, named as in the API.
const (
	OperationInProgress OperationStatus = "IN_PROGRESS"
	OperationSuccessful OperationStatus = "SUCCESSFUL"
	OperationFailed     OperationStatus = "FAILED"
	// OperationCancelled: somebody cancelled it, or a forced stop or a rollback took its place.
	OperationCancelled OperationStatus = "CANCELLED"
)

// Operation is one long-running change of an application and its outcome.
type Operation struct {
	// ID is unique in the server, see [NewOperationID].
	ID            string
	ApplicationID int64
	Kind          OperationKind
	Status        OperationStatus
	// StartTime and EndTime have the clock's precision; the API shows whole seconds. EndTime is zero while the
	// operation is in progress.
	StartTime time.Time
	EndTime   time.Time
	// VersionFrom and VersionTo are the versions before and after; 0 where the version does not change.
	VersionFrom int64
	VersionTo   int64
	// RequestedBy is who asked for it: the ARN of a principal, or the name of a component; empty where that is not known.
	RequestedBy string
	// CancelledBy is whose request ended it before its time; empty unless it is CANCELLED.
	CancelledBy string
	// Error says why it is FAILED or CANCELLED; at most [MaxErrorLength] characters.
	Error string
	// RollbackOperationID is the rollback that the failure of this operation began; otherwise empty.
	RollbackOperationID string
	// Downtime is how long no job processed data because of the operation; negative while that is not known.
	Downtime time.Duration
	// Steps are in the order of their start. Lists of operations leave them out.
	Steps []Step
}

// MaxErrorLength is the number of characters of an operation's error that the API can tell.
const MaxErrorLength = 512

const operationIDAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// NewOperationID returns a fresh identifier of 20 base62 characters (119 bits).
func NewOperationID() string {
	base := big.NewInt(int64(len(operationIDAlphabet)))
	id := make([]byte, 20)
	for i := range id {
		digit, err := rand.Int(rand.Reader, base)
		if err != nil {
			panic("lifecycle: the system's random source fails: " + err.Error())
		}
		id[i] = operationIDAlphabet[digit.Int64()]
	}
	return string(id)
}

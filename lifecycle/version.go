package lifecycle

import (
	"encoding/json"
	"time"
)

// Version is one immutable configuration of an application together with its code. Only Status changes later.
type Version struct {
	ApplicationID int64
	// ID counts from 1 in each application.
	ID int64
	// Status is READY while the version was never deployed, RUNNING and so on while it is the current one's business,
	// and ROLLED_BACK after a rollback from it.
	Status Status
	// Runtime is the runtime environment, for instance "FLINK-1_20".
	Runtime string
	// ServiceExecutionRole is the ARN of the role the application acts as.
	ServiceExecutionRole string
	// Document is the configuration as the API describes it, a JSON object with the members
	// ApplicationConfigurationDescription and CloudWatchLoggingOptionDescriptions. [ParseConfiguration] reads the part
	// of it that steers a run.
	Document json.RawMessage
	// CodeID is the stored copy of the code, shared by all versions that did not change it; 0 without code.
	CodeID int64
	// Key protects the state of the version's job. It is what the document's name of a key was found to stand for when the version was
	// made, or started.
	Key Key
	// UpdatedFrom, RolledBackFrom and RolledBackTo tell the history; 0 where they do not apply.
	UpdatedFrom    int64
	RolledBackFrom int64
	RolledBackTo   int64
	// Deployed tells that a job of the version runs, or ran.
	Deployed bool
	// CreateTime is in whole seconds.
	CreateTime time.Time
}

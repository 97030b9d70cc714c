package lifecycle

import (
	"fmt"
	"strings"
	"time"
)

// Application is one streaming application of one account in one region. What changes with each update is in its
// versions; what is wanted of it and what is seen of it are kept apart, see [Desired] and [Observed].
type Application struct {
	// ID identifies the application inside the server. It is never reused, unlike the name.
	ID int64
	// AccountID, Region and Name together are unique; they make the ARN.
	AccountID string
	Region    string
	Name      string
	// Description is free text of the owner.
	Description string
	// Mode is STREAMING or INTERACTIVE.
	Mode string
	// CurrentVersionID is the newest version. It starts at 1 and never goes down.
	CurrentVersionID int64
	// ConditionalToken is new with every version and every desire; an update may name it instead of the version.
	ConditionalToken string
	// MaintenanceStart is the beginning of the daily maintenance window, "HH:MM" in UTC; empty without one.
	MaintenanceStart string
	// CreateTime and UpdateTime are whole seconds.
	CreateTime time.Time
	UpdateTime time.Time

	// Desired is written by requests (and replaced by the reconciler when it gives one up).
	Desired Desired
	// Observed is written by the reconciler that holds the lease, nobody else.
	Observed Observed
}

// Status returns the status that the owner is shown: from the moment a request is accepted until the reconciler takes
// it up that is the status the request leads through, so that nobody sees READY after a successful start. All checks
// of [Allow] and [Transition] are against this one.
func (a *Application) Status() Status {
	if a.Pending() {
		return a.Desired.Via
	}
	return a.Observed.Status
}

// Pending tells whether a desire waits for the reconciler to take it up.
func (a *Application) Pending() bool { return a.Observed.Generation < a.Desired.Generation }

// ARN returns the application's Amazon Resource Name.
func (a *Application) ARN() string { return ARN(a.Region, a.AccountID, a.Name) }

// Lineage tells the application apart from all others that may write to the same places: those of other accounts and installations,
// and one of the same name that was there before. What its jobs encrypt is bound to it.
func (a *Application) Lineage() string {
	return fmt.Sprintf("%s %d %d", a.ARN(), a.ID, a.CreateTime.Unix())
}

// ARN returns the Amazon Resource Name of an application.
func ARN(region, accountID, name string) string {
	partition := "aws"
	switch {
	case strings.HasPrefix(region, "cn-"):
		partition = "aws-cn"
	case strings.HasPrefix(region, "us-gov-"):
		partition = "aws-us-gov"
	}
	return "arn:" + partition + ":kinesisanalytics:" + region + ":" + accountID + ":application/" + name
}

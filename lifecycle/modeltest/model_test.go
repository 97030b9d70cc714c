package modeltest

import (
	"slices"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

// kind is something that a client asks.
type kind string

const (
	start          kind = "start"
	stop           kind = "stop"
	forceStop      kind = "forced stop"
	update         kind = "update"
	rollBack       kind = "rollback"
	cancel         kind = "cancellation"
	takeSnapshot   kind = "snapshot"
	deleteSnapshot kind = "deletion of a snapshot"
	maintain       kind = "maintenance window"
	remove         kind = "deletion"
	describe       kind = "description"
	// await asks nothing: it waits a moment for a status that does not end by itself.
	await kind = "wait"
)

// rule is what the model knows of a kind of request: where it is open, what is answered elsewhere, and what is shown next.
type rule struct {
	open    []lifecycle.Status
	refusal model.ErrorCode
	next    lifecycle.Status
	// further are answers that depend on more than the status, and may come where it is open.
	further []model.ErrorCode
}

const (
	ready      = lifecycle.StatusReady
	starting   = lifecycle.StatusStarting
	running    = lifecycle.StatusRunning
	stopping   = lifecycle.StatusStopping
	forcing    = lifecycle.StatusForceStopping
	updating   = lifecycle.StatusUpdating
	scaling    = lifecycle.StatusAutoscaling
	rolling    = lifecycle.StatusRollingBack
	maintained = lifecycle.StatusMaintenance
	deleting   = lifecycle.StatusDeleting
)

// everywhere are the statuses of an application that is there.
var everywhere = []lifecycle.Status{ready, starting, running, stopping, forcing, updating, scaling, rolling, maintained, deleting}

// rules is the model of requests. It is written from what the service is documented to do, not from the product's table.
var rules = map[kind]rule{
	start:     {open: []lifecycle.Status{ready}, refusal: model.ResourceInUseException, next: starting},
	stop:      {open: []lifecycle.Status{running}, refusal: model.ResourceInUseException, next: stopping},
	forceStop: {open: []lifecycle.Status{starting, updating, stopping, scaling, running, rolling, maintained}, refusal: model.ResourceInUseException, next: forcing},
	update: {
		open: []lifecycle.Status{ready, running}, refusal: model.ResourceInUseException, next: updating,
		further: []model.ErrorCode{model.ConcurrentModificationException},
	},
	rollBack: {
		open: []lifecycle.Status{running, updating, scaling}, refusal: model.ResourceInUseException, next: rolling,
		// No version before, or no snapshot of it.
		further: []model.ErrorCode{model.ConcurrentModificationException, model.InvalidRequestException},
	},
	cancel: {
		open: everywhere, refusal: model.ResourceInUseException,
		further: []model.ErrorCode{model.ResourceInUseException, model.InvalidRequestException},
	},
	takeSnapshot: {open: []lifecycle.Status{running}, refusal: model.InvalidRequestException},
	deleteSnapshot: {
		open: everywhere, refusal: model.ResourceInUseException,
		// Another client was faster, or it is needed.
		further: []model.ErrorCode{model.ResourceInUseException, model.ResourceNotFoundException},
	},
	maintain: {open: []lifecycle.Status{ready, running}, refusal: model.ResourceInUseException},
	remove:   {open: []lifecycle.Status{ready, running}, refusal: model.ResourceInUseException, next: deleting},
	describe: {open: everywhere},
}

// explains tells whether the model answers with the code ("" where it accepts) in the status.
func (r rule) explains(status lifecycle.Status, code model.ErrorCode) bool {
	switch open := slices.Contains(r.open, status); {
	case code == "":
		return open
	case open:
		return slices.Contains(r.further, code)
	default:
		return code == r.refusal || slices.Contains(r.further, code)
	}
}

// own are the changes of status that nobody has to ask for; all others are the beginnings of requests.
var own = map[lifecycle.Status][]lifecycle.Status{
	starting:   {running, ready},
	running:    {},
	stopping:   {ready, running},
	forcing:    {ready},
	updating:   {running, ready},
	rolling:    {running, ready},
	scaling:    {running, ready},
	maintained: {running, ready},
}

// outcomes are the statuses that follow the one of an operation, by how it ended. One that was CANCELLED is followed by whatever took its
// place.
var outcomes = map[kind]map[lifecycle.OperationStatus][]lifecycle.Status{
	start:     {lifecycle.OperationSuccessful: {running}, lifecycle.OperationFailed: {ready}},
	stop:      {lifecycle.OperationSuccessful: {ready}, lifecycle.OperationFailed: {running}},
	forceStop: {lifecycle.OperationSuccessful: {ready}},
	update:    {lifecycle.OperationSuccessful: {running}, lifecycle.OperationFailed: {running, ready}},
	rollBack:  {lifecycle.OperationSuccessful: {running}, lifecycle.OperationFailed: {running, ready}},
}

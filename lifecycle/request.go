package lifecycle

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/lifecycle/fault"
)

// Request is something a client asks of an application that is not open in every status.
type Request string

// The requests that depend on the status. Describe, list and tag requests are open in every one.
const (
	RequestStart          Request = "StartApplication"
	RequestStop           Request = "StopApplication"
	RequestForceStop      Request = "StopApplication with Force"
	RequestUpdate         Request = "UpdateApplication" // for Add… and Delete… of a configuration part see [AllowChange]
	RequestMaintenance    Request = "UpdateApplicationMaintenanceConfiguration"
	RequestRollback       Request = "RollbackApplication"
	RequestCreateSnapshot Request = "CreateApplicationSnapshot"
	RequestPresignedURL   Request = "CreateApplicationPresignedUrl"
	RequestDelete         Request = "DeleteApplication"
)

// rule says in which statuses a request is open, what the refusal is elsewhere and which status the application shows
// once the request is accepted.
type rule struct {
	open    []Status
	refusal fault.Kind
	// via is the status after acceptance; empty means that the request does not change it.
	via Status
}

// rules is the one table of what is allowed when.
var rules = map[Request]rule{
	RequestStart: {open: []Status{StatusReady}, refusal: fault.InUseKind, via: StatusStarting},
	RequestStop:  {open: []Status{StatusRunning}, refusal: fault.InUseKind, via: StatusStopping},
	RequestForceStop: {
		open: []Status{
			StatusStarting, StatusUpdating, StatusStopping, StatusAutoscaling, StatusRunning,
			StatusRollingBack, StatusMaintenance,
		},
		refusal: fault.InUseKind, via: StatusForceStopping,
	},
	RequestUpdate:      {open: []Status{StatusReady, StatusRunning}, refusal: fault.InUseKind, via: StatusUpdating},
	RequestMaintenance: {open: []Status{StatusReady, StatusRunning}, refusal: fault.InUseKind},
	RequestRollback: {
		open:    []Status{StatusRunning, StatusUpdating, StatusAutoscaling},
		refusal: fault.InUseKind, via: StatusRollingBack,
	},
	RequestCreateSnapshot: {open: []Status{StatusRunning}, refusal: fault.InvalidRequestKind},
	RequestPresignedURL:   {open: []Status{StatusRunning}, refusal: fault.InUseKind},
	RequestDelete: {
		open: []Status{StatusReady, StatusRunning}, refusal: fault.InUseKind, via: StatusDeleting,
	},
}

// Requests lists every request of the table.
func Requests() []Request {
	return []Request{
		RequestStart, RequestStop, RequestForceStop, RequestUpdate, RequestMaintenance, RequestRollback,
		RequestCreateSnapshot, RequestPresignedURL, RequestDelete,
	}
}

// RequestError says that a request is not open in the application's status. It unwraps to the [fault.Error] that the
// caller is shown.
type RequestError struct {
	// Status is the status the application has.
	Status Status
	// Request is what was refused.
	Request Request

	refusal *fault.Error
}

// Error returns the words for the caller.
func (e *RequestError) Error() string { return e.refusal.Error() }

// Unwrap returns the refusal with its kind.
func (e *RequestError) Unwrap() error { return e.refusal }

// Allow checks whether the request is open to the application named in that status; the error is a [*RequestError].
func Allow(request Request, name string, status Status) error {
	return allow(request, string(request), name, status)
}

// AllowChange checks whether an operation that adds, changes or deletes a part of the configuration is open: each is an
// update, under its own name.
func AllowChange(operation, name string, status Status) error {
	return allow(RequestUpdate, operation, name, status)
}

// IsOpen tells whether the request is open in that status.
func IsOpen(request Request, status Status) bool { return slices.Contains(rules[request].open, status) }

func allow(request Request, operation, name string, status Status) error {
	if IsOpen(request, status) {
		return nil
	}
	r := rules[request]
	return &RequestError{Status: status, Request: request, refusal: fault.New(r.refusal,
		"%s cannot be called on application %s in status %s; it can be in %s", operation, name, status, joined(r.open))}
}

// Via returns the status that an application shows as soon as the request is accepted in the given status. An update
// of an application that does not run is complete when it is accepted, so READY stays.
func Via(request Request, status Status) Status {
	if request == RequestUpdate && status == StatusReady {
		return StatusReady
	}
	if via := rules[request].via; via != "" {
		return via
	}
	return status
}

func joined(statuses []Status) string {
	names := make([]string, len(statuses))
	for i, s := range statuses {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}

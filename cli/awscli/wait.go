package awscli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/value"
)

// How often a waiter looks: soon after the last look at first, then less often, and not for ever.
const (
	firstPause   = 100 * time.Millisecond
	longestPause = 2 * time.Second
	waitPatience = 20 * time.Minute
)

// waiter looks at something until it is as it shall be.
type waiter struct {
	name, title, help, operation string
	// path is where the status stands in the answer.
	path []string
	// done and failed are the statuses that end the wait.
	done, failed []string
	// goneIsDone says that what is not there any more is as it shall be.
	goneIsDone bool
}

var waiters = []*waiter{
	{
		name: "application-running", title: "ApplicationRunning", help: "Wait until an application is RUNNING. A start that failed, which leaves it READY, ends the wait with an error.",
		operation: "DescribeApplication", path: []string{"ApplicationDetail", "ApplicationStatus"},
		done: []string{"RUNNING"}, failed: []string{"READY", "DELETING"},
	},
	{
		name: "application-ready", title: "ApplicationReady", help: "Wait until an application is READY: stopped, or at the end of its input.",
		operation: "DescribeApplication", path: []string{"ApplicationDetail", "ApplicationStatus"},
		done: []string{"READY"}, failed: []string{"DELETING"},
	},
	{
		name: "application-deleted", title: "ApplicationDeleted", help: "Wait until an application is gone.",
		operation: "DescribeApplication", path: []string{"ApplicationDetail", "ApplicationStatus"}, goneIsDone: true,
	},
	{
		name: "snapshot-ready", title: "SnapshotReady", help: "Wait until a snapshot is READY. One that FAILED ends the wait with an error.",
		operation: "DescribeApplicationSnapshot", path: []string{"SnapshotDetails", "SnapshotStatus"},
		done: []string{"READY"}, failed: []string{"FAILED", "DELETING"},
	},
	{
		name: "operation-finished", title: "OperationFinished", help: "Wait until an operation is SUCCESSFUL. One that FAILED or was CANCELLED ends the wait with an error.",
		operation: "DescribeApplicationOperation", path: []string{"ApplicationOperationInfoDetails", "OperationStatus"},
		done: []string{"SUCCESSFUL"}, failed: []string{"FAILED", "CANCELLED"},
	},
}

func waiterNames() []string {
	names := make([]string, len(waiters))
	for i, w := range waiters {
		names[i] = w.name
	}
	return names
}

func findWaiter(name string) (*waiter, bool) {
	i := slices.IndexFunc(waiters, func(w *waiter) bool { return w.name == name })
	if i < 0 {
		return nil, false
	}
	return waiters[i], true
}

// describes is the operation that a waiter looks with.
func (w *waiter) describes() *contract.Operation {
	i := slices.IndexFunc(contract.Operations, func(o *contract.Operation) bool { return o.Name == w.operation })
	return contract.Operations[i]
}

// options are those of the required members of the request, and of the program.
func (w *waiter) options() []*option {
	op := w.describes()
	var all []*option
	for i := range op.Input.Members {
		if op.Input.Members[i].Required {
			all = append(all, memberOptions(op, &op.Input.Members[i])...)
		}
	}
	return append(all, &option{name: "cli-input-json", arity: oneValue, help: "The request in JSON, or file://path. Options go first."},
		&option{name: "cli-input-yaml", arity: oneValue, help: "The request in YAML, or file://path. Options go first."})
}

// wait runs a waiter.
func (p *program) wait(ctx context.Context, globals, words []string) error {
	before, err := parseArguments(words, globalOptions, true)
	if err != nil {
		return err
	}
	if len(before.rest) == 0 || before.rest[0] == "help" || isOption(before.rest[0]) {
		if len(before.rest) == 0 {
			return &usageError{message: "the following arguments are required: waiter, one of " + strings.Join(waiterNames(), ", ")}
		}
		return writeWaitHelp(p.out)
	}
	w, known := findWaiter(before.rest[0])
	if !known {
		return unknownCommand("subcommand", before.rest[0], waiterNames())
	}
	globals = slices.Concat(globals, words[:len(words)-len(before.rest)])
	rest := before.rest[1:]
	if len(rest) == 1 && rest[0] == "help" || slices.Contains(rest, "--help") || slices.Contains(rest, "-h") {
		return writeWaiterHelp(p.out, w)
	}
	all := slices.Concat(w.options(), globalOptions)
	a, err := parseArguments(slices.Concat(globals, rest), all, false)
	if err != nil {
		return err
	}
	if len(a.rest) > 0 {
		return unknown(a.rest, all)
	}
	target, err := resolve(ctx, a)
	if err != nil {
		return err
	}
	i := &invocation{op: w.describes(), args: a, target: target, out: p.out, errOut: p.errOut}
	if err := i.checkRequired(); err != nil {
		return err
	}
	request, err := parameters(i.op, a)
	if err != nil {
		return err
	}
	if err := addInput(request, a); err != nil {
		return err
	}
	if request, err = checkRequest(i.op, request, ""); err != nil {
		return err
	}
	api, err := target.Client(ctx)
	if err != nil {
		return err
	}
	c := &caller{api: api, op: i.op}
	if a.has("debug") {
		c.debug = p.errOut
	}
	return w.run(ctx, c, request)
}

func (w *waiter) run(ctx context.Context, c *caller, request *value.Object) error {
	patient, cancel := context.WithTimeout(ctx, waitPatience)
	defer cancel()
	for between := firstPause; ; between = min(between*3/2, longestPause) {
		answer, err := c.call(patient, request)
		if client.IsCode(err, model.ResourceNotFoundException) && w.goneIsDone {
			return nil
		}
		if err != nil {
			if patient.Err() != nil && ctx.Err() == nil {
				return w.failure("Max attempts exceeded")
			}
			return w.failure(err.Error())
		}
		status := w.status(answer)
		switch {
		case slices.Contains(w.done, status):
			return nil
		case slices.Contains(w.failed, status):
			return w.failure(fmt.Sprintf("Waiter encountered a terminal failure state: %s is %s%s", strings.Join(w.path, "."), status, reasonOf(answer)))
		}
		if pause(patient, between) != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return w.failure(fmt.Sprintf("Max attempts exceeded: %s is %s", strings.Join(w.path, "."), status))
		}
	}
}

func (w *waiter) failure(reason string) error {
	return inWords("Waiter %s failed: %s", w.title, reason)
}

func (w *waiter) status(answer *value.Object) string {
	var v any = answer
	for _, name := range w.path {
		o, ok := v.(*value.Object)
		if !ok {
			return ""
		}
		v, _ = o.Get(name)
	}
	status, _ := v.(string)
	return status
}

// reasonOf is what a failed operation says of itself.
func reasonOf(answer *value.Object) string {
	q, err := value.CompileQuery("ApplicationOperationInfoDetails.OperationFailureDetails.ErrorInfo.ErrorString")
	if err != nil {
		return ""
	}
	found, err := q.Search(answer)
	text, ok := found.(string)
	if err != nil || !ok {
		return ""
	}
	return " (" + text + ")"
}

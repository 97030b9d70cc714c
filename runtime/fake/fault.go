package fake

import (
	"context"
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/driver"
)

// Call names a method of the driver or a request of the REST API, for faults and for the log.
type Call string

// The calls that can be made to fail.
const (
	CallPrepare     Call = "prepare"
	CallInspect     Call = "inspect"
	CallEndpoint    Call = "endpoint"
	CallDestroy     Call = "destroy"
	CallList        Call = "list"
	CallEnd         Call = "end"
	CallLogs        Call = "logs"
	CallJars        Call = "jars"
	CallCheck       Call = "check"
	CallPreload     Call = "preload"
	CallRun         Call = "run"
	CallJob         Call = "job"
	CallStop        Call = "stop"
	CallSavepoint   Call = "savepoint"
	CallTrigger     Call = "trigger-status"
	CallCancel      Call = "cancel"
	CallCheckpoints Call = "checkpoints"
	CallExceptions  Call = "exceptions"
	CallPlan        Call = "plan"
	CallChanges     Call = "changes"
	CallVitals      Call = "vitals"
)

// Calls lists every call.
func Calls() []Call {
	return []Call{
		CallPrepare, CallInspect, CallEndpoint, CallDestroy, CallList, CallEnd, CallLogs, CallJars, CallCheck, CallPreload, CallRun, CallJob, CallStop,
		CallSavepoint, CallTrigger, CallCancel, CallCheckpoints, CallExceptions, CallPlan, CallChanges,
		CallVitals,
	}
}

// Mode is how a call goes wrong.
type Mode string

// The modes.
const (
	// Fail has no effect and answers an error that may be retried.
	Fail Mode = "fail"
	// Refuse has no effect and answers an error that a repetition cannot mend.
	Refuse Mode = "refuse"
	// Hang has no effect and gives no answer until the caller gives up.
	Hang Mode = "hang"
	// Lose takes effect, and the answer is lost at once.
	Lose Mode = "lose"
	// LoseSlowly takes effect and gives no answer until the caller gives up.
	LoseSlowly Mode = "lose-slowly"
)

// Modes lists every mode.
func Modes() []Mode { return []Mode{Fail, Refuse, Hang, Lose, LoseSlowly} }

// Fault makes some calls go wrong.
type Fault struct {
	// Call is which.
	Call Call
	// Mode is how.
	Mode Mode
	// Skip is how many calls go well first.
	Skip int
	// Times is how many calls go wrong; 0 means all that follow.
	Times int
}

// errInjected is what a call that is made to fail answers.
var errInjected = errors.New("injected fault")

// Inject adds a fault. Faults are tried in the order in which they were added; the first that strikes wins.
func (w *World) Inject(f Fault) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = append(w.faults, &f)
}

// Heal removes all faults.
func (w *World) Heal() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = nil
}

// strike logs a call and tells how it goes wrong; empty when it goes well.
func (w *World) strike(call Call) Mode {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls = append(w.calls, call)
	for _, f := range w.faults {
		if f.Call != call || f.Times < 0 {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Times == 1 {
			f.Times = -1
		} else if f.Times > 1 {
			f.Times--
		}
		return f.Mode
	}
	return ""
}

// run does a call of the driver under the faults.
func (w *World) run(ctx context.Context, call Call, effect func() error) error {
	switch mode := w.strike(call); mode {
	case Fail:
		return fmt.Errorf("%s: %w", call, errInjected)
	case Refuse:
		return &driver.TerminalError{Reason: string(call) + " refused", Err: errInjected}
	case Hang:
		<-ctx.Done()
		return fmt.Errorf("%s: %w", call, ctx.Err())
	case Lose, LoseSlowly:
		if err := effect(); err != nil {
			return err
		}
		if mode == LoseSlowly {
			<-ctx.Done()
		}
		return fmt.Errorf("%s: answer lost: %w", call, errInjected)
	default:
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("%s: %w", call, err)
		}
		return effect()
	}
}

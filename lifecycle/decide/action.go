package decide

import (
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// Slot is one of the two places for a cluster that an application has.
type Slot string

// The slots.
const (
	// Current is the place of the cluster that has the job.
	Current Slot = "current"
	// Beside is the place of the one that is prepared to follow it, or that it followed.
	Beside Slot = "beside"
)

// Kind is what to do.
type Kind string

// The kinds of actions. Each is one small step that may be repeated.
const (
	// Idle: there is nothing to do until something changes, or for the time After.
	Idle Kind = "idle"
	// Watch: something changes soon. Look again shortly.
	Watch Kind = "watch"
	// TakeUp: make the newest desire the one that is worked for, and cancel the operations it takes the place of.
	TakeUp Kind = "take up"
	// PlanCluster: write down the cluster to be prepared in Slot.
	PlanCluster Kind = "plan cluster"
	// ReplaceCluster: write down another cluster in the place of the one in Slot, which is gone.
	ReplaceCluster Kind = "replace cluster"
	// PrepareCluster: have the driver bring up the cluster of Slot.
	PrepareCluster Kind = "prepare cluster"
	// CheckState: ask the cluster in Slot whether its program could go on from the state there is. It is condemned if it could not.
	CheckState Kind = "check state"
	// ChooseRestore: settle what the job of the cluster in Slot starts from, after the job in the other slot has ended.
	ChooseRestore Kind = "choose restore"
	// RunJob: submit the job of the cluster in Slot.
	RunJob Kind = "run job"
	// CancelJob: cancel the job of the cluster in Slot.
	CancelJob Kind = "cancel job"
	// Condemn: write down that the cluster in Slot failed, because of Text.
	Condemn Kind = "condemn cluster"
	// Retire: write down that the cluster in Slot has done its work.
	Retire Kind = "retire cluster"
	// Destroy: have the driver destroy the cluster in Slot, and write down that it is gone.
	Destroy Kind = "destroy cluster"
	// Forget: clear the record of the cluster in Slot, which is gone, and remove the checkpoints of its run.
	Forget Kind = "forget cluster"
	// BeginSnapshot: write down the snapshot that the operation takes.
	BeginSnapshot Kind = "begin snapshot"
	// StopJob: have the job of Current stop with a savepoint for the snapshot.
	StopJob Kind = "stop job with savepoint"
	// TakeSavepoint: have the job of Current write a savepoint for the snapshot and go on.
	TakeSavepoint Kind = "take savepoint"
	// CompleteSnapshot: write down that the snapshot is complete.
	CompleteSnapshot Kind = "complete snapshot"
	// FailSnapshot: write down that the snapshot failed, because of Text.
	FailSnapshot Kind = "fail snapshot"
	// DeleteSnapshot: remove the files of the snapshot, then its row.
	DeleteSnapshot Kind = "delete snapshot"
	// Settle: write the status reached with the outcome of the operation. Swap says that Beside has become Current.
	Settle Kind = "settle"
	// RollBack: give the operation of the desire, if it is in progress, the failure Text, and want the version before, because of
	// Text, by an operation of its own.
	RollBack Kind = "roll back"
	// DeleteApplication: remove all files of the application, then its rows.
	DeleteApplication Kind = "delete application"
)

// Kinds lists every kind, so that what is done for each can be tested for completeness.
func Kinds() []Kind {
	return []Kind{
		Idle, Watch, TakeUp, PlanCluster, ReplaceCluster, PrepareCluster, CheckState, ChooseRestore, RunJob, CancelJob, Condemn,
		Retire, Destroy, Forget, BeginSnapshot, StopJob, TakeSavepoint, CompleteSnapshot, FailSnapshot, DeleteSnapshot,
		Settle, RollBack, DeleteApplication,
	}
}

// Action is one thing to do.
type Action struct {
	// Kind is what.
	Kind Kind
	// Slot is which cluster, for kinds that have one.
	Slot Slot
	// Snapshot is the name of the snapshot, for kinds that have one.
	Snapshot string
	// Text is the reason, for kinds that have one; with Settle the error of the operation.
	Text string
	// Status is the status to settle in.
	Status lifecycle.Status
	// Outcome is that of the operation, with Settle.
	Outcome lifecycle.OperationStatus
	// Swap makes the cluster beside the current one with Settle, and the current one the one beside.
	Swap bool
	// Adopt lets the current cluster go on as that of the wanted version with Settle: it runs what that version has.
	Adopt bool
	// After is when to look again with Idle; 0 means that only a wake-up is waited for.
	After time.Duration
	// Why says what made the decision, for the log.
	Why string
}

func watch(why string) Action { return Action{Kind: Watch, Why: why} }

func on(kind Kind, slot Slot, why string) Action { return Action{Kind: kind, Slot: slot, Why: why} }

func condemn(slot Slot, reason string) Action {
	return Action{Kind: Condemn, Slot: slot, Text: reason, Why: reason}
}

func succeed(status lifecycle.Status, why string) Action {
	return Action{Kind: Settle, Status: status, Outcome: lifecycle.OperationSuccessful, Why: why}
}

func fail(status lifecycle.Status, reason string) Action {
	return Action{Kind: Settle, Status: status, Outcome: lifecycle.OperationFailed, Text: reason, Why: reason}
}

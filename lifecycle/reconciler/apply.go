package reconciler

import (
	"context"
	"fmt"

	"github.com/penstock/penstock/lifecycle/decide"
)

// appliers has what each kind of action does. A kind that is missing here fails a test.
var appliers = map[decide.Kind]func(*session, context.Context, *look, decide.Action) error{
	decide.Idle:              (*session).applyIdle,
	decide.Watch:             (*session).applyWatch,
	decide.TakeUp:            (*session).applyTakeUp,
	decide.PlanCluster:       (*session).applyPlanCluster,
	decide.ReplaceCluster:    (*session).applyReplaceCluster,
	decide.PrepareCluster:    (*session).applyPrepareCluster,
	decide.CheckState:        (*session).applyCheckState,
	decide.ChooseRestore:     (*session).applyChooseRestore,
	decide.RunJob:            (*session).applyRunJob,
	decide.CancelJob:         (*session).applyCancelJob,
	decide.Condemn:           (*session).applyCondemn,
	decide.Retire:            (*session).applyRetire,
	decide.Destroy:           (*session).applyDestroy,
	decide.Forget:            (*session).applyForget,
	decide.BeginSnapshot:     (*session).applyBeginSnapshot,
	decide.StopJob:           (*session).applyStopJob,
	decide.TakeSavepoint:     (*session).applyTakeSavepoint,
	decide.CompleteSnapshot:  (*session).applyCompleteSnapshot,
	decide.FailSnapshot:      (*session).applyFailSnapshot,
	decide.DeleteSnapshot:    (*session).applyDeleteSnapshot,
	decide.Settle:            (*session).applySettle,
	decide.RollBack:          (*session).applyRollBack,
	decide.DeleteApplication: (*session).applyDeleteApplication,
}

// apply does what was decided.
func (s *session) apply(ctx context.Context, l *look, action decide.Action) error {
	apply, ok := appliers[action.Kind]
	if !ok {
		return fmt.Errorf("no way to apply %q", action.Kind)
	}
	return apply(s, ctx, l, action)
}

// applyIdle forgets failures that turned out to be none: the call took effect, and only its answer was lost. And it tells requests
// whether the job can give a snapshot, and everybody that it has to be brought back.
func (s *session) applyIdle(ctx context.Context, l *look, _ decide.Action) error {
	if l.app.Observed.Failures == 0 && l.app.Observed.Restarting == l.restarting() && sameHealth(l.app.Observed.Health, s.health(l)) {
		return nil
	}
	return s.write(ctx, l)
}

// restarting tells whether the job failed and is being brought back; while the cluster does not tell, what it told last counts.
func (l *look) restarting() bool {
	switch c := l.facts.Cluster; {
	case c == nil || c.Lost() || l.current == nil:
		return false
	case c.Job == decide.JobUnknown:
		return l.app.Observed.Restarting
	default:
		return c.Job == decide.JobRestarting
	}
}

func (s *session) applyWatch(context.Context, *look, decide.Action) error { return nil }

// record is the record of the cluster in a slot.
func (l *look) record(slot decide.Slot) *record {
	if slot == decide.Beside {
		return l.beside
	}
	return l.current
}

func (l *look) setRecord(slot decide.Slot, c *record) {
	if slot == decide.Beside {
		l.beside = c
		return
	}
	l.current = c
}

// facts of the cluster in a slot.
func (l *look) cluster(slot decide.Slot) *decide.Cluster {
	if slot == decide.Beside {
		return l.facts.Next
	}
	return l.facts.Cluster
}

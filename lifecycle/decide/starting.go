package decide

import "github.com/penstock/penstock/lifecycle"

// starting decides for an application whose cluster and job are being deployed. It leaves to RUNNING when the job's
// tasks are deployed, and to READY when they cannot be, or to
// ROLLING_BACK where a version that never ran shall be given up then.
func starting(f *Facts) Action {
	if f.Desired.Goal != lifecycle.GoalRun {
		return fail(lifecycle.StatusReady, "the start was given up")
	}
	if action, done := dispose(f.Next, Beside, "it is left over"); !done {
		return action
	}
	c := f.Cluster
	switch {
	case c != nil && c.Generation != f.Desired.Generation:
		action, _ := dispose(c, Current, "it is left over from an earlier run")
		return action
	case c == nil && f.RestoreProblem != "":
		return f.failOrRollBack(lifecycle.StatusReady, f.RestoreProblem)
	case c == nil:
		return on(PlanCluster, Current, "a start is wanted")
	case c.Condemned != "" && !c.Gone:
		return on(Destroy, Current, c.Condemned)
	case c.Condemned != "":
		return f.failOrRollBack(lifecycle.StatusReady, c.Condemned)
	}
	action, up := f.comingUp(c, Current)
	if up {
		return succeed(lifecycle.StatusRunning, "the job's tasks are deployed")
	}
	return action
}

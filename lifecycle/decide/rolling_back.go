package decide

import "github.com/penstock/penstock/lifecycle"

// rollingBack decides for an application that gets an earlier version again. The job that is left behind is not worth a
// snapshot: the one taken before the change is what the earlier version goes on from.
func rollingBack(f *Facts) Action {
	if f.Desired.Goal != lifecycle.GoalRun {
		return f.withoutCluster("there is nothing to roll back")
	}
	return f.replaceJob(func() (Action, stopResult) { return f.cancelJob(f.Cluster) })
}

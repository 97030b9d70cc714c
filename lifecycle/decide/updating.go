package decide

import "github.com/penstock/penstock/lifecycle"

// updating decides for an application that gets another version. It leaves to RUNNING with the new version, to RUNNING
// with the old one when the new one failed before the old one was touched, and to READY when it failed afterwards;
// to ROLLING_BACK where the owner wishes that.
func updating(f *Facts) Action {
	if f.Desired.Goal != lifecycle.GoalRun {
		return f.withoutCluster("the version is in place")
	}
	return f.replaceJob(f.stopJob)
}

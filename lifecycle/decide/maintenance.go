package decide

import "github.com/penstock/penstock/lifecycle"

// maintenance decides for an application whose cluster is replaced by a newer build: an update without another version.
// One that is stopped has nothing to replace.
func maintenance(f *Facts) Action {
	if f.Desired.Goal != lifecycle.GoalRun {
		return f.withoutCluster("there is nothing to replace")
	}
	return f.replaceJob(f.stopJob)
}

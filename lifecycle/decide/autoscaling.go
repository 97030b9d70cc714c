package decide

import "github.com/penstock/penstock/lifecycle"

// autoscaling decides for a job that restarts at another parallelism: an update without another version.
func autoscaling(f *Facts) Action {
	if f.Desired.Goal != lifecycle.GoalRun {
		return f.withoutCluster("there is nothing to scale")
	}
	return f.replaceJob(f.stopJob)
}

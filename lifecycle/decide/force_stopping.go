package decide

import "github.com/penstock/penstock/lifecycle"

// forceStopping decides for a forced stop: nothing is waited for. It leaves to READY, and nothing else leaves it.
func forceStopping(f *Facts) Action {
	if action, done := dispose(f.Next, Beside, "the stop is forced"); !done {
		return action
	}
	if f.Cluster != nil && !f.Cluster.Gone {
		return f.closeSnapshotsThen(on(Destroy, Current, "the stop is forced"),
			"the application was stopped by force before the snapshot was complete")
	}
	return succeed(lifecycle.StatusReady, "the cluster is gone")
}

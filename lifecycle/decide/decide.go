package decide

import (
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// byStatus has the decision of each status. A status that is missing here fails a test.
var byStatus = map[lifecycle.Status]func(*Facts) Action{
	lifecycle.StatusReady:         ready,
	lifecycle.StatusStarting:      starting,
	lifecycle.StatusRunning:       running,
	lifecycle.StatusStopping:      stopping,
	lifecycle.StatusForceStopping: forceStopping,
	lifecycle.StatusUpdating:      updating,
	lifecycle.StatusAutoscaling:   autoscaling,
	lifecycle.StatusRollingBack:   rollingBack,
	lifecycle.StatusMaintenance:   maintenance,
	lifecycle.StatusDeleting:      deleting,
	lifecycle.StatusRolledBack:    rolledBack,
}

// Decide returns the one thing to do next.
func Decide(f Facts) Action {
	if f.Pending {
		return Action{Kind: TakeUp, Status: f.Desired.Via, Why: fmt.Sprintf("%s is wanted", f.Desired.Goal)}
	}
	decide, ok := byStatus[f.Status]
	if !ok {
		return Action{Kind: Idle, Why: fmt.Sprintf("status %q is not known to this control plane", f.Status)}
	}
	return decide(&f)
}

// dispose brings the cluster of the slot to its end: destroyed, then forgotten. It is done when the slot is empty.
func dispose(c *Cluster, slot Slot, why string) (Action, bool) {
	switch {
	case c == nil:
		return Action{}, true
	case !c.Gone:
		return on(Destroy, slot, why), false
	default:
		return on(Forget, slot, why), false
	}
}

// overdue tells whether the operation has taken longer than the limit. What no operation waits for is not waited for.
func (f *Facts) overdue(limit time.Duration) bool {
	return f.OperationStart.IsZero() || f.Now.Sub(f.OperationStart) > limit
}

// comingUp decides for a cluster that has been planned and has to get a running job; up is true once the job's tasks
// are deployed. It ends in up, or in a condemned cluster.
func (f *Facts) comingUp(c *Cluster, slot Slot) (action Action, up bool) {
	if action, ready := f.gettingReady(c, slot); !ready {
		return action, false
	}
	switch c.Job {
	case JobRestarting:
		if f.MayRollBack && !f.late(c) {
			if c.Failures < f.Limits.TrialFailures {
				return watch("the job of a version on trial has failed"), false
			}
			return condemn(slot, orElse(c.JobFailure, "the job keeps failing")), false
		}
		return Action{}, true
	case JobRunning, JobFinished:
		// A job that already fails and restarts, or that is through with its input, has been deployed.
		return Action{}, true
	case JobFailed, JobCanceled:
		return condemn(slot, orElse(c.JobFailure, "the job ended as "+string(c.Job)+" before its tasks were deployed")), false
	}
	switch {
	case f.late(c):
		return f.tooLate(slot), false
	case c.Job == JobAbsent:
		return on(RunJob, slot, "the cluster is ready"), false
	default:
		return watch("the job is " + string(c.Job)), false
	}
}

// gettingReady decides for a cluster that has to become ready for its job.
func (f *Facts) gettingReady(c *Cluster, slot Slot) (action Action, ready bool) {
	switch {
	case c.Prepared && c.State == ClusterReady && !c.Gone:
		return Action{}, true
	case c.State == ClusterExited && c.ExitTerminal && !c.Gone:
		return condemn(slot, c.ExitReason), false
	case c.Lost() && c.Attempt+1 >= f.Limits.Attempts:
		return condemn(slot, orElse(c.ExitReason, "the cluster disappeared while it came up")), false
	case c.Lost():
		return f.replace(c, slot), false
	case f.late(c):
		return f.tooLate(slot), false
	case !c.Prepared:
		return on(PrepareCluster, slot, "it is planned"), false
	default:
		return watch("the cluster is " + string(c.State)), false
	}
}

// late tells whether a cluster takes too long to come up.
func (f *Facts) late(c *Cluster) bool { return f.Now.Sub(c.Since) > f.Limits.Start }

func (f *Facts) tooLate(slot Slot) Action {
	return condemn(slot, fmt.Sprintf("the application did not come up within %v", f.Limits.Start))
}

// replace puts another cluster in the place of one that is lost, after making sure that it is.
func (f *Facts) replace(c *Cluster, slot Slot) Action {
	if !c.Gone {
		return on(Destroy, slot, orElse(c.Condemned, "its process ended: "+c.ExitReason))
	}
	return on(ReplaceCluster, slot, "its process ended")
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

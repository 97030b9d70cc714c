package decide

import (
	"fmt"

	"github.com/penstock/penstock/lifecycle"
)

// rollBack gives up the change and the version that it brought.
func rollBack(reason string) Action {
	return Action{Kind: RollBack, Text: reason, Why: reason}
}

// failOrRollBack ends a change that failed: with a rollback where the owner wishes that and there is something to go back to.
func (f *Facts) failOrRollBack(status lifecycle.Status, reason string) Action {
	if f.MayRollBack {
		return rollBack(reason)
	}
	return fail(status, reason)
}

// failsOnTrial tells whether a version that has just come to run for the first time keeps failing, and why it does.
func (f *Facts) failsOnTrial(c *Cluster) (reason string, fails bool) {
	ended := f.Now.Sub(c.Deployed) > f.Limits.Trial
	if !f.MayRollBack || ended || c.Failures < f.Limits.TrialFailures {
		return "", false
	}
	return fmt.Sprintf("The job failed %d times within %v after the change: %s",
		c.Failures, f.Limits.Trial, orElse(orElse(c.JobFailure, c.ExitReason), "no reason told")), true
}

package cluster

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"github.com/penstock/penstock/runtime/flinkrest"
)

// Programs may set a checkpoint storage of their own in their code, which Flink prefers to the configuration: state would lie there in the
// clear. Flink tells where a checkpoint is once it is complete, so that is when it is found out.

// isElsewhere tells whether a checkpoint lies where it is not encrypted. One that has no path is in the memory of the JobManager.
func isElsewhere(c *flinkrest.Checkpoint) bool {
	return strings.Contains(c.ExternalPath, ":/") && !strings.HasPrefix(c.ExternalPath, sealedScheme)
}

// lookElsewhere looks at the first checkpoint of a job, if it is to be encrypted. Where it is not, a cluster ends that may have nothing in
// the clear, and the log of another one tells.
func (k *keeper) lookElsewhere(ctx context.Context) {
	if k.seals == nil || k.seals.looked {
		return
	}
	k.mu.Lock()
	// While the JobManager initializes the job it logs an error with a stack trace of each question about checkpoints.
	m, runs := k.members, k.run != nil && k.run.present && k.watch.state == flinkrest.JobRunning
	k.mu.Unlock()
	client := m.client()
	if !runs || client == nil {
		return
	}
	seen, err := client.Checkpoints(ctx, k.spec.JobID)
	if err != nil || seen.Latest.Completed == nil {
		return // it is asked again
	}
	k.seals.looked = true
	if !isElsewhere(seen.Latest.Completed) {
		return
	}
	reason := fmt.Sprintf("The program sets a checkpoint storage of its own, %s, where its state lies in the clear.", seen.Latest.Completed.ExternalPath)
	if !k.seals.required {
		k.logs.tell(slog.LevelWarn, "%s Leave the checkpoint storage to the application's configuration", reason)
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.broken == nil {
		k.broken = &message{Reason: reason + " The application has a customer managed key: leave the checkpoint storage to its configuration."}
		close(k.failed)
	}
}

// Package job runs a plan: it turns the nodes of a plan into chained tasks, runs them, restarts them from a checkpoint when
// one fails, and takes checkpoints and savepoints.
//
//	New -> Run ─┬─ attempt 0: tasks ── fails ──┐
//	            │                              │ RESTARTING, the delay
//	            ├─ attempt 1: tasks ── …  <────┘ from the newest completed checkpoint
//	            └─ FINISHED, CANCELED or FAILED
//
// # Graph
//
// A node of the plan is an operator. Operators that need no exchange of rows between subtasks are chained into one vertex,
// which a goroutine per subtask runs; the others start a vertex of their own, whose input is split by key group, gathered
// in one subtask, or taken from the subtask of the same number. With a parallelism of 1 there is nothing to split, so that
// everything with a single input is chained.
//
// # End
//
// A task whose input has ended has told its operators so, and stays to take part in checkpoints. When all tasks are that
// far, a last checkpoint makes two-phase sinks commit everything, and the job is FINISHED. Stopping with a savepoint is the
// same without the end of input: sources send the savepoint's barrier and nothing after it.
//
// # Failures
//
// The first error of a task ends the attempt: all its tasks are cancelled and waited for. Unless restarts are off, the
// job waits for Options.RestartDelay and goes on from the newest checkpoint (or stop savepoint) that it completed, else from
// Options.RestorePath, else from nothing.
package job

// Package decide tells what to do next for one application: facts in, one action out.
//
// [Decide] is pure. It has no clock ([Facts].Now), no database and no driver; what it cannot see it does not use. The
// reconciler gathers the facts, decides, applies the one action and starts over, so that a control plane killed at any
// instant goes on by deciding on the same facts again. There is a file per status; those that put another cluster in
// the place of the one that runs share replacing.go.
//
// # What is relied on
//
//   - A cluster is written down ([PlanCluster]) before it is prepared, and its record is cleared ([Forget]) only after it
//     was destroyed ([Destroy]). Between the two, whatever happened, it is found again.
//   - Why a cluster has to go is written into its record ([Condemn], [Retire]) before it goes, so that the reason
//     survives it.
//   - A desire is taken up ([TakeUp]) before anything else is done for it, and the operation gets its outcome with the
//     status it led to ([Settle]).
//
// # Safety, checked by property tests
//
//   - Never two jobs: [RunJob] in one slot is decided only if the other slot has no job that could still process.
//   - A stop always ends: however clusters, jobs and savepoints go, STOPPING and FORCE_STOPPING are left.
//   - No decision leaves a status without a way out: every transient status reaches READY or RUNNING (or the end of the
//     application) once the outside answers again, and a request that is open in a status is taken up there.
package decide

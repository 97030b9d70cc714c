// Package reconciler makes what runs equal to what is wanted, one application at a time, one small step after another.
//
//	claim a due application (a lease with a fencing token)
//	  └► look     read its rows, its clusters, its job                              look.go, facts.go
//	     decide   package decide: facts in, one action out
//	     apply    one idempotent step, then write down what came of it              apply_*.go
//	     again    at once while there is more to do, else release the lease         worker.go
//
// # Killed at any instant
//
// Nothing is kept in memory between two looks. What is about to be made is written down before it is made (a cluster's
// id, a snapshot's name), all calls to the outside may be repeated, and ids derive from the application, the desire and
// the operation. Whoever claims the application next sees the same facts and decides the same.
//
// # One at a time
//
// Every write names the lease ([store.Tx.WriteObserved] refuses a late one) and the generation of the desire it was
// decided on. When the lease is lost the context of the step ends, and what it was about to write is dropped. A call to
// the outside that outlives its lease hits a cluster of its own generation only: it cannot touch that of its successor.
//
// # Failures
//
// A step is done, is to be tried again after a growing pause, or failed for good (outcome.go). The third is written into
// the record of the cluster ([decide.Condemn]) and ends in an operation that is FAILED with words for the owner.
//
// # Between two terms
//
// Nothing is done for a running application whose cluster tells of changes: its control plane waits for the next one (watch.go),
// and reads now and then how the job gets on (sample.go). A reading changes nothing but the health that is told (vitals.go), and
// is handed to whom it may concern ([VitalsConsumer]). A cluster that does not tell of changes is looked at again and again by
// whichever control plane comes first, and is not sampled.
//
// # Leftovers
//
// Clusters that no row knows are destroyed by a sweep (leftovers.go). It asks the driver first and the rows second;
// since ids are written before clusters are made, whatever is listed and not in the rows has no future.
package reconciler

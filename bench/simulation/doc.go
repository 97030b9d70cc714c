// Package simulation runs a fleet for a day, or however long, in seconds: control planes as they are, on a real Postgres, over the
// clusters of runtime/fake, by the clock of testing/synctest.
//
//	Plan     how large the fleet is, what its applications are like, what happens to it       plan.go
//	 └► draw    out of the seed: state, load and times of each application, and the day's events   draw.go
//	    run     the events, each at its time, against control planes that know of nothing          run.go, fleet.go, plane.go
//	    check   what must hold when all has come to rest                                           check.go
//	    report  how long operations and their downtimes took, what the fleet used                  report.go
//
// # What is real
//
// Everything above the driver: requests through the service, the reconciler with its leases, the autoscaler, the schema with its
// triggers. Clusters take the time that the plan says to come up, to write state and to restore it. What they compute is a number:
// the processor time that the load of the hour costs, as far as their KPUs reach.
//
// # Time
//
// The clock goes on when every goroutine waits for it. While a query runs nothing else waits, so the database costs real time and no
// simulated time: figures are those of an installation whose database answers at once. Timers of the control planes are set longer
// than they are in production (plane.go), because each of their beats is a query: what is told of dying control planes is coarser by
// that, and nothing else is.
//
// # The seed
//
// The same seed gives the same applications and the same events. What control planes draw for themselves, such as the jitter of a
// retry, differs from run to run, and so do figures in their last digits.
package simulation

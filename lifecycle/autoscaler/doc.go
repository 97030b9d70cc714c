// Package autoscaler does what package autoscale decides: it is given the samples of the running jobs that this control plane watches,
// keeps their windows, and wants another parallelism where the rules say so.
//
// # What is kept
//
// Windows are in memory, and in the database where they say something, so that they go on under another control plane: at once when
// they begin or end, but at most once a minute for one application, and every ten minutes while they go on. An application that
// cannot be scaled any further in the direction of its load, as one that idles at the parallelism configured, costs no writes.
//
// # What is written when it scales
//
// One transaction has the desire, the operation with the reason as its first step, the audit entry and the window. It is refused
// where the application is not RUNNING any more, or runs anything else than what was sampled: then there is nothing to do, the next
// samples will tell. What follows is the reconciler's, as with an update.
package autoscaler

// Package health tells how the job of a running application gets on: restarting, stalled, behind or healthy.
//
// [Next] is pure: the health that was told last, and what has been seen since ([Facts]), give the health to tell now. What is told is a
// state that people act on, so it does not flap: a state is entered on evidence over a span of time, and left on evidence to the
// contrary, not because the evidence for it ran out. A control plane that has just taken over knows the health that was told and
// little else, and goes on telling it.
//
//	restarting   the job failed and is being brought back. It is told at once, and until the job has run for some time, which is
//	             the longer the oftener it failed: a job that fails every minute is restarting, and not healthy every other minute
//	stalled      for some minutes input waits, or tasks are busy or backpressured all the time, and no record was read or written;
//	             or no checkpoint completes, although several were due; or the cluster does not answer
//	behind       input piles up, or event time falls further and further behind real time, by more than a threshold. It is left only once
//	             most of that was caught up with
//	healthy      none of these; also a job that has nothing to do
//
// The first that holds is told. The thresholds are [Thresholds].
package health

// Package fake is a driver whose clusters exist only in memory, made to misbehave on request.
//
// A [World] stands for everything outside the control plane: the machines and the clusters on them. It outlives the
// drivers made from it, as real clusters outlive a control plane that is killed. Its clusters speak the Flink REST API
// over connections in memory, so the client in use is the real one, and write real savepoints and checkpoints (a _metadata with
// the position of the job), so what is lost or left over can be counted afterwards.
//
// Nothing in it depends on time unless it is asked to. What takes a while takes a number of looks: a [Behaviour] says how often a
// cluster is seen coming up before it is ready. Calls fail, hang, or take effect without an answer by [Fault].
//
// For simulations a behaviour has times as well: of coming up, of deploying, and those that state of a size takes to be written and
// restored; and the load that its job is under. All goroutines of a world wait for each other and for timers only, so that it goes
// by the clock of testing/synctest.
//
// The world watches one invariant by itself: no two jobs of one application run at once, see [World.Violations].
package fake

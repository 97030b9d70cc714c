// Package local runs clusters as processes of this machine.
//
//	<Dir>/<cluster id>/          one cluster; also its working directory
//	    lock                     held (flock) by every process of the cluster for as long as it lives
//	    meta.json                whose cluster it is
//	    process.json             the leading process: pid and start time
//	    status.json              its exit code, when the control plane that started it was there to see it
//	    endpoint.json, exit.json what the process itself announces (package announce)
//	    process.log              standard output and error of the process: panics, chiefly
//	    ended                    there when this driver ended the cluster, whose death is no news then
//	    log/, …                  the engine's own files
//
// # A process that outlives its parent
//
// A cluster is started in a session of its own, with no descriptor of the control plane but the lock and the end of a pipe, and none of
// its secrets but those of the workload: they come through that pipe, at once, and are nowhere else. Prepare returns when the process has
// read all of it. Where the control plane dies before, the pipe ends, and the process with it.
// The control plane may die, be upgraded or be started again: the folder tells everything, the handle that the
// store keeps only repeats it. A deleted or replaced binary does no harm, since on Linux the running image is started
// again through /proc/self/exe.
//
// # Who lives, and who may be killed
//
// Whether a cluster lives is told by its lock. The kernel gives it up when the last process holding it ends, whatever
// way it ended, also with the machine; so there is neither a stale pid file nor a recycled pid to be deceived by. The
// lock is taken before the folder appears under its name, and inherited by the process: of two Prepare calls, also of two
// control planes, one finds the folder of the other.
//
// Only Destroy kills, and only a process group whose leader is proven to be the cluster's: its pid with the start time that
// was written down, or, where the control plane died before it could write, a process whose environment names the folder.
//
// # Invariants
//
//   - a folder with a process.json was started once and is never started again: restarting is the reconciler's decision;
//   - a folder without one, whose lock is free, was left by a control plane that died inside Prepare: Prepare makes it anew;
//   - a folder disappears under its name before its content is removed.
package local

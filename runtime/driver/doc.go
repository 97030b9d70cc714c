// Package driver is the contract between the lifecycle and whatever runs clusters.
//
// A [Driver] says where clusters run (processes of this machine, pods); an [Engine] says what runs in them. Both are
// chosen in cmd, and nothing above this package knows which they are.
//
//	lifecycle/reconciler ──► Driver.Prepare ──► a cluster process without a job, code fetched and compiled
//	                     ──► Driver.Inspect ──► is it there, is it ready, why did it end
//	                     ──► Driver.Endpoint ─► the Flink REST API of the cluster: run, stop, savepoints, checkpoints
//	                     ──► Driver.Destroy ──► nothing of it is left
//	logs/collector       ──► LogReader.Logs ──► the cluster's log, until it is destroyed
//
// # Cluster and job
//
// A driver brings up clusters and never runs jobs: jobs are driven over the Flink REST API, the same for every engine.
// Because a prepared cluster has no job, a new one can be brought up beside the one that still processes.
//
// # Identity
//
// Every method is idempotent and addressed by a [ClusterID], which derives from the application and the generation of
// its cluster. The reconciler writes the id down before it calls Prepare. A control plane that is killed at any instant
// therefore repeats the call and meets the same cluster, and two control planes that believe they own an application
// cannot bring up two clusters for one generation. The id of the job derives from the id of the cluster, so a repeated
// submission is the same submission.
//
// # Errors
//
// An error says that the call may be repeated, unless it wraps a [TerminalError]: repeating cannot help, and its text is
// what the owner of the application reads. A state of the world (no such cluster, process ended) is an [Observation],
// not an error.
//
// # Invariants every driver keeps, checked by runtime/drivertest
//
//   - at most one process (set) exists per ClusterID, whatever is called concurrently;
//   - a cluster survives the death of the control plane, and of the driver value that prepared it;
//   - after Destroy returned nil, Inspect answers [StateAbsent] and List does not name the cluster;
//   - Destroy never touches what lies under Spec.SnapshotsURI and Spec.CheckpointsURI: durable state has other owners;
//   - a Handle read back from its JSON is as good as the original, also in a newer control plane.
package driver

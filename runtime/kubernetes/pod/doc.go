// Package pod is the first process of a cluster's container, `penstock pod`, and the client that speaks to it.
//
//	control plane ── TLS, both sides pinned ──▶ penstock pod ──▶ penstock cluster (or flink), its child
//	                   POST /penstock/assignment     the workload: arguments, files, and the secret, which goes through a pipe
//	                   GET  /penstock/status         how the child is; waits for a change where it is asked to
//	                   GET  /penstock/log            the cluster's log
//	                   POST /penstock/end            the child ends at once, its log stays
//	                   any other                     the Flink REST API of the child
//
// # Why keys are in nothing that Kubernetes stores
//
// A pod comes up without knowing what it is for. The control plane connects to it and hands over the workload, so scripts, properties,
// credentials and data keys are in the memory of both processes, and on the way encrypted. What Kubernetes has (a Secret) is only good
// for the pod to prove that it is the one, and to know the control plane: an [Identity].
//
// # Life
//
// The process waits for the assignment, and ends when none comes, or when one breaks off: what a control plane that died had sent by
// then is worth nothing. Then it starts the child once. When that ends, the process stays, so that it can be asked why, and for the rest
// of the log, until the pod is deleted. SIGTERM (a node that is drained, a spot node that is taken away) is passed on: the embedded
// engine takes a last checkpoint then.
package pod

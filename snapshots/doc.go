// Package snapshots has the rules for snapshots: what those are called that operations take by themselves, where their
// files lie, which one a start restores, and which runtime can read which. It is pure; the store keeps the records.
//
// Retention: the server never removes a snapshot on its own account. Only a request does, or the deletion of its
// application. Checkpoints are not snapshots: they go with the run that wrote them.
package snapshots

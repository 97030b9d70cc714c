// Package operator holds the operators of the embedded engine, one a file. An operator is one node of the plan in one subtask;
// package job makes chains of them and runs them.
//
// An operator is used by one goroutine. It is opened with the state it goes on from and the [Output] it sends to, then given
// batches, watermarks and barriers in the order in which they flow, and closed. A batch that it is given is only lent, and
// must not be changed; one that it sends is lent in the same way, so that it may be filled again after the call.
//
// # Event time
//
// An operator that depends on event time handles a batch in runs: rows are taken together up to the first before which a
// timer is due, the timer fires, and so on. What fires is sent with the watermark that held before, as it would be if each
// watermark came by itself, so that operators downstream judge it the same whatever the size of the batches is.
//
// # State
//
// Snapshot is called between two batches, when everything that was received has been processed. What it writes by key group
// may be restored into other subtasks.
package operator

// Package cloudwatch delivers applications' logs to the streams of CloudWatch Logs that their logging options name.
//
//	every now and then: what shall be delivered (store.SyncLogDeliveries), what is due (a lease for each stream)
//	  └► read stored events ► one batch ► PutLogEvents ► write down how far that was ► again
//
// # Nothing waits for it, and it loses nothing
//
// Delivery reads what is stored, behind a position of its own. While CloudWatch Logs does not answer, events stay where they
// are and applications, collectors and requests do not notice. Only when they grow older than what is kept they are
// removed undelivered; then their number is told in the application's log, in the delivery's state and by metrics.
//
// # At least once, in order
//
// The position is written down after the call that it stands for. A control plane that is killed in between leaves a
// batch that its successor sends again. Events are sent in the order of the log, and sorted by time within a batch, as
// the service asks for. No connection to the database is held during a call.
//
// # Failures
//
// Throttling and outages are retried soon, with growing random pauses. A stream that does not exist, or that may not be
// written to, is retried slowly, and the owner is told: by an event of the application's log and in the delivery's state.
// Neither the group nor the stream is ever created, as the managed service does not either.
package cloudwatch

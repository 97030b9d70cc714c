// Package store keeps what the control plane knows in Postgres, which is the only truth there is.
//
// Reads are methods of [Reader], which both [Store] and [Tx] have. Writes are methods of [Tx] only, so that each change
// shares a transaction with its audit row ([Tx.Audit]) and with the wake-up of the reconciler ([Tx.Wake]).
//
// # Guards
//
// Nothing overwrites what it has not seen:
//
//   - A new version names the version it replaces, a new desire the generation it follows ([Tx.CreateVersion],
//     [Tx.SetDesired]). The loser of a race gets a fault of kind ConcurrentModification.
//   - A write of observed state names a lease ([Lease]) and the generation of the desire it was decided on
//     ([Tx.WriteObserved]). A write that comes too late gets [ErrLeaseLost] or [ErrStale]; the writer drops it and
//     looks again.
//   - Changes of status are checked against the table of package lifecycle.
//
// # Locks
//
// Transactions are READ COMMITTED with explicit row locks, always in the order account, application, lease. Claiming,
// renewing and releasing a lease touch the lease row alone. No lock is held while something outside is waited for.
//
// # Wake-ups
//
// NOTIFY only wakes ([Waker]): what is due is a column, and a timer finds it when a notification was lost.
package store

// Package lifecycle holds the nouns of the control plane (applications, versions, snapshots, operations) and the one
// table of what may happen to them. It knows no database, no protocol and no engine.
//
// # Statuses
//
//	               READY ◄──────────────────────────────────────────────┐
//	start │     delete │  ▲ cannot be deployed                          │ stopped, finished,
//	      ▼            │  │                                             │ cannot come back
//	   STARTING ───────┼──┘                                             │
//	      │ deployed   ▼                                                │
//	      │        DELETING ──► gone                                    │
//	      ▼            ▲                                                │
//	   RUNNING ────────┴────────────────────────────────────────────────┤
//	    │    ▲ done                                                     │
//	    ▼    │                                                          │
//	UPDATING AUTOSCALING MAINTENANCE ROLLING_BACK STOPPING ─────────────┤
//	    │                                                               │
//	    │ forced (from STARTING and RUNNING too)                        │
//	    └─────────────► FORCE_STOPPING ─────────────────────────────────┘
//
// [Status] documents who leaves each status and to what, transition.go has every legal edge ([Transition]), request.go
// which request is open in which status ([Allow]). ROLLED_BACK is a status of versions only.
//
// # Who may write what
//
//   - A request handler writes versions, desired state ([Desired]), the operation that wants it, and the audit row, in
//     one transaction. It never writes observed state.
//   - The reconciler that holds the application's lease writes observed state ([Observed]), steps and outcomes of
//     operations, and what becomes of snapshots. Each write is guarded by the lease's fencing token and by the
//     generation of the desire it was decided on; a write that loses against either is dropped and decided again.
//   - The reconciler also writes desired state in two cases. It gives up a desire that it cannot fulfil, or that
//     fulfilled itself (a bounded job has ended): the generation stays, and what is wanted becomes what there is, stopped
//     or still running. And it acts on the owner's standing order (system rollback, autoscaling): that is a desire like
//     any other, with a generation and an operation of its own. The generation guard keeps both from overwriting a newer
//     wish.
//   - Health ([Health]) is observed, too, and the one thing that is written without the lease: a running job is sampled between
//     two terms by the control plane that watches its application. It writes only over what it knows to have been told
//     last, while it is still the watcher, and never over a restart; writes under the lease win.
//
// # How a desire is taken up
//
// A request sets Desired with Generation+1 and Via, the status the application goes through on the way. From that
// commit on [Application.Status] tells Via. The reconciler takes the desire up by writing Via and the generation into
// Observed (which the owner cannot see, for both tell the same status), works, and at last writes the status reached.
// A desire that arrives meanwhile is taken up before anything else is written, because of the generation guard. Hence
// edges are checked between statuses that are shown: READY, STARTING (wanted), FORCE_STOPPING (wanted) is a legal
// course even if the reconciler never saw the start.
//
// # Invariants
//
//   - Every status but READY, RUNNING and ROLLED_BACK ends by itself, and FORCE_STOPPING only ever in READY.
//   - Observed.Generation never exceeds Desired.Generation, and neither ever goes down.
//   - An operation is IN_PROGRESS exactly as long as something is still to be done for it; its outcome is written with
//     (never after) the status that it led to.
package lifecycle

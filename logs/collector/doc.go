// Package collector brings what clusters log into the store, where it can be read from everywhere and outlives them.
//
//	at changes, and now and then: what clusters are there (Targets)
//	  └► for each, at most one at a time: position ► LogReader.Logs ► store.CollectLog(events, next position) ► again
//
// # Exactly once, in order
//
// Events are stored in one transaction with the position after them, which must still be the one that they were read
// from. Whoever else collects the same cluster's log, another control plane or a control plane that was killed between reading
// and storing, finds the position moved and goes on from there. So there needs to be no lease.
//
// # Never in the way
//
// Clusters write into files of their own and wait for nobody; one whose log is not collected in time gives up its oldest
// events, which are counted here ([logs.Event] tells how many were missed). Clusters that log nothing are asked more and
// more seldom, and where there are thousands of them still more so, so that a fleet that does nothing costs next to nothing. The reconciler calls [Collector.Drain] before it removes a cluster, for what is left.
package collector

// Package datakeys gives the clusters of applications the data keys that they work with.
//
// The state of an application is encrypted under a data key that is made when a run of it begins: at a start, an update, a rollback or
// a scaling. So a run never changes its key, what was rotated or named meanwhile takes effect at the next one, and no key sees more
// than a run. The key is wrapped by the one that the version's configuration names, and stored wrapped; the record of the run's cluster
// names it, and so does each snapshot that the run leaves.
//
//	reconciler ── Make(application, key of the version) ──▶ data_keys                 a run begins
//	           ── Open(key of the run, keys of snapshots) ─▶ driver.Keys ─▶ cluster   each cluster of the run
//
// Open always asks whatever has the wrapping key: with the key disabled nothing is started, however recently it was used. Clusters
// that run need nothing of this.
//
// Logs have one data key for the whole installation, wrapped by the installation's own key, and each cluster a key of its own that is
// derived from it: the log of an application is read also where its key is not usable any more.
package datakeys

// Package checkpoint takes consistent snapshots of a running job and reads them back: barriers, the coordinator, and the
// files.
//
// # Protocol
//
// The [Coordinator] numbers a checkpoint and gives its [Barrier] to all sources. A task that met the barrier on all its
// inputs marks its operators' state (see [state.View]), passes the barrier on and goes on; meanwhile the state is encoded,
// compressed and written to a file, and then acknowledged. When all tasks have done so the coordinator writes the metadata file, and only then the checkpoint is
// complete and sinks commit. At most one checkpoint is under way. One that takes too long, or whose task cannot write, is
// given up and its folder removed; too many in a row fail the job.
//
// # Files
//
//	DIR/chk-17/<vertex>-<subtask>-<random>.state   what one subtask's operators have, or what has changed of it
//	DIR/chk-17/_metadata                           what there is; written last, so that a folder without it is no checkpoint
//	DIR/savepoint-<job>-<random>/…                 the same; the job never removes it
//
// Files appear under their names only when they are whole and durable (see [Storage]); names in the metadata are relative, so
// that a folder may be moved as a whole. Each file lies in an envelope with a version: in clear with checksums, or, where the
// job has [Keys], as a stream of authenticated encryption that opens only as the file it was written as, of the same
// [Files.Owner]. Either way any changed bit and any truncation is an error that names the file, and the operator where one is
// concerned. Memory does not grow with the size of a file.
//
// # Increments
//
// A checkpoint on top of another one of the same attempt has only what changed since. The older files that it needs are in its
// own folder too, as hard links: so each folder is whole by itself, checkpoints and savepoints alike, removing one never takes
// anything from another, whenever the process dies, and there is nothing to count. When changes have become many, a state is
// written anew.
//
// A savepoint of a job that has a folder of checkpoints is a checkpoint there, to which the job goes back after a failure, and
// made into a savepoint by links to its files. So a job never goes back to before its savepoints, and what sinks prepared for one
// is committed at once.
package checkpoint

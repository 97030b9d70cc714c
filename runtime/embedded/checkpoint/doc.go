// Package checkpoint takes consistent snapshots of a running job and reads them back: barriers, the coordinator, and the
// files.
//
// # Protocol
//
// The [Coordinator] numbers a checkpoint and gives its [Barrier] to all sources. A task that met the barrier on all its
// inputs collects its operators' state, passes the barrier on, writes the state to a file outside of its own goroutine and
// acknowledges it. When all tasks have done so the coordinator writes the metadata file, and only then the checkpoint is
// complete and sinks commit. At most one checkpoint is under way. One that takes too long, or whose task cannot write, is
// given up and its folder removed; too many in a row fail the job.
//
// # Files
//
//	DIR/chk-17/<vertex>-<subtask>.state   the sections of one subtask's operators
//	DIR/chk-17/_metadata                  what there is; written last, so that a folder without it is no checkpoint
//	DIR/savepoint-<job>-<random>/…        the same; the job never removes it
//
// Files appear under their names only when they are whole and durable (see [Storage]); names in the metadata are relative, so
// that a folder may be moved as a whole. Each file lies in an envelope with a version: in clear with checksums, or, where the
// job has [Keys], as a stream of authenticated encryption that opens only as the file it was written as, of the same
// [Files.Owner]. Either way any changed bit and any truncation is an error that names the file, and the operator where one is
// concerned. Memory does not grow with the size of a file.
package checkpoint

// Package filesystem is the connector 'filesystem': files of a folder as a table, read once or watched, and files written
// by checkpoints.
//
// # Reading
//
// A split is a file. Files are read in the order of their names; hidden ones (a name that begins with . or _) are not looked
// at, nor are files in hidden folders. The position in a file is that of the next record in its uncompressed bytes, with the
// number of rows of that record that were delivered already, so that reading goes on exactly there, also in a compressed
// file, which is unpacked again up to that place.
//
// With 'source.monitor-interval' the folder is watched: the source is unbounded and reads each new path once. Whoever puts
// files there moves them in whole.
//
// # Writing
//
// Each writer writes part files of its own, for each partition one at a time. They have hidden names until they are
// committed:
//
//	write      .part-<id>-<uid>-<subtask>-<n>.inprogress
//	barrier    the file is flushed, synced and closed; its two names become a committable
//	complete   renamed to part-<uid>-<subtask>-<n>, the folder synced
//
// <uid> is new for each writer, so that attempts never meet. <id> stands for the sink (connector.Table.Job and ID): what an
// earlier attempt left behind is found by it, and removed when the job starts again unless a checkpoint still has it.
// Several jobs may write to one folder. Committing twice does nothing the second time. So a row is in exactly one visible
// file, whatever happens in between.
//
// A partition is committed with its files, at once: 'sink.partition-commit.policy.kind' = 'success-file' marks it. Files do
// not grow over several checkpoints, so their number follows the checkpoint interval.
package filesystem

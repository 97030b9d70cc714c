// Package eventlog is the log that a cluster writes in its folder: events in the JSON of the managed service, an object a
// line, in files that are read by whoever has the folder, also after the cluster's end.
//
//	log/events-00000000000000000001.jsonl    named by the number of its first event, counted from 1
//	log/events-00000000000000024117.jsonl    the newest, appended to
//
// # Writing
//
// [Writer.Append] never waits: it encodes the event into a buffer, which one goroutine writes. When the disk is slower
// than the log, or full, the buffer fills and further events are dropped, counted, and the count is told by an event once
// writing is possible again. The job does not notice. A line is never left half written: what a full disk cut short is
// cut off again.
//
// The oldest file is removed when there are more than a few, whether anybody has read it or not.
//
// # Sealed lines
//
// Where the writer has a [Key], each line is sealed by itself, and is still a line: positions, counting and cutting off are the same.
//
// # Reading
//
// A [Position] is where to go on: the number of the next event, and where that is. It stays good when files are
// removed; then the reader is told how many events it has missed.
package eventlog

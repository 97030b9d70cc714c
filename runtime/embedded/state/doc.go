// Package state holds what operators remember between rows: keyed state in flat hash tables, timers, and the sections in
// which both are written to checkpoints.
//
// # Tables
//
// A [Table] maps an encoded key (and optionally a namespace, such as the end of a window) to a slot: a small dense number.
// What belongs to a key lies in arrays that its owner indexes by slot: the columns of an accumulator, or a [Rows] arena of
// encoded rows. Freed slots are used again.
//
// # Key groups
//
// A key's group follows from the hash of its encoded bytes. A snapshot is written by group, and a restored subtask reads
// the groups of its range, whatever the parallelism was that wrote them.
//
// # Checkpoints
//
// At a barrier an operator hands its tables to a [Writer], and goes on at once. A [View] of each is read afterwards, a little at a
// time between two batches; what is about to change before it was read is encoded first. For this, and for knowing what has changed
// since the checkpoint before, whoever changes what belongs to a slot says so with [Table.Touch], unless FindOrInsert gave the
// slot out. What is small is written at once, as [Section]s of the subtask as a whole.
//
// State has a signature of what it holds (the types of keys and values), and state of another signature is refused: it does
// not fit. How it lies in files is the business of package checkpoint.
package state

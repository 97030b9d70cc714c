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
// # Sections
//
// An operator writes named [Section]s, either of one key group or of the subtask as a whole. Each begins with a signature
// of what it holds (the types of keys and values), and state of another signature is refused: it does not fit. How
// sections lie in files, with their checksums, is the business of package checkpoint.
package state

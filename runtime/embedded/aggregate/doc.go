// Package aggregate holds the aggregate functions of the embedded engine: the types of their results ([Resolve]) and
// their accumulators ([New]).
//
// An [Accumulator] is one aggregate call for all groups of an operator: its state lies in typed arrays that are indexed by
// the slot of a group (see state.Table), so that a batch is folded in by a loop over arrays. There are no interface calls
// per row in the accumulators of COUNT, SUM, AVG, MIN and MAX; the others, whose work per row is larger, share one loop.
//
// Semantics are Flink's: SUM and AVG keep the type of their argument and wrap around (AVG truncates), a DECIMAL that does
// not fit is NULL, NULLs are skipped except by COUNT(*), ARRAY_AGG and the JSON aggregates, and aggregates of no values
// are NULL. An accumulator that was made for an updating input takes rows back.
package aggregate

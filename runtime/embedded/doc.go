// Package embedded is a map of the embedded streaming SQL engine; it holds no code. The engine imports nothing of the
// control plane. Apache Flink 1.20 is the judge of its semantics.
//
//	types/        logical types                                   (leaf)
//	batch/        columns, batches, data values                   (leaf)
//	sql/script    ${group:key} substitution
//	sql/ast, sql/parser      text -> syntax tree with positions
//	sql/analyzer             syntax tree + catalog -> plan: names, types, checks
//	sql/plan                 plan nodes, rewrite rules, changelog inference, EXPLAIN
//	expr/         functions, casts, type inference; expression tree -> vector kernels
//	aggregate/    aggregate functions: type inference and accumulators
//	connector/, format/      outside data
//	operator/     one operator a file: filter, projection, windows, aggregates, ...
//	pattern/      the automaton of MATCH_RECOGNIZE                  (leaf)
//	eventtime/    watermarks: generation, combination of inputs, alignment with rows
//	state/        keyed state in key groups, timers, their snapshot format
//	checkpoint/   barriers, the coordinator, snapshot files, restore
//	job/          plan -> tasks; runs, restarts, checkpoints, savepoints; figures
//	rest/         the Flink REST API over a job
//
// # How data flows
//
// A job is a graph of tasks; a task is a chain of operators that one goroutine runs, and a task has as many subtasks as
// the job's parallelism (1 where the plan says so). Within a chain, operators call each other with batches. Between
// tasks, batches go through bounded channels, split by the key group of each row where the receiver is keyed. A slow
// receiver makes senders wait: that is the backpressure.
//
// What flows is a sequence of batches, watermarks, barriers and the end of input, in order. A barrier or a watermark is
// never inside a batch, but rows may carry their own watermark (batch.Batch.Watermarks): the one that held just before the
// row. An operator that depends on event time handles a batch in runs: as long as no timer is due by the watermark of the
// next row, rows are processed together, and where one is due, it fires between the two rows. So results, and the order of
// changes, do not depend on how many rows a batch has.
//
// # State and checkpoints
//
// Keyed state lives in key groups (128 by default, pipeline.max-parallelism); a key's group is a hash of its encoded key
// modulo their number, and a subtask owns a contiguous range. A checkpoint starts with a barrier in every source; a task
// with several inputs aligns them; each operator then writes its state, by operator id and key group, and passes the
// barrier on. When all tasks have done so the coordinator writes the metadata file (durably, atomically by rename) and only
// then the checkpoint is complete: sinks commit what they prepared. A savepoint is a checkpoint in a folder of its own that
// the job never deletes. Restore reads the metadata, gives each subtask the key groups of its range, sources their splits,
// and sinks the committables to commit again.
package embedded

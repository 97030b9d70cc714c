// Package randomscript makes SQL scripts with their input at random: tables over files, some of them changelogs, with NULLs, duplicates,
// ties in time and rows out of order, and over them random compositions of what streaming SQL has. They are for comparing engines: Apache Flink
// with the embedded one, and that one with itself over batch sizes, parallelisms, state on disk and restores.
//
// A seed decides everything. What a script comes to at its end, as a table, follows from its input alone at parallelism 1, because of these rules:
//
//   - What depends on the order of rows (FIRST_VALUE, ties of a top-N, LIMIT) is made only of a relation whose rows come in the order of one file.
//     The script is then marked as [Script.Sequential]: more subtasks may change it.
//   - Rows behind their watermark are in scripts with a single table that is read once: how far one input is ahead of another is chance.
//   - Event times are whole seconds, so that each row's watermark holds before the next row is looked at.
//   - Floating point numbers are multiples of 1/4, whose sums do not depend on the order.
//   - Nothing reads a clock.
//
// Most scripts are taken by Flink, some are refused: an engine has to refuse those too.
package randomscript

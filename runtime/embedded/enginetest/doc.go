// Package enginetest holds whole scripts with the results that Apache Flink 1.20 gave for them, and runs them through the
// engine in this process: compiled, planned, run to the end of their input, over several batch sizes and parallelisms.
//
// A case is a folder testdata/AREA/NAME in the format of the public SQL cases: script.sql with its inputs (@CASE@ stands for the
// folder), and expected.txt, the materialised result. expected.changelog.txt beside it holds the very changes in their order,
// expected_error.txt what a script that is refused or fails has to say. A file named sequential says in a line why the case runs with one subtask only: its
// result follows from the order in which rows arrive.
package enginetest

// Package trial runs SQL scripts on an Apache Flink that lives in one JVM of this machine, for whoever tries them: `penstock sql run` and
// `penstock sql test` with --engine flink. There is no application, no state that outlives a run, and one JVM runs one script after the
// other, since most of what a small script costs on Flink is its start.
package trial

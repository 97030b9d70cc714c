// Package pattern is the automaton of MATCH_RECOGNIZE: it finds sequences of rows that fit a pattern of variables with
// quantifiers, with the semantics of Flink's CEP under strict contiguity.
//
// # Automaton
//
// [Compile] turns a pattern into states. A state has transitions that take the next row for a variable; those that go on
// without a row (over an optional variable, out of a loop) are resolved while compiling. After a greedy quantifier the first
// row of what follows is taken only if it does not fit the greedy variable, so that a greedy variable gives nothing back, not
// even where it has as many rows as it may. In the same way what follows is left out only if the row does not fit it. ? and {n}
// are not greedy.
//
// # Runs
//
// A [Partition] holds the runs of one key: each is a way in which rows from some first row on fit the beginning of the
// pattern. Every row is offered to every run and to a new one that begins with it; where several transitions apply, the run
// becomes several. Rows that runs have in common are shared. Matches come in the order of their first rows: one that is
// complete waits for the runs that began earlier, as these may end in a match after which it is skipped.
//
// Runs and complete matches that began with the same row are in binary heaps that are built in the way of
// java.util.PriorityQueue, because it decides which of several matches of the same rows is given out.
package pattern

// Package sqltest runs SQL cases: a folder with a script, its input, and what its print tables shall hold at the end. Users
// test their own scripts with it (`penstock sql test`), and the engine's own tests are such cases as well.
//
// A case is a folder that holds
//
//   - script.sql, in which @CASE@ stands for the folder and @DATA@ for a folder of shared input; print tables, and queries that stand alone, give its result,
//   - expected.txt, the printed changes applied as a multiset of rows, as sorted lines without row kinds,
//   - expected.changelog.txt, if the very changes in their order are wanted as well,
//   - expected_error.txt in place of both, if the script shall fail, with lines "phase: parse|validate|run",
//     "words: comma, separated" that the message has to contain, and "line: N".
package sqltest

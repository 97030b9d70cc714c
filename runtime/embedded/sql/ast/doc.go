// Package ast is the syntax tree of Flink SQL 1.20 as the embedded engine reads it: statements, queries, expressions and
// data types, each with its place in the script.
//
// The tree says what was written, not what it means: names are unresolved, SELECT * is not expanded, implicit types are
// not there. Special syntaxes of functions (EXTRACT(x FROM y), TRIM(BOTH a FROM b), ...) are plain FuncCall nodes with
// the arguments in the order of Calcite's operators; only those with clauses of their own, such as JSON_VALUE, have
// nodes of their own.
//
// Every node embeds Pos, the place of its first character. Format writes a tree back as SQL that parses to an equal
// tree, positions aside.
package ast

// Package parser turns Flink SQL 1.20 text into the tree of package ast: a hand-written lexer and a recursive descent
// parser with operator precedence for expressions.
//
// The language is that of Flink's parser (Calcite with Flink's extensions, backquotes for identifiers): words that Flink
// reserves are refused as identifiers unless quoted, "!=" is refused, and strings know no backslash escapes.
//
// Errors are *ast.Error values. They name what was found and what would have been right at that place, as Flink does,
// and guess at misspelt keywords. Only the first error is reported.
//
// Work is linear in the length of the text. Nesting deeper than maxDepth and chains of operators longer than maxHeight
// are refused, so that neither the parser nor a recursive walk over its tree can exhaust the stack.
package parser

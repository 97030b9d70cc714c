// Package analyzer turns the syntax tree of a script into a plan: it keeps the catalog that the script's statements build up,
// resolves names and types, and makes plan nodes of queries.
//
// # Expressions
//
// A resolver turns the expressions of one clause into resolved ones over the columns of the clause's input. What is no
// scalar expression (an aggregate, a function with OVER, a subquery) becomes a virtual column, an index from virtualBase on;
// the planning of the SELECT replaces it when it has made the node that computes it. So SELECT is planned in the order in
// which it works: FROM, WHERE, GROUP BY, HAVING, OVER, the select list, DISTINCT, ORDER BY, LIMIT.
//
// # Subqueries
//
// EXISTS and IN become semi and anti joins where they stand alone in a condition and left joins elsewhere, scalar subqueries
// left joins. A column of the query around is an index from
// correlatedBase on; it can occur in the WHERE clause of a subquery, whose conditions are then pulled into the join.
//
// # Errors
//
// Errors are *ast.Error values with a place in the script; what is not supported is refused by name. Only the first error
// is reported.
package analyzer

package plan

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// MatchRecognize finds row patterns in each partition, in the order of a time attribute (rows of equal time by Order, then by
// arrival). In event time rows wait until the watermark passes them; late rows are dropped. Output for each match: the
// partition's columns, then the measures. Patterns match as Flink's CEP with strict contiguity: a greedy quantifier gives
// nothing back, a reluctant one stops as soon as the next variable fits.
type MatchRecognize struct {
	Base
	PartitionBy []int
	// Order's first key is the time attribute, ascending.
	Order    []SortKey
	Proctime bool
	// Variables are the pattern's elements one after the other.
	Variables []MatchVariable
	Skip      MatchSkip
	// SkipTo is the index in Variables for SkipToFirst and SkipToLast.
	SkipTo int
	// Within is the longest time from the first to the last row of a match, exclusive, in milliseconds; 0 for no bound.
	Within   int64
	Measures []MatchMeasure
}

// MatchVariable is an element of a pattern with its quantifier and condition.
type MatchVariable struct {
	Name string
	Min  int
	// Max is -1 for no limit.
	Max       int
	Reluctant bool
	// Condition is TRUE for rows that the variable may take; nil is always TRUE. See MatchExpr for what its columns mean.
	Condition *MatchExpr
}

// MatchExpr is an expression over the rows of a match, some of which may not be there yet. Expr is over the columns
// References: column i of it is what References[i] reads.
type MatchExpr struct {
	Expr       expr.Expr
	References []MatchReference
}

// MatchReferenceKind tells what a reference reads.
type MatchReferenceKind uint8

// The kinds of references.
const (
	// MatchLast is a column of the last row of Variable, Offset rows before it; in a condition the row that is tested counts
	// as the last of its own variable.
	MatchLast MatchReferenceKind = iota
	// MatchFirst is a column of the first row of Variable, Offset rows after it.
	MatchFirst
	// MatchAggregate is an aggregate over the rows of Variable, the row that is tested included.
	MatchAggregate
	// MatchTime is the time attribute of the last row of the match (MATCH_ROWTIME, MATCH_PROCTIME).
	MatchTime
)

// MatchReference is a value that a MatchExpr reads. It is NULL where there is no such row.
type MatchReference struct {
	Kind MatchReferenceKind
	// Variable is an index in Variables; -1 means all rows of the match.
	Variable int
	// Column is the input column of MatchLast and MatchFirst.
	Column int
	Offset int
	// Aggregate is the function of MatchAggregate; Argument, over the input's columns, is its argument (nil for COUNT(*)).
	Aggregate AggregateCall
	Argument  expr.Expr
	Type      types.Type
}

// MatchSkip tells where matching goes on after a match.
type MatchSkip uint8

// Where matching goes on.
const (
	SkipToNextRow   MatchSkip = iota // with the row after the match's first
	SkipPastLastRow                  // with the row after the match's last
	SkipToFirst                      // with the first row of SkipTo
	SkipToLast                       // with the last row of SkipTo
)

// MatchMeasure is a column that a match gives out.
type MatchMeasure struct {
	Name  string
	Value MatchExpr
	// Time is set for MATCH_ROWTIME and MATCH_PROCTIME alone, which are time attributes.
	Time TimeAttribute
}

func deriveMatch(n *MatchRecognize) {
	out := keyColumns(in(n, 0), n.PartitionBy)
	for _, m := range n.Measures {
		out = append(out, Column{Name: m.Name, Type: m.Value.Expr.Type(), Time: m.Time})
	}
	n.Out.Columns = out
}

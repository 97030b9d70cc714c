package plan

import "github.com/penstock/penstock/runtime/embedded/expr"

// JoinKind tells which rows without a match a join keeps.
type JoinKind uint8

// The kinds of joins.
const (
	InnerJoin JoinKind = iota
	LeftJoin           // left rows without a match, padded with NULL
	RightJoin          // right rows without a match, padded with NULL
	FullJoin           // both
	SemiJoin           // each left row that has a match, once; the output is the left columns
	AntiJoin           // each left row that has no match; the output is the left columns
)

// String is the kind as EXPLAIN shows it.
func (k JoinKind) String() string {
	return [...]string{"InnerJoin", "LeftOuterJoin", "RightOuterJoin", "FullOuterJoin", "LeftSemiJoin", "LeftAntiJoin"}[k]
}

// OnlyLeft tells that the output is the left columns.
func (k JoinKind) OnlyLeft() bool { return k == SemiJoin || k == AntiJoin }

// padsLeft and padsRight tell whether columns of a side may be NULL because there was no match.
func (k JoinKind) padsLeft() bool  { return k == RightJoin || k == FullJoin }
func (k JoinKind) padsRight() bool { return k == LeftJoin || k == FullJoin }

// JoinKeys are the columns by which a join finds matches: pairs of columns of equal types.
type JoinKeys struct {
	// Left and Right are columns of the two inputs, pairwise. Without any, every pair of rows is tried and the join runs
	// in one subtask.
	Left, Right []int
	// NullSafe tells for each pair whether NULL matches NULL (IS NOT DISTINCT FROM). Otherwise a row with a NULL key has
	// no match.
	NullSafe []bool
}

// Join is a regular join: both inputs are kept, and each change of one is joined to what the other holds at that time.
// Inputs may be changelogs; Input(i).Schema().Keys tells what identifies their rows. Output: the columns of the left
// input, then (but for SemiJoin and AntiJoin) those of the right.
//
// A padded row is taken back (-D) before the first match of its row is given out, and comes again (+I) when the last match
// is gone. With Mode Upsert no -U is sent.
type Join struct {
	Base
	Kind JoinKind
	Keys JoinKeys
	// Condition is what else must be TRUE for a match, over the left columns followed by the right ones; nil for nothing.
	Condition expr.Expr
	// LeftTTL and RightTTL are how long unused rows are kept, in milliseconds; 0 for ever.
	LeftTTL, RightTTL int64
	// asked is what the script asked for, until the planner has decided what kind of join it is; nil in a final plan.
	asked *askedJoin
}

// askedJoin is a join of which it is not yet decided whether it is regular, an interval, a window or a temporal join.
type askedJoin struct {
	// systemTime is the left column of FOR SYSTEM_TIME AS OF; -1 for none.
	systemTime int
	// lookup is what a LOOKUP hint says about the right side.
	lookup LookupHint
}

// IntervalJoin joins insert-only inputs whose time attributes differ by a bounded interval. A pair matches if the keys are
// equal, Lower <= left time - right time <= Upper (milliseconds) and Condition is TRUE. A row is forgotten, and padded where
// the kind asks for it, once no later row of the other side can match: when the watermark has passed its last possible
// partner's time. Output as Join. A row that is late (its time is behind what is still needed) is still joined with what the
// other side holds, as Flink does, and is not kept.
type IntervalJoin struct {
	Base
	Kind JoinKind
	Keys JoinKeys
	// LeftTime and RightTime are the time attributes, columns of their own inputs.
	LeftTime, RightTime int
	// Proctime tells processing time: the time of a row is the clock at its arrival.
	Proctime     bool
	Lower, Upper int64
	// Condition is over the left columns followed by the right ones; nil for nothing.
	Condition expr.Expr
}

// WindowJoin joins rows of the same window: both inputs carry their windows, of equal kind and parameters. Rows are kept
// until the watermark passes the end of their window; then all matches of that window are given out, padded rows included,
// and the window is forgotten. Late rows are dropped. Output as Join. SemiJoin and AntiJoin too.
type WindowJoin struct {
	Base
	Kind JoinKind
	// Keys are without the windows' columns.
	Keys JoinKeys
	// LeftStart, LeftEnd, RightStart and RightEnd are the columns of window start and end in their own inputs.
	LeftStart, LeftEnd, RightStart, RightEnd int
	// Window tells the kind of window, for EXPLAIN and its LocalTime; its columns mean nothing here.
	Window WindowSpec
	// Condition is over the left columns followed by the right ones; nil for nothing.
	Condition expr.Expr
}

// TemporalJoin gives each left row the version of the right row with its keys that was valid at the left row's time: the
// last one whose RightTime is not after it, unless that is a deletion. The right input is a changelog with a unique key
// within Keys.Right; a -D counts from the RightTime of its row, and a -U is ignored. The left input is insert-only.
// Left rows wait until the watermark (of both inputs) has passed their time, and are then given out in the order of their
// time. Versions that no waiting or later row can need are forgotten. Kind is InnerJoin or LeftJoin. Output as Join.
type TemporalJoin struct {
	Base
	Kind JoinKind
	Keys JoinKeys
	// LeftTime and RightTime are rowtime attributes, columns of their own inputs.
	LeftTime, RightTime int
	// Condition is over the left columns followed by the right ones; nil for nothing.
	Condition expr.Expr
}

// Unnest joins each row with the elements of a collection of its own. Output: the input's columns, then the columns of an
// element (the fields of a ROW element; key and value of a MAP; else one column). Element i of a MULTISET comes as often as
// it is in it. A NULL collection has no elements, and a ROW element that is NULL does not count. The kind of change of a row
// is that of its input row.
type Unnest struct {
	Base
	Collection expr.Expr
	// Condition is over the columns of an element alone, counted from 0: elements that do not fulfil it do not count. nil for nothing.
	Condition expr.Expr
	// Outer keeps a row whose collection has no elements, padded with NULL.
	Outer bool
}

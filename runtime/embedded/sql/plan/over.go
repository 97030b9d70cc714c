package plan

// OverAggregate adds to each row aggregates over the rows before it (and itself) of its partition, in the order of a time
// attribute. Output: the input's columns, then the aggregates.
//
// In event time rows wait for the watermark and then go out in the order of their time, those of equal time in the order of
// their arrival. With an unbounded frame (Preceding < 0) a row whose time is not after the watermark is dropped; with a
// bounded one, a row is dropped whose time is not after the last time given out for its partition. With Rows false, rows of
// equal time have the same value (of LAG, the value before the last of them). In processing time every row goes out at once.
//
// Besides aggregates, Aggs may be ROW_NUMBER, without arguments, and LAG.
type OverAggregate struct {
	Base
	PartitionBy []int
	// Time is the time attribute's column; Proctime tells which one it is.
	Time     int
	Proctime bool
	// Rows is a ROWS frame, otherwise RANGE.
	Rows bool
	// Preceding is how many rows, or milliseconds, before the current one are in the frame; -1 is UNBOUNDED. The end of the
	// frame is always the current row.
	Preceding int64
	Aggs      []AggregateCall
	// rank is what the rule that makes Rank nodes needs to know of a ROW_NUMBER over other columns than time; such a node
	// does not stay in a final plan.
	rank *ranking
}

// ranking is ROW_NUMBER (or another ranking function) over any order.
type ranking struct {
	function string
	orderBy  []SortKey
}

// SetOperator is INTERSECT or EXCEPT.
type SetOperator uint8

// The set operators.
const (
	Intersect SetOperator = iota
	IntersectAll
	Except
	ExceptAll
)

// String is the operator in SQL.
func (o SetOperator) String() string {
	return [...]string{"INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL"}[o]
}

// SetOperation combines two changelogs as multisets of whole rows; NULL equals NULL. For each distinct row it counts how
// often the left (l) and the right (r) input have it and gives it out as often as the operator says, sending +I or -D where
// that number changes:
//
//	INTERSECT      1 if l > 0 and r > 0
//	INTERSECT ALL  min(l, r)
//	EXCEPT         1 if l > 0 and r = 0
//	EXCEPT ALL     max(l - r, 0)
//
// Both inputs have the output's columns.
type SetOperation struct {
	Base
	Operator SetOperator
	StateTTL int64
}

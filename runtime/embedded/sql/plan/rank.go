package plan

// SortKey is a column to order by.
type SortKey struct {
	Column int
	Desc   bool
	// NullsFirst tells where NULL goes. By default NULL is the smallest value.
	NullsFirst bool
}

// Rank keeps, for each partition, the rows whose ROW_NUMBER in the order is within [From, To] (counted from 1). Rows with
// equal sort keys are in the order of their arrival. Output: the input's columns and, with OutputRank, the rank as a BIGINT.
//
// With OutputRank each row whose rank changes is updated (-U, +U per rank); without it a row that leaves is deleted (-D)
// and one that comes in inserted (+I), and rows that only move within the range cause nothing. A change of a row within
// the range (by the input's unique key, or a -U followed by +U) is an update. ORDER BY with LIMIT is a Rank without a
// partition.
type Rank struct {
	Base
	PartitionBy []int
	OrderBy     []SortKey
	// From is 1 or more; To is not less than From, or 0: then the rows of a partition say in EndColumn how many are wanted, the
	// first one for all that follow it, as in Flink.
	From, To   int64
	EndColumn  int
	OutputRank bool
	// RowKey is set where the input is followed without the old rows of its updates: it never deletes, RowKey identifies its
	// rows, and an update never moves a row back.
	RowKey []int
	// StateTTL is table.exec.state.ttl in milliseconds, 0 for ever.
	StateTTL int64
	// SortLimit tells that the script says ORDER BY with LIMIT, for EXPLAIN.
	SortLimit bool
}

// Deduplicate keeps one row of each partition: the first or the last by a time attribute. The input is insert-only.
//
//	processing time, first: a row of a new key is sent, all others are dropped: insert-only
//	processing time, last:  each row replaces the one before
//	rowtime, first:         a row replaces the one kept if its time is before it
//	rowtime, last:          a row replaces the one kept if its time is not before it
type Deduplicate struct {
	Base
	PartitionBy []int
	// Time is the time attribute's column; Proctime tells which one it is.
	Time     int
	Proctime bool
	KeepLast bool
	StateTTL int64
}

// WindowRank is Rank within each window of an input that carries its windows. It gives out each window once, in the order
// of ranks, when the watermark passes its end: insert-only. Late rows are dropped.
type WindowRank struct {
	Base
	// Start and End are the columns of window start and end.
	Start, End int
	// Window tells the kind of window; its columns mean nothing here.
	Window WindowSpec
	// PartitionBy is without Start and End.
	PartitionBy []int
	OrderBy     []SortKey
	From, To    int64
	OutputRank  bool
}

// WindowDeduplicate keeps one row of each partition in each window: the first or last by a time attribute. Of rows of equal
// time, the first is the first that came, and the last the last that came. It gives out each window once, when the
// watermark passes its end. Late rows are dropped.
type WindowDeduplicate struct {
	Base
	Start, End  int
	Window      WindowSpec
	PartitionBy []int
	Time        int
	KeepLast    bool
}

// Sort gives out rows ordered by time: rows wait until the watermark passes their time (with a processing time attribute: not
// at all) and go out ordered by OrderBy, whose first key is the time attribute, ascending. The input is insert-only. Rows
// that are late are dropped. It runs in one subtask.
type Sort struct {
	Base
	OrderBy  []SortKey
	Proctime bool
}

// Limit keeps the rows Offset+1 to Offset+Fetch by order of arrival; with changelogs, a row that is taken back makes room
// for the first that waits. Fetch is -1 for no limit. It runs in one subtask.
type Limit struct {
	Base
	Offset, Fetch int64
}

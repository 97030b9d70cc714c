// Package plan holds the query plan of the embedded engine: the tree of relational nodes that the analyzer builds from a
// script, the rules that rewrite it, changelog inference, stable node ids and EXPLAIN. Package job turns the final plan
// into operators.
package plan

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Node is one relational step. Nodes form a DAG: a node that several others read is shared, not copied.
type Node interface {
	// ID is stable across edits of the script that do not concern the node: it names the operator's state.
	ID() string
	// Schema is the output.
	Schema() Schema
	// Inputs are the nodes it reads.
	Inputs() []Node
	// Mode is the changelog that it sends.
	Mode() ChangelogMode
	// Describe is the node in one line, as EXPLAIN and the job graph show it.
	Describe() string
	// base gives the planner access to what it infers; embedding Base implements it.
	base() *Base
}

// Base is embedded in every node and holds what the planner infers about it.
type Base struct {
	NodeID string
	Out    Schema
	Sends  ChangelogMode
	In     []Node
	// At is the place in the script that asked for the node, for errors found late.
	At ast.Pos
}

// ID implements Node.
func (b *Base) ID() string { return b.NodeID }

// Schema implements Node.
func (b *Base) Schema() Schema { return b.Out }

// Inputs implements Node.
func (b *Base) Inputs() []Node { return b.In }

// Mode implements Node.
func (b *Base) Mode() ChangelogMode { return b.Sends }

func (b *Base) base() *Base { return b }

// Plan is a whole script, ready to run: the sinks pull in everything else.
type Plan struct {
	Sinks  []*Sink
	Config Config
	// Reports are what EXPLAIN, SHOW and DESCRIBE statements answer, in the order of the script.
	Reports []string
	// Analyzed are the indexes of those sinks that EXPLAIN ANALYZE is about.
	Analyzed []int
}

// Config is what SET statements say about execution.
type Config struct {
	// Values are all options that were set, by key.
	Values map[string]string
	// LocalTimeZone is the IANA name of table.local-time-zone; "UTC" by default.
	LocalTimeZone string
	// StateTTL is table.exec.state.ttl in milliseconds; 0 for ever.
	StateTTL int64
}

// Table is a table of the script's catalog as a connector sees it.
type Table struct {
	// Name is the fully qualified name without quotes, catalog.database.table; Display is the short one of errors.
	Name, Display string
	Connector     string
	Options       map[string]string
	// Physical and metadata columns in order of declaration; computed ones are not among them.
	Columns []TableColumn
	// PrimaryKey and PartitionedBy are indexes of Columns.
	PrimaryKey, PartitionedBy []int
	// Hints are the options that an OPTIONS hint gave where the table is used, already among Options; nil mostly.
	Hints map[string]string
	// Changelog and Bounded are what the connector's source says: rows of other kinds than Insert, and an end. They are
	// false for a table that is only written.
	Changelog, Bounded bool
	// Lookup says that the connector can find rows by key.
	Lookup bool
}

// TableColumn is a column that a connector reads or writes.
type TableColumn struct {
	Name string
	Type types.Type
	// Metadata is the key of a METADATA column, empty for a physical one; Virtual ones are not written.
	Metadata string
	Virtual  bool
}

// Scan reads a table through its connector. Its output is the columns Projected of Table.Columns, in that order.
type Scan struct {
	Base
	Table     *Table
	Projected []int
}

// Watermark tells event time: after each row the watermark becomes the greatest value of Strategy so far (milliseconds;
// NULL values are ignored). A row whose Rowtime column is NULL fails the job.
type Watermark struct {
	Base
	Rowtime  int
	Strategy expr.Expr
}

// Calc filters and then projects. Filter may be nil; Projections nil means all input columns as they are.
type Calc struct {
	Base
	Filter      expr.Expr
	Projections []expr.Expr
}

// WindowKind is a window table-valued function.
type WindowKind uint8

// The windows.
const (
	Tumble WindowKind = iota
	Hop
	Cumulate
	Session
)

// WindowSpec is a window as a table-valued function or a group window describes it. Durations are milliseconds.
type WindowSpec struct {
	Kind WindowKind
	// TimeColumn is the input column with the time attribute; Proctime tells which one it is.
	TimeColumn int
	Proctime   bool
	// LocalTime says that the column is a TIMESTAMP_LTZ, so that windows are aligned in the session time zone and
	// window_start and window_end are local times.
	LocalTime bool
	// Size is the size (TUMBLE, HOP), the maximum size (CUMULATE) or the gap (SESSION).
	Size int64
	// Slide is HOP's slide and CUMULATE's step.
	Slide  int64
	Offset int64
	// PartitionBy are SESSION's partition columns.
	PartitionBy []int
}

// WindowTableFunction adds window_start, window_end and window_time to each row, once for each window that the row
// belongs to. SESSION holds rows back until their session is closed.
type WindowTableFunction struct {
	Base
	Window WindowSpec
}

// AggregateCall is an aggregate function in a plan.
type AggregateCall struct {
	// Name is the canonical upper-case name: COUNT, SUM, LISTAGG, ...
	Name string
	// Args are input columns; COUNT(*) has none.
	Args     []int
	Distinct bool
	// Filter is a BOOLEAN input column that must be TRUE, or -1.
	Filter int
	// Grows tells that rows of updates only move the result on, so that old rows need not be taken back: as in Flink, the result stands while
	// an old row is gone and its new one is not yet there.
	Grows bool
	// Type is the type of the result.
	Type types.Type
	// Options are literal arguments: LISTAGG's separator, a string; LAG's offset, an int64; of the JSON aggregates
	// "NULL ON NULL" or "ABSENT ON NULL" where told. LAG's default, where there is one, is its second argument.
	Options []any
	// OutputName is the name for EXPLAIN.
	OutputName string
}

// GroupAggregate aggregates without windows: a changelog of one row per key. Output: keys, then aggregates. An empty
// Keys gives one row over everything, and none over no rows.
type GroupAggregate struct {
	Base
	Keys []int
	Aggs []AggregateCall
	// Distinct is set where there are no Aggs, as for SELECT DISTINCT: the first row of a key is sent, and where the input
	// takes rows back, a -D once the last one is gone.
	Distinct bool
	// StateTTL is table.exec.state.ttl in milliseconds, 0 for ever.
	StateTTL int64
}

// WindowAggregate aggregates by window and key and sends each window once, when the watermark passes its end. Output:
// keys, aggregates, then the window properties named by Properties.
type WindowAggregate struct {
	Base
	Keys   []int
	Aggs   []AggregateCall
	Window WindowSpec
	// Attached says that the input already carries its windows (a cascade, or a filter over a window function): Start and
	// End are the input's columns of window start and end, and Window tells only their kind.
	Attached   bool
	Start, End int
	Properties []WindowProperty
}

// WindowProperty is a column that a window aggregate adds.
type WindowProperty uint8

// The window properties.
const (
	WindowStart WindowProperty = iota
	WindowEnd
	WindowTime // the rowtime of the window: its end minus 1 ms
)

// Expand multiplies each row for GROUPING SETS: one copy per set, in which the columns outside the set are NULL, plus
// the expand id as last column.
type Expand struct {
	Base
	// Projections has, for each copy, an expression per output column.
	Projections [][]expr.Expr
}

// Union sends the rows of all inputs (UNION ALL).
type Union struct{ Base }

// Values sends constant rows once and ends.
type Values struct {
	Base
	// Rows are made of literals.
	Rows [][]expr.Expr
}

// Sink writes a table through its connector. Its input has exactly the columns Written of Table.Columns.
type Sink struct {
	Base
	Table   *Table
	Written []int
	// NotNull are the indexes of Written that are declared NOT NULL: a NULL fails the job, or drops the row where
	// table.exec.sink.not-null-enforcer says so.
	NotNull []int
	// AcceptsChangelog tells whether the connector takes rows of other kinds than Insert.
	AcceptsChangelog bool
	// Partition holds the constants of a PARTITION clause by column name.
	Partition map[string]string
	// Cast tells that some of the query's columns had to be cast to those of the table. In Flink that makes plain values of all time attributes.
	Cast bool
	// AnyRowtimes tells that several columns may be event times: there is no table that would have to know its own one.
	AnyRowtimes bool
}

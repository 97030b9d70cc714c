package ast

// Alter is ALTER of a table, view, database, catalog or function.
type Alter struct {
	Stmt
	Kind              ObjectKind
	Temporary, System bool
	IfExists          bool
	Name              *Name
	// Partition is that of ALTER TABLE t PARTITION (...).
	Partition []*PartitionValue
	Action    AlterAction
}

// AlterAction is what ALTER does.
type AlterAction interface {
	Node
	alterAction()
}

// AlterRename is RENAME TO name.
type AlterRename struct {
	Pos
	To *Name
}

// AlterRenameColumn is RENAME a TO b.
type AlterRenameColumn struct {
	Pos
	Column *Name
	To     *Ident
}

// AlterSet is SET ('k' = 'v', ...).
type AlterSet struct {
	Pos
	Options []*Option
}

// AlterReset is RESET ('k', ...).
type AlterReset struct {
	Pos
	Keys []*StringLit
}

// AlterColumns is ADD or MODIFY of columns, constraints and a watermark.
type AlterColumns struct {
	Pos
	// Modify is MODIFY, otherwise ADD.
	Modify      bool
	Columns     []*AlterColumn
	Constraints []*Constraint
	Watermarks  []*Watermark
	// Distribution is that of ADD or MODIFY DISTRIBUTION.
	Distribution *Distribution
}

// AlterColumn is a column with its place.
type AlterColumn struct {
	Pos
	Column *Column
	// First and After tell where it goes.
	First bool
	After *Name
}

// AlterDrop is DROP of columns, or of what What says: PRIMARY KEY, CONSTRAINT, WATERMARK, DISTRIBUTION.
type AlterDrop struct {
	Pos
	What       string
	Columns    []*Name
	Constraint *Ident
}

// AlterPartitions is ADD or DROP PARTITION (...).
type AlterPartitions struct {
	Pos
	Drop bool
	// Exists is IF [NOT] EXISTS.
	Exists     bool
	Partitions []*Partition
}

// Partition is PARTITION (k = v) [WITH (...)].
type Partition struct {
	Pos
	Values  []*PartitionValue
	Options []*Option
}

// AlterAs is AS query of ALTER VIEW.
type AlterAs struct {
	Pos
	Query *Query
}

// AlterFunctionClass is AS 'class' of ALTER FUNCTION.
type AlterFunctionClass struct {
	Pos
	Class    *StringLit
	Language string
}

// AlterComment is COMMENT 'text' of ALTER CATALOG.
type AlterComment struct {
	Pos
	Comment *StringLit
}

func (*AlterRename) alterAction()        {}
func (*AlterRenameColumn) alterAction()  {}
func (*AlterSet) alterAction()           {}
func (*AlterReset) alterAction()         {}
func (*AlterColumns) alterAction()       {}
func (*AlterDrop) alterAction()          {}
func (*AlterPartitions) alterAction()    {}
func (*AlterAs) alterAction()            {}
func (*AlterFunctionClass) alterAction() {}
func (*AlterComment) alterAction()       {}

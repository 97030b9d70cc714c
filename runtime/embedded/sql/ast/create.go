package ast

// CreateTable is CREATE TABLE in all its forms.
type CreateTable struct {
	Stmt
	Temporary   bool
	IfNotExists bool
	// Replace is set by REPLACE TABLE and CREATE OR REPLACE TABLE; OrCreate by the latter.
	Replace, OrCreate bool
	Name              *Name
	Columns           []*Column
	// Constraints are those of the table; PRIMARY KEY at a column is Column.Constraint.
	Constraints []*Constraint
	Watermarks  []*Watermark
	// Comment is nil where there is none.
	Comment       *StringLit
	Distribution  *Distribution
	PartitionedBy []*Ident
	// Options are those of WITH in the order written.
	Options []*Option
	Like    *Like
	// As is the query of CREATE TABLE ... AS.
	As *Query
}

// ColumnKind tells the kinds of columns apart.
type ColumnKind uint8

// The kinds of columns.
const (
	PhysicalColumn ColumnKind = iota
	ComputedColumn            // name AS expression
	MetadataColumn            // name type METADATA [FROM 'key'] [VIRTUAL]
	NamedColumn               // a name alone, as CREATE TABLE t (b, a) AS query allows
)

// Column is a column of CREATE TABLE.
type Column struct {
	Pos
	Name *Ident
	Kind ColumnKind
	// Type is that of physical and metadata columns.
	Type *DataType
	// Expr is that of computed columns.
	Expr Expr
	// MetadataKey is METADATA FROM 'key'; nil means the column's name.
	MetadataKey *StringLit
	Virtual     bool
	// Constraint is PRIMARY KEY or UNIQUE at the column; its Columns are empty.
	Constraint *Constraint
	Comment    *StringLit
}

// Constraint is PRIMARY KEY or UNIQUE.
type Constraint struct {
	Pos
	// Name is that of CONSTRAINT name; nil where there is none.
	Name *Ident
	// Unique is UNIQUE, otherwise PRIMARY KEY.
	Unique  bool
	Columns []*Ident
	// Enforcement is "ENFORCED", "NOT ENFORCED" or empty.
	Enforcement string
}

// Watermark is WATERMARK FOR column AS expression.
type Watermark struct {
	Pos
	// Column may be a nested field.
	Column *Name
	Expr   Expr
}

// Distribution is DISTRIBUTED [BY [HASH|RANGE] (columns)] [INTO n BUCKETS].
type Distribution struct {
	Pos
	// Kind is HASH, RANGE or empty.
	Kind    string
	Columns []*Ident
	// Buckets is the number of buckets; nil where not told.
	Buckets *NumberLit
}

// Like is LIKE table with its options.
type Like struct {
	Pos
	Table   *Name
	Options []*LikeOption
}

// LikeOption is such as EXCLUDING ALL.
type LikeOption struct {
	Pos
	// Merge is INCLUDING, EXCLUDING or OVERWRITING.
	Merge string
	// Feature is ALL, CONSTRAINTS, DISTRIBUTION, GENERATED, METADATA, OPTIONS, PARTITIONS or WATERMARKS.
	Feature string
}

// CreateView is CREATE VIEW.
type CreateView struct {
	Stmt
	Temporary   bool
	IfNotExists bool
	Name        *Name
	// Columns rename the query's columns; nil where none are listed.
	Columns []*Ident
	Comment *StringLit
	Query   *Query
}

// CreateFunction is CREATE FUNCTION name AS 'class'.
type CreateFunction struct {
	Stmt
	Temporary, System bool
	IfNotExists       bool
	Name              *Name
	Class             *StringLit
	// Language is JAVA, SCALA, PYTHON or empty.
	Language string
	// Jars are those of USING JAR 'path', JAR 'path'.
	Jars []*StringLit
}

// CreateCatalog is CREATE CATALOG name WITH (...).
type CreateCatalog struct {
	Stmt
	IfNotExists bool
	Name        *Ident
	Comment     *StringLit
	Options     []*Option
}

// CreateDatabase is CREATE DATABASE name [WITH (...)].
type CreateDatabase struct {
	Stmt
	IfNotExists bool
	Name        *Name
	Comment     *StringLit
	Options     []*Option
}

// ObjectKind is what DROP and ALTER are about.
type ObjectKind string

// The kinds of objects.
const (
	TableObject    ObjectKind = "TABLE"
	ViewObject     ObjectKind = "VIEW"
	FunctionObject ObjectKind = "FUNCTION"
	CatalogObject  ObjectKind = "CATALOG"
	DatabaseObject ObjectKind = "DATABASE"
)

// Drop is DROP of a table, view, function, catalog or database.
type Drop struct {
	Stmt
	Kind              ObjectKind
	Temporary, System bool
	IfExists          bool
	Name              *Name
	// Behavior is CASCADE, RESTRICT or empty, of DROP DATABASE.
	Behavior string
}

package ast

// Statement is one statement of a script.
type Statement interface {
	Node
	// Source is the statement's range of bytes in the script, without the semicolon.
	Source() Span
	statement()
}

// Stmt is embedded in every statement.
type Stmt struct {
	Pos
	// Range is what Source returns.
	Range Span
}

// Source implements Statement.
func (s *Stmt) Source() Span { return s.Range }

// SetPlace records where the statement stands in the script.
func (s *Stmt) SetPlace(at Pos, r Span) { s.Pos, s.Range = at, r }

func (*Stmt) statement() {}

// Option is 'key' = 'value' of a WITH clause, a hint or SET.
type Option struct {
	Pos
	Key   string
	Value string
	// ValuePos is the place of the value.
	ValuePos Pos
}

// SetOption is SET 'key' = 'value'; a nil Option is the bare SET that lists all.
type SetOption struct {
	Stmt
	Option *Option
}

// ResetOption is RESET 'key', or RESET of everything with All.
type ResetOption struct {
	Stmt
	Key string
	All bool
}

// Use is USE database or USE CATALOG catalog.
type Use struct {
	Stmt
	Catalog bool
	Name    *Name
}

// UseModules is USE MODULES a, b.
type UseModules struct {
	Stmt
	Modules []*Ident
}

// QueryStatement is a query as a statement.
type QueryStatement struct {
	Stmt
	Query *Query
}

// Insert is INSERT INTO or INSERT OVERWRITE.
type Insert struct {
	Stmt
	Overwrite bool
	Table     *Name
	// Hints of the target, /*+ OPTIONS(...) */.
	Hints []*Hint
	// Partition are the constants of PARTITION (k = v, ...).
	Partition []*PartitionValue
	// Columns are the target columns; nil where none are listed.
	Columns []*Ident
	Query   *Query
}

// PartitionValue is k = v of a PARTITION clause; Value is nil for a bare k.
type PartitionValue struct {
	Pos
	Column *Ident
	Value  Expr
}

// Update is UPDATE t SET a = b WHERE c.
type Update struct {
	Stmt
	Table *Name
	Set   []*Assignment
	Where Expr
}

// Assignment is column = value of UPDATE.
type Assignment struct {
	Pos
	Column *Ident
	Value  Expr
}

// Delete is DELETE FROM t WHERE c.
type Delete struct {
	Stmt
	Table *Name
	Where Expr
}

// StatementSet is EXECUTE STATEMENT SET BEGIN ... END or BEGIN STATEMENT SET; ... END.
type StatementSet struct {
	Stmt
	Inserts []*Insert
}

// Execute is EXECUTE of a single INSERT or query.
type Execute struct {
	Stmt
	Statement Statement
}

// Explain is EXPLAIN [details] [PLAN FOR] of a query, an INSERT or a statement set.
type Explain struct {
	Stmt
	// Analyze is EXPLAIN ANALYZE, which Flink does not have: the statement is run.
	Analyze bool
	// Details are ESTIMATED_COST, CHANGELOG_MODE, JSON_EXECUTION_PLAN, PLAN_ADVICE, in upper case.
	Details   []string
	Statement Statement
}

// Describe is DESCRIBE or DESC of a table or, with What, of a CATALOG, DATABASE, FUNCTION or JOB.
type Describe struct {
	Stmt
	What     string
	Extended bool
	Name     *Name
}

// Show is any SHOW statement.
type Show struct {
	Stmt
	// What is the kind in upper case: TABLES, VIEWS, COLUMNS, FUNCTIONS, USER FUNCTIONS, CATALOGS, CURRENT CATALOG,
	// DATABASES, CURRENT DATABASE, CREATE TABLE, CREATE VIEW, CREATE CATALOG, PARTITIONS, MODULES, FULL MODULES, JARS,
	// JOBS, PROCEDURES.
	What string
	// Name is what CREATE TABLE, CREATE VIEW and PARTITIONS name, or follows FROM or IN.
	Name *Name
	// Preposition is FROM or IN where Name follows one.
	Preposition string
	Not         bool
	// Like is the pattern of [NOT] LIKE or ILIKE.
	Like       *StringLit
	IgnoreCase bool
	Partition  []*PartitionValue
}

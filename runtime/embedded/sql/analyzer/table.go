package analyzer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// table is a table of the catalog.
type table struct {
	columns []tableColumn
	// watermark is nil where there is none.
	watermark *watermark
	// primaryKey and partitionedBy are names of columns; constraint is the name of the primary key.
	primaryKey, partitionedBy []string
	constraint                string
	options                   map[string]string
	// optionsAt are the places of the options, for errors about them.
	optionsAt map[string]ast.Pos
	comment   string
	// distribution is DISTRIBUTED BY, which no connector follows: such a table cannot be written to.
	distribution *ast.Distribution
	at           ast.Pos
}

// tableColumn is a column of a table.
type tableColumn struct {
	name string
	typ  types.Type
	kind ast.ColumnKind
	// metadata is the key of a METADATA column, which is not written if it is virtual.
	metadata string
	virtual  bool
	// computed is that of a computed column, over the others in their order; source is what the script says.
	computed expr.Expr
	source   ast.Expr
	comment  string
}

// watermark is WATERMARK FOR column AS strategy, which is over the declared columns; source is what the script says.
type watermark struct {
	column   string
	strategy expr.Expr
	source   *ast.Watermark
}

// createTable adds a table to the catalog.
func (a *analyzer) createTable(s *ast.CreateTable) {
	switch {
	case s.Replace && s.As == nil:
		unsupported(s.Pos, "REPLACE TABLE without AS")
	case s.As != nil && s.Temporary:
		fail(s.Pos, "CREATE TABLE AS SELECT syntax does not support to create temporary table yet.")
	case s.As != nil && s.Distribution != nil:
		fail(s.Distribution.Pos, "CREATE TABLE AS SELECT syntax does not support creating distributed tables yet.")
	case s.As != nil && len(s.PartitionedBy) > 0:
		fail(s.PartitionedBy[0].Pos, "CREATE TABLE AS SELECT syntax does not support creating partitioned tables yet.")
	}
	t := &table{options: map[string]string{}, optionsAt: map[string]ast.Pos{}, at: s.Name.Pos, distribution: s.Distribution}
	if s.Comment != nil {
		t.comment = s.Comment.Value
	}
	if s.Like != nil {
		a.like(t, s)
	}
	var query plan.Node
	if s.As != nil {
		query = a.columnsOfQuery(t, s)
	} else {
		a.define(t, s.Columns, s.Constraints, s.Watermarks)
	}
	if t.distribution != nil {
		t.checkDistribution()
	}
	for _, p := range s.PartitionedBy {
		if !slices.ContainsFunc(t.columns, func(c tableColumn) bool { return c.name == p.Name && c.kind == ast.PhysicalColumn }) {
			failHint(p.Pos, didYouMean(p.Name, t.names()), "Partition column '%s' not defined in the table schema", p.Name)
		}
		t.partitionedBy = append(t.partitionedBy, p.Name)
	}
	for _, o := range s.Options {
		t.options[o.Key] = o.Value
		t.optionsAt[o.Key] = o.ValuePos
	}
	if len(t.columns) == 0 {
		fail(s.Name.Pos, "Table '%s' has no columns", s.Name.Last().Name)
	}
	if a.columns += len(t.columns); a.columns > maxDeclared {
		fail(s.Name.Pos, "the tables of the script have more than %d columns", maxDeclared)
	}
	if _, ok := t.options["connector"]; !ok {
		fail(s.Name.Pos, "Table options of '%s' do not contain an option key 'connector' for discovering a connector", a.catalog.path(s.Name))
	}
	if s.Replace {
		a.replaced(s)
	}
	_, existed := a.catalog.exists(s.Name, s.Temporary)
	a.catalog.add(s.Name, t, s.Temporary, s.IfNotExists)
	if query != nil && !existed {
		a.sinks = append(a.sinks, a.sinkOf(s.Name, nil, query, t.allPersisted(), s.Name.Pos))
	}
}

// exists tells whether an object of a name is there.
func (c *catalog) exists(n *ast.Name, temporary bool) (any, bool) {
	p := c.path(n)
	if temporary {
		o, ok := c.temporary[p]
		return o, ok
	}
	o, ok := c.catalogs[p.catalog][p.database][p.name]
	return o, ok
}

// columnsOfQuery gives a table the columns of the query of CREATE TABLE AS.
func (a *analyzer) columnsOfQuery(t *table, s *ast.CreateTable) plan.Node {
	if len(s.Columns) > 0 || len(s.Constraints) > 0 || len(s.Watermarks) > 0 {
		fail(s.Pos, "CREATE TABLE AS SELECT syntax does not support to specify explicit columns, primary key constraints or watermarks yet.")
	}
	node := a.query(s.As, context{})
	for _, c := range node.Schema().Columns {
		name := c.Name
		for n := 0; t.find(name) >= 0; n++ {
			name = c.Name + strconv.Itoa(n)
		}
		t.addColumn(s.As.Pos, tableColumn{name: name, typ: c.Type})
	}
	return node
}

// replaced takes the table away that REPLACE TABLE puts another one in the place of.
func (a *analyzer) replaced(s *ast.CreateTable) {
	object, exists := a.catalog.exists(s.Name, false)
	if _, isTable := object.(*table); isTable {
		a.catalog.remove(a.catalog.path(s.Name), false)
		clear(a.sources)
		return
	}
	if !exists && !s.OrCreate {
		failHint(s.Name.Pos, didYouMean(s.Name.Last().Name, a.catalog.names(context{})),
			"The table %s to be replaced doesn't exist. You can try to use CREATE TABLE AS statement or CREATE OR REPLACE TABLE AS statement.", a.catalog.path(s.Name))
	}
}

func (t *table) names() []string {
	out := make([]string, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.name
	}
	return out
}

func (t *table) find(name string) int {
	return slices.IndexFunc(t.columns, func(c tableColumn) bool { return c.name == name })
}

func (t *table) addColumn(at ast.Pos, c tableColumn) {
	if t.find(c.name) >= 0 {
		fail(at, "A column named '%s' already exists in the table", c.name)
	}
	if len(t.columns) == maxColumns {
		fail(at, "The table has more than %d columns", maxColumns)
	}
	t.columns = append(t.columns, c)
}

// define adds columns, constraints and watermark. Computed columns see all physical and metadata columns, wherever they
// stand, but no other computed ones.
func (a *analyzer) define(t *table, columns []*ast.Column, constraints []*ast.Constraint, watermarks []*ast.Watermark) {
	inherited, inheritedKey := len(t.columns), t.primaryKey != nil
	for _, c := range columns {
		t.refuseInherited(c, inherited)
		t.addColumn(c.Name.Pos, a.declared(c))
		if c.Constraint != nil {
			inline := *c.Constraint
			inline.Columns = []*ast.Ident{c.Name}
			constraints = append(constraints[:len(constraints):len(constraints)], &inline)
		}
	}
	for _, c := range constraints {
		if inheritedKey {
			fail(c.Pos, "The base table already has a primary key. You might want to specify EXCLUDING CONSTRAINTS.")
		}
		t.addConstraint(c)
	}
	a.compute(t)
	for _, w := range watermarks {
		if t.watermark != nil {
			fail(w.Pos, "There already exists a watermark spec for column '%s' in the base table. You might want to specify EXCLUDING WATERMARKS or OVERWRITING WATERMARKS.",
				t.watermark.column)
		}
		a.setWatermark(t, w)
	}
	if t.watermark != nil && len(watermarks) == 0 {
		a.setWatermark(t, t.watermark.source)
	}
}

// refuseInherited refuses a column that is among the first ones of the table, which LIKE has brought.
func (t *table) refuseInherited(c *ast.Column, inherited int) {
	i := t.find(c.Name.Name)
	if i < 0 || i >= inherited {
		return
	}
	const twice = "A %s named '%s' already exists in the base table.%s"
	switch t.columns[i].kind {
	case ast.ComputedColumn:
		fail(c.Name.Pos, twice, "generated column", c.Name.Name, " You might want to specify EXCLUDING GENERATED or OVERWRITING GENERATED.")
	case ast.MetadataColumn:
		fail(c.Name.Pos, twice, "metadata column", c.Name.Name, " You might want to specify EXCLUDING METADATA or OVERWRITING METADATA.")
	}
	fail(c.Name.Pos, twice, "column", c.Name.Name, "")
}

// declared is a column as it is declared, without what a computed one computes.
func (a *analyzer) declared(c *ast.Column) tableColumn {
	column := tableColumn{name: c.Name.Name, kind: c.Kind, source: c.Expr}
	if c.Comment != nil {
		column.comment = c.Comment.Value
	}
	switch c.Kind {
	case ast.PhysicalColumn, ast.MetadataColumn:
		column.typ = a.dataType(c.Type)
		if column.typ.Kind.IsInterval() {
			fail(c.Type.Pos, "Column '%s' cannot be an INTERVAL: intervals are only computed", c.Name.Name)
		}
	case ast.NamedColumn:
		fail(c.Pos, "Column '%s' needs a type", c.Name.Name)
	}
	if c.Kind == ast.MetadataColumn {
		column.metadata, column.virtual = c.Name.Name, c.Virtual
		if c.MetadataKey != nil {
			column.metadata = c.MetadataKey.Value
		}
	}
	return column
}

// compute resolves the computed columns of a table. They know all physical columns, and the metadata columns before them.
func (a *analyzer) compute(t *table) {
	stored := &scope{}
	for _, c := range t.columns {
		switch c.kind {
		case ast.ComputedColumn:
		case ast.MetadataColumn:
			stored.columns = append(stored.columns, plan.Column{Type: c.typ})
		default:
			stored.columns = append(stored.columns, plan.Column{Name: c.name, Type: c.typ})
		}
	}
	place := 0
	for i := range t.columns {
		c := &t.columns[i]
		if c.kind != ast.ComputedColumn {
			stored.columns[place].Name = c.name
			place++
			continue
		}
		c.computed = a.resolver(stored, "computed column").resolve(c.source)
		if c.computed.Type().Kind == types.Null {
			fail(c.source.Position(), "Column '%s' needs a type: write CAST(NULL AS type)", c.name)
		}
		c.typ = c.computed.Type()
	}
}

// addConstraint sets the primary key, whose columns are NOT NULL.
func (t *table) addConstraint(c *ast.Constraint) {
	switch {
	case c.Unique:
		fail(c.Pos, "UNIQUE constraint is not supported yet")
	case c.Enforcement != "NOT ENFORCED":
		fail(c.Pos, "Flink doesn't support ENFORCED mode for PRIMARY KEY constraint. ENFORCED/NOT ENFORCED controls if the constraint checks are performed on the incoming/outgoing data; write NOT ENFORCED")
	case t.primaryKey != nil:
		fail(c.Pos, "Duplicate primary key definition")
	}
	t.constraint = "PK"
	if c.Name != nil {
		t.constraint = c.Name.Name
	}
	for _, name := range c.Columns {
		if c.Name == nil {
			t.constraint += "_" + name.Name
		}
		i := t.find(name.Name)
		if i < 0 {
			failHint(name.Pos, didYouMean(name.Name, t.names()), "Primary key column '%s' is not defined in the schema", name.Name)
		}
		if t.columns[i].kind != ast.PhysicalColumn {
			fail(name.Pos, "Could not create a PRIMARY KEY with column '%s'. A PRIMARY KEY constraint must be declared on physical columns", name.Name)
		}
		if slices.Contains(t.primaryKey, name.Name) {
			fail(name.Pos, "Could not create a PRIMARY KEY: column '%s' occurs twice", name.Name)
		}
		t.columns[i].typ.Nullable = false
		t.primaryKey = append(t.primaryKey, name.Name)
	}
}

// setWatermark sets the watermark of a table.
func (a *analyzer) setWatermark(t *table, w *ast.Watermark) {
	name := w.Column.Parts[0].Name
	i := t.find(name)
	switch {
	case len(w.Column.Parts) > 1:
		fail(w.Column.Pos, "Invalid column name '%s' for rowtime attribute in watermark declaration: it is a field of a column. Available columns are: [%s]",
			strings.Join(w.Column.Strings(), "."), strings.Join(t.names(), ", "))
	case i < 0:
		failHint(w.Column.Pos, didYouMean(name, t.names()), "The rowtime attribute field '%s' is not defined in the table schema", name)
	}
	typ := t.columns[i].typ
	if call, ok := t.columns[i].computed.(*expr.Call); ok && call.Name == "PROCTIME" {
		fail(w.Column.Pos, "A watermark can not be defined for a processing-time attribute.")
	}
	if !typ.Kind.IsTimestamp() || typ.Precision > 3 {
		fail(w.Column.Pos, "Invalid data type of time field for watermark definition. The field must be of type TIMESTAMP(p) or TIMESTAMP_LTZ(p), the supported precision 'p' is from 0 to 3, but the time field type is %s", typ)
	}
	s := &scope{}
	for _, c := range t.columns {
		s.columns = append(s.columns, plan.Column{Name: c.name, Type: c.typ})
	}
	strategy := a.resolver(s, "WATERMARK").resolve(w.Expr)
	if st := strategy.Type(); st.Kind != typ.Kind {
		fail(w.Expr.Position(), "Invalid data type of expression for watermark definition. The field must be of type %s, but the watermark expression type is %s", typ.Kind, st)
	}
	t.watermark = &watermark{column: name, strategy: strategy, source: w}
}

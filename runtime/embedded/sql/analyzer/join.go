package analyzer

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

var joinKinds = map[ast.JoinKind]plan.JoinKind{
	ast.InnerJoin: plan.InnerJoin, ast.CrossJoin: plan.InnerJoin, ast.CommaJoin: plan.InnerJoin,
	ast.LeftJoin: plan.LeftJoin, ast.RightJoin: plan.RightJoin, ast.FullJoin: plan.FullJoin,
}

// joinChain plans joins of joins on the left one after the other, without recursion.
func (a *analyzer) joinChain(j *ast.Join, ctx context) *relation {
	chain := []*ast.Join{j}
	left := j.Left
	for {
		next, ok := left.(*ast.Join)
		if !ok {
			break
		}
		chain = append(chain, next)
		left = next.Left
	}
	rel := a.table(left, ctx)
	for _, next := range slices.Backward(chain) {
		rel = a.join(rel, next, ctx)
	}
	return rel
}

// join plans one join of a planned left side.
func (a *analyzer) join(left *relation, j *ast.Join, ctx context) *relation {
	a.spend(j.OpPos)
	kind := joinKinds[j.Kind]
	if j.On == nil && j.Using == nil && !j.Natural && j.Kind != ast.CommaJoin && j.Kind != ast.CrossJoin {
		fail(j.OpPos, "INNER, LEFT, RIGHT or FULL join requires a condition (NATURAL keyword or ON or USING clause)")
	}
	if u, ok := j.Right.(*ast.Unnest); ok {
		return a.unnestJoin(left, j, u)
	}
	if q, ok := j.Right.(*ast.Subquery); ok && q.Lateral {
		return a.lateralJoin(left, j, q, ctx)
	}
	systemTime := -1
	right := j.Right
	if t, ok := right.(*ast.TableName); ok && t.SystemTime != nil {
		systemTime = a.systemTime(left, t)
		plain := *t
		plain.SystemTime = nil
		right = &plain
	}
	r := a.table(right, ctx)
	if systemTime >= 0 {
		checkTemporal(j, kind, right)
	}
	checkNames(left.scope, r.scope, right)
	if len(left.scope.columns)+len(r.scope.columns) > maxColumns {
		fail(j.OpPos, "the join has more than %d columns", maxColumns)
	}
	scope := left.scope.beside(r.scope)
	condition := a.joinCondition(left, r, scope, j, kind)
	n := plan.NewJoin(kind, left.node, r.node, condition, systemTime)
	n.At = j.OpPos
	n.LeftTTL, n.RightTTL = left.scope.tableTTL(ctx.ttls), r.scope.tableTTL(ctx.ttls)
	if systemTime >= 0 {
		n.HintLookup(ctx.lookups.of(r.scope))
	}
	scope.columns = n.Out.Columns
	for i, m := range scope.merged {
		scope.merged[i].value = retyped(m.value, scope.columns)
	}
	return &relation{node: n, scope: scope}
}

// retyped gives the columns of an expression the types that they have in a scope: an outer join makes some nullable.
func retyped(e expr.Expr, columns []plan.Column) expr.Expr {
	return expr.ReplaceColumns(e, func(c *expr.Column) expr.Expr {
		t := *c
		t.Typ = columns[c.Index].Type
		return &t
	})
}

// checkNames refuses two tables of the same name side by side.
func checkNames(left, right *scope, at ast.TableRef) {
	for _, l := range left.tables {
		for _, r := range right.tables {
			if len(l.path) > 0 && slices.Equal(l.path, r.path) {
				fail(at.Position(), "Duplicate relation name '%s' in FROM clause", l.path[len(l.path)-1])
			}
		}
	}
}

// joinCondition is what ON, USING or NATURAL ask for.
func (a *analyzer) joinCondition(left, right *relation, both *scope, j *ast.Join, kind plan.JoinKind) expr.Expr {
	names := j.Using
	if j.Natural {
		names = commonNames(j, left.scope, right.scope)
	}
	if names != nil {
		return a.using(left, right, both, names, kind)
	}
	if j.On == nil {
		return expr.True()
	}
	return a.resolver(both, "ON").boolean(j.On)
}

// commonNames are the columns of a NATURAL join.
func commonNames(j *ast.Join, left, right *scope) []*ast.Ident {
	names := []*ast.Ident{}
	for _, c := range left.star() {
		for _, o := range right.star() {
			if c.name == o.name {
				names = append(names, &ast.Ident{Pos: j.OpPos, Name: c.name})
			}
		}
	}
	return names
}

// using joins by columns that both sides have, which the result has once.
func (a *analyzer) using(left, right *relation, both *scope, names []*ast.Ident, kind plan.JoinKind) expr.Expr {
	r := a.resolver(both, "USING")
	shift := len(left.scope.columns)
	var conditions []expr.Expr
	for _, n := range names {
		l, r2 := a.usingColumn(left, n), expr.ShiftColumns(a.usingColumn(right, n), shift)
		conditions = append(conditions, r.call(n.Pos, "=", nil, l, r2))
		value := l
		switch kind {
		case plan.RightJoin:
			value = r2
		case plan.FullJoin:
			value = r.call(n.Pos, "COALESCE", nil, nullable(l), nullable(r2))
		}
		m := mergedColumn{name: n.Name, left: -1, right: -1, value: value}
		if c, ok := l.(*expr.Column); ok {
			m.left = c.Index
		}
		if c, ok := r2.(*expr.Column); ok {
			m.right = c.Index
		}
		both.merged = slices.DeleteFunc(both.merged, func(old mergedColumn) bool {
			if old.name != n.Name {
				return false
			}
			both.hidden = append(both.hidden, old.left, old.right)
			return true
		})
		both.merged = append(both.merged, m)
	}
	return expr.And(conditions...)
}

func nullable(e expr.Expr) expr.Expr {
	if c, ok := e.(*expr.Column); ok {
		n := *c
		n.Typ.Nullable = true
		return &n
	}
	return e
}

func (a *analyzer) usingColumn(of *relation, name *ast.Ident) expr.Expr {
	value, _, ok := of.scope.find(&ast.Name{Pos: name.Pos, Parts: []*ast.Ident{name}})
	if !ok {
		of.scope.unknownColumn(&ast.Name{Pos: name.Pos, Parts: []*ast.Ident{name}})
	}
	return value
}

// systemTime is the left column of FOR SYSTEM_TIME AS OF.
func (a *analyzer) systemTime(left *relation, t *ast.TableName) int {
	c, ok := a.resolver(left.scope, "FOR SYSTEM_TIME AS OF").resolve(t.SystemTime).(*expr.Column)
	if !ok || left.scope.columns[c.Index].Time == plan.NoTimeAttribute {
		fail(t.SystemTime.Position(), "Temporal table join currently only supports 'FOR SYSTEM_TIME AS OF' left table's time attribute field")
	}
	return c.Index
}

func checkTemporal(j *ast.Join, kind plan.JoinKind, right ast.TableRef) {
	if kind != plan.InnerJoin && kind != plan.LeftJoin {
		fail(j.OpPos, "Temporal table join only supports INNER JOIN and LEFT JOIN, not %s JOIN", j.Kind)
	}
	if j.On == nil && j.Using == nil && !j.Natural {
		fail(right.Position(), "Temporal table join requires an equality condition on fields of the versioned table")
	}
}

// unnestJoin joins each row with the elements of its own collections.
func (a *analyzer) unnestJoin(left *relation, j *ast.Join, u *ast.Unnest) *relation {
	switch j.Kind {
	case ast.RightJoin, ast.FullJoin:
		fail(j.OpPos, "%s JOIN UNNEST is not possible; there are CROSS, INNER and LEFT", j.Kind)
	}
	if j.Natural || j.Using != nil {
		unsupported(j.OpPos, "NATURAL JOIN or USING with UNNEST")
	}
	rel, node := a.unnest(left, u, j.Kind == ast.LeftJoin)
	if j.On == nil {
		return rel
	}
	condition := a.folded(a.resolver(rel.scope, "ON").boolean(j.On))
	if l, ok := condition.(*expr.Literal); ok && l.Value == true {
		return rel
	}
	if j.Kind != ast.LeftJoin {
		rel.node = plan.NewCalc(rel.node, condition, nil, nil)
		return rel
	}
	width := len(left.scope.columns)
	if slices.ContainsFunc(expr.References(condition), func(i int) bool { return i < width }) {
		unsupported(j.On.Position(), "LEFT JOIN UNNEST with a condition on columns that are not of the collection")
	}
	node.Condition = expr.ShiftColumns(condition, -width)
	return rel
}

// unnest adds the elements of a collection to each row.
func (a *analyzer) unnest(left *relation, u *ast.Unnest, outer bool) (*relation, *plan.Unnest) {
	if u.Ordinality {
		unsupported(u.Pos, "UNNEST WITH ORDINALITY")
	}
	if len(u.Exprs) != 1 {
		unsupported(u.Pos, "UNNEST of several collections")
	}
	collection := a.resolver(left.scope, "UNNEST").resolve(u.Exprs[0])
	if !collection.Type().Kind.IsCollection() {
		fail(u.Exprs[0].Position(), "Cannot apply 'UNNEST' to arguments of type '%s'. It takes an ARRAY, a MAP or a MULTISET", collection.Type())
	}
	n := &plan.Unnest{Collection: collection, Outer: outer}
	n.At = u.Pos
	node := plan.Connect(n, left.node)
	elements := &scope{columns: slices.Clone(node.Out.Columns[len(left.scope.columns):])}
	t := scopeTable{path: unnestName(u)}
	for i := range elements.columns {
		t.columns = append(t.columns, i)
	}
	elements.tables = []scopeTable{t}
	if u.Alias != nil && len(u.Alias.Columns) > 0 {
		if len(u.Alias.Columns) != len(elements.columns) {
			fail(u.Alias.Columns[0].Pos, "List of column aliases must have same degree as table; table has %d columns (%s), whereas alias list has %d columns",
				len(elements.columns), strings.Join(elements.columnNames(t.columns), ", "), len(u.Alias.Columns))
		}
		for i, c := range u.Alias.Columns {
			elements.columns[i].Name = c.Name
		}
	}
	return &relation{node: node, scope: left.scope.beside(elements)}, node
}

func unnestName(u *ast.Unnest) []string {
	if u.Alias == nil {
		return nil
	}
	return []string{u.Alias.Name.Name}
}

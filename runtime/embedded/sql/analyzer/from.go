package analyzer

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// from plans FROM; without one there is a single row without columns to speak of.
func (a *analyzer) from(t ast.TableRef, ctx context) *relation {
	if t == nil {
		node := plan.NewValues([][]expr.Expr{{bigint(0)}}, []string{"ZERO"})
		return &relation{node: node, scope: &scope{outer: ctx.outer}}
	}
	return a.table(t, ctx)
}

// table plans an element of FROM.
func (a *analyzer) table(t ast.TableRef, ctx context) *relation {
	a.spend(t.Position())
	switch t := t.(type) {
	case *ast.TableName:
		if t.SystemTime != nil {
			fail(t.SystemTime.Position(), "FOR SYSTEM_TIME AS OF can be used only at the right side of a join")
		}
		return a.aliased(a.tableByName(t, ctx), t.Alias)
	case *ast.Subquery:
		if t.Lateral {
			fail(t.Pos, "LATERAL needs tables before it that it refers to")
		}
		inner := ctx
		inner.outer, inner.ttls, inner.lookups = nil, nil, nil
		node := a.query(t.Query, inner)
		return a.aliased(&relation{node: node, scope: newScope(node)}, t.Alias)
	case *ast.TableFunction:
		return a.aliased(a.tableFunction(t, ctx), t.Alias)
	case *ast.Unnest:
		one := plan.NewValues([][]expr.Expr{{bigint(0)}}, []string{"ZERO"})
		joined, _ := a.unnest(&relation{node: one, scope: newScope(one)}, t, false)
		p := passing(joined.node)
		for i, c := range joined.scope.columns {
			p.names[i] = c.Name
		}
		node := plan.NewCalc(joined.node, nil, p.exprs[1:], p.names[1:])
		return &relation{node: node, scope: newScope(node, unnestName(t)...)}
	case *ast.Join:
		return a.joinChain(t, ctx)
	case *ast.AliasedTable:
		return a.aliased(a.table(t.Table, ctx), t.Alias)
	case *ast.MatchRecognize:
		return a.aliased(a.matchRecognize(t, ctx), t.Alias)
	case *ast.Pivot:
		return a.aliased(a.pivot(t, ctx), t.Alias)
	}
	fail(t.Position(), "%T cannot be used in FROM", t)
	return nil
}

// aliased gives a table another name, and its columns where the alias lists some.
func (a *analyzer) aliased(r *relation, alias *ast.Alias) *relation {
	if alias == nil {
		return r
	}
	if len(alias.Columns) == 0 {
		if len(r.scope.tables) > 1 || len(r.scope.merged) > 0 {
			columns := r.scope.star()
			p := &projection{}
			for i, c := range columns {
				p.append(c.value)
				p.names[i] = c.name
			}
			r = &relation{node: p.over(r.node)}
		}
		return &relation{node: r.node, scope: newScope(r.node, alias.Name.Name)}
	}
	return a.renamed(r.node, alias.Columns, alias.Name.Name)
}

// renamed gives the columns of a node new names.
func (a *analyzer) renamed(node plan.Node, names []*ast.Ident, path ...string) *relation {
	p := passing(node)
	if len(names) != len(p.names) {
		fail(names[0].Pos, "List of column aliases must have same degree as table; table has %d columns (%s), whereas alias list has %d columns",
			len(p.names), strings.Join(p.names, ", "), len(names))
	}
	seen := map[string]bool{}
	for i, n := range names {
		if seen[n.Name] {
			fail(n.Pos, "Duplicate name '%s' in column alias list", n.Name)
		}
		seen[n.Name] = true
		p.names[i] = n.Name
	}
	calc := plan.NewCalc(node, nil, p.exprs, p.names)
	return &relation{node: calc, scope: newScope(calc, path...)}
}

// tableByName is a WITH query, a view or a table.
func (a *analyzer) tableByName(t *ast.TableName, ctx context) *relation {
	if len(t.Name.Parts) == 1 {
		for _, c := range slices.Backward(ctx.ctes) {
			if c.name == t.Name.Parts[0].Name {
				return a.withQuery(c, t)
			}
		}
	}
	object, path := a.catalog.find(t.Name)
	switch o := object.(type) {
	case *view:
		node := a.expandedView(o, t)
		return &relation{node: node, scope: newScope(node, path.parts()...)}
	case *table:
		node := plan.NewTableSource(a.source(o, path, t))
		node.At = t.Pos
		return &relation{node: node, scope: newScope(node, path.parts()...)}
	}
	known := a.catalog.names(ctx)
	failHint(t.Name.Pos, didYouMean(t.Name.Last().Name, known), "Object '%s' not found", strings.Join(t.Name.Strings(), "."))
	return nil
}

// withQuery plans a WITH query where it is used.
func (a *analyzer) withQuery(c *cte, t *ast.TableName) *relation {
	if c.used {
		unsupported(t.Pos, "WITH RECURSIVE")
	}
	c.used = true
	defer func() { c.used = false }()
	node := a.query(c.query, c.ctx)
	if c.columns != nil {
		return a.renamed(node, c.columns, c.name)
	}
	return &relation{node: node, scope: newScope(node, c.name)}
}

// expandedView plans a view where it is used, in the catalog and with the settings of where it was created.
func (a *analyzer) expandedView(v *view, t *ast.TableName) plan.Node {
	for _, h := range t.Hints {
		if strings.EqualFold(h.Name.Name, "OPTIONS") {
			fail(h.Pos, "View '%s' cannot be enriched with new options. Hints can only be applied to tables.", t.Name.Last().Name)
		}
	}
	if v.expanding {
		fail(t.Pos, "View '%s' refers to itself", t.Name.Last().Name)
	}
	v.expanding = true
	catalog, database := a.catalog.current, a.catalog.database
	a.catalog.current, a.catalog.database = v.catalog, v.database
	defer func() {
		v.expanding = false
		a.catalog.current, a.catalog.database = catalog, database
	}()
	node := a.query(v.query, context{})
	p := passing(node)
	for i := range p.names {
		p.names[i] = v.columns[i]
	}
	return plan.NewCalc(node, nil, p.exprs, p.names)
}

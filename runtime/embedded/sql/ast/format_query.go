package ast

func (f *formatter) query(q *Query) {
	for i, c := range q.With {
		if i == 0 {
			f.put("WITH ")
		} else {
			f.put(", ")
		}
		f.ident(c.Name)
		if c.Columns != nil {
			f.put(" ")
			f.idents(c.Columns)
		}
		f.put(" AS (")
		f.query(c.Query)
		f.put(")")
		f.when(i == len(q.With)-1, " ")
	}
	f.body(q.Body)
	f.orderBy(" ORDER BY ", q.OrderBy)
	f.clause(" LIMIT ", q.Limit)
	f.clause(" OFFSET ", q.Offset)
}

func (f *formatter) body(b QueryBody) {
	switch b := b.(type) {
	case *Select:
		f.selectBody(b)
	case *SetOp:
		f.operand(b.Left, b.Op == Intersect && isSetOp(b.Left, Union, Except))
		f.put(" ", string(b.Op))
		f.when(b.All, " ALL")
		f.put(" ")
		f.operand(b.Right, isSetOp(b.Right, Union, Except) || b.Op == Intersect && isSetOp(b.Right, Intersect))
	case *Values:
		f.put("VALUES ")
		commas(f, b.Rows, func(r *RowExpr) {
			if r.Explicit || len(r.Items) != 1 {
				f.expr(r)
				return
			}
			f.put("(")
			f.expr(r.Items[0])
			f.put(")")
		})
	case *TableQuery:
		f.put("TABLE ")
		f.name(b.Name)
	case *Query:
		f.put("(")
		f.query(b)
		f.put(")")
	}
}

// operand writes one side of a set operator.
func (f *formatter) operand(b QueryBody, parentheses bool) {
	f.when(parentheses, "(")
	f.body(b)
	f.when(parentheses, ")")
}

func isSetOp(b QueryBody, ops ...SetOperator) bool {
	s, ok := b.(*SetOp)
	for _, op := range ops {
		if ok && s.Op == op {
			return true
		}
	}
	return false
}

func (f *formatter) selectBody(s *Select) {
	f.put("SELECT ")
	f.when(s.Hints != nil, hintText(s.Hints)+" ")
	f.when(s.Distinct, "DISTINCT ")
	commas(f, s.Items, func(i *SelectItem) {
		switch {
		case i.Qualifier != nil:
			f.name(i.Qualifier)
			f.put(".*")
		case i.Star:
			f.put("*")
		default:
			f.expr(i.Expr)
			if i.Alias != nil {
				f.put(" AS ")
				f.ident(i.Alias)
			}
		}
	})
	if s.From != nil {
		f.put(" FROM ")
		f.table(s.From)
	}
	f.clause(" WHERE ", s.Where)
	if s.GroupBy != nil {
		f.put(" GROUP BY ")
		f.when(s.GroupDistinct, "DISTINCT ")
		commas(f, s.GroupBy, f.groupElement)
	}
	f.clause(" HAVING ", s.Having)
	if s.Windows != nil {
		f.put(" WINDOW ")
		commas(f, s.Windows, func(w *NamedWindow) {
			f.ident(w.Name)
			f.put(" AS ")
			f.windowSpec(w.Spec)
		})
	}
}

func (f *formatter) groupElement(g *GroupElement) {
	switch g.Kind {
	case GroupingSets:
		f.put("GROUPING SETS ")
	case Rollup:
		f.put("ROLLUP ")
	case Cube:
		f.put("CUBE ")
	default:
		f.put("(")
		commas(f, g.Exprs, f.expr)
		f.put(")")
		return
	}
	f.put("(")
	commas(f, g.Elements, f.groupElement)
	f.put(")")
}

func (f *formatter) orderBy(keyword string, items []*OrderItem) {
	if items == nil {
		return
	}
	f.put(keyword)
	commas(f, items, func(o *OrderItem) {
		f.expr(o.Expr)
		f.when(o.Desc, " DESC")
		f.when(o.Nulls != "", " NULLS "+o.Nulls)
	})
}

func (f *formatter) windowSpec(w *WindowSpec) {
	if w.Bare {
		f.ident(w.Base)
		return
	}
	f.put("(")
	if w.Base != nil {
		f.ident(w.Base)
	}
	if w.PartitionBy != nil {
		f.put(" PARTITION BY ")
		commas(f, w.PartitionBy, f.expr)
	}
	f.orderBy(" ORDER BY ", w.OrderBy)
	if w.Frame != nil {
		f.put(map[bool]string{true: " ROWS", false: " RANGE"}[w.Frame.Rows], " BETWEEN ")
		f.bound(w.Frame.Start)
		f.put(" AND ")
		f.bound(w.Frame.End)
	}
	f.put(")")
}

func (f *formatter) bound(b FrameBound) {
	switch b.Kind {
	case UnboundedPreceding:
		f.put("UNBOUNDED PRECEDING")
	case UnboundedFollowing:
		f.put("UNBOUNDED FOLLOWING")
	case CurrentRow:
		f.put("CURRENT ROW")
	case Preceding:
		f.expr(b.Offset)
		f.put(" PRECEDING")
	case Following:
		f.expr(b.Offset)
		f.put(" FOLLOWING")
	}
}

package ast

import "strconv"

func (f *formatter) table(t TableRef) {
	switch t := t.(type) {
	case *TableName:
		f.name(t.Name)
		f.hints(t.Hints)
		f.clause(" FOR SYSTEM_TIME AS OF ", t.SystemTime)
		f.alias(t.Alias)
	case *Subquery:
		f.when(t.Lateral, "LATERAL ")
		f.put("(")
		f.query(t.Query)
		f.put(")")
		f.alias(t.Alias)
	case *TableFunction:
		f.when(t.Lateral, "LATERAL ")
		f.put("TABLE(")
		f.expr(t.Call)
		f.put(")")
		f.alias(t.Alias)
	case *Unnest:
		f.put("UNNEST(")
		commas(f, t.Exprs, f.expr)
		f.put(")")
		f.when(t.Ordinality, " WITH ORDINALITY")
		f.alias(t.Alias)
	case *Join:
		f.join(t)
	case *AliasedTable:
		f.put("(")
		f.table(t.Table)
		f.put(")")
		f.alias(t.Alias)
	case *MatchRecognize:
		f.match(t)
	case *Pivot:
		f.pivot(t)
	}
}

func (f *formatter) pivot(t *Pivot) {
	f.table(t.Input)
	f.put(" PIVOT (")
	commas(f, t.Aggregates, func(item *SelectItem) {
		f.expr(item.Expr)
		f.named(item.Alias)
	})
	f.put(" FOR ")
	if len(t.Columns) == 1 {
		f.ident(t.Columns[0])
	} else {
		f.idents(t.Columns)
	}
	f.put(" IN (")
	commas(f, t.Values, func(v *PivotValue) {
		if len(v.Exprs) == 1 {
			f.expr(v.Exprs[0])
		} else {
			f.put("(")
			commas(f, v.Exprs, f.expr)
			f.put(")")
		}
		f.named(v.Alias)
	})
	f.put("))")
	f.alias(t.Alias)
}

// named puts the name of an expression, where it has one.
func (f *formatter) named(name *Ident) {
	if name != nil {
		f.put(" AS ")
		f.ident(name)
	}
}

func (f *formatter) alias(a *Alias) {
	if a == nil {
		return
	}
	f.put(" AS ")
	f.ident(a.Name)
	if a.Columns != nil {
		f.put(" ")
		f.idents(a.Columns)
	}
}

func (f *formatter) join(j *Join) {
	left, leftIsJoin := j.Left.(*Join)
	f.joined(j.Left, leftIsJoin && left.Kind == CommaJoin && j.Kind != CommaJoin)
	right, rightIsJoin := j.Right.(*Join)
	switch j.Kind {
	case CommaJoin:
		f.put(", ")
	default:
		f.put(" ")
		f.when(j.Natural, "NATURAL ")
		f.put(string(j.Kind), " JOIN ")
	}
	f.joined(j.Right, rightIsJoin && (j.Kind != CommaJoin || right.Kind == CommaJoin))
	f.clause(" ON ", j.On)
	if j.Using != nil {
		f.put(" USING ")
		f.idents(j.Using)
	}
}

func (f *formatter) joined(t TableRef, parentheses bool) {
	f.when(parentheses, "(")
	f.table(t)
	f.when(parentheses, ")")
}

func (f *formatter) hints(hints []*Hint) {
	if len(hints) > 0 {
		f.put(" ", hintText(hints))
	}
}

func hintText(hints []*Hint) string {
	f := &formatter{}
	f.put("/*+ ")
	commas(f, hints, func(h *Hint) {
		f.ident(h.Name)
		if h.Options == nil && h.Args == nil {
			return
		}
		f.put("(")
		commas(f, h.Options, func(o *Option) { f.put(QuoteString(o.Key), " = ", QuoteString(o.Value)) })
		f.when(h.Options != nil && h.Args != nil, ", ")
		commas(f, h.Args, func(a string) { f.put(QuoteString(a)) })
		f.put(")")
	})
	f.put(" */")
	return f.b.String()
}

func (f *formatter) match(m *MatchRecognize) {
	f.table(m.Input)
	f.put(" MATCH_RECOGNIZE (")
	if m.PartitionBy != nil {
		f.put("PARTITION BY ")
		commas(f, m.PartitionBy, f.expr)
	}
	f.orderBy(" ORDER BY ", m.OrderBy)
	if m.Measures != nil {
		f.put(" MEASURES ")
		commas(f, m.Measures, func(x *Measure) {
			f.expr(x.Expr)
			f.put(" AS ")
			f.ident(x.Name)
		})
	}
	f.rowsPerMatch(m.RowsPerMatch)
	f.afterMatch(m.Skip)
	f.put(" PATTERN (")
	f.when(m.Start, "^")
	f.pattern(m.Pattern)
	f.when(m.End, "$")
	f.put(")")
	f.clause(" WITHIN ", m.Within)
	if m.Subsets != nil {
		f.put(" SUBSET ")
		commas(f, m.Subsets, func(s *Subset) {
			f.ident(s.Name)
			f.put(" = ")
			f.idents(s.Variables)
		})
	}
	f.put(" DEFINE ")
	commas(f, m.Define, func(d *Definition) {
		f.ident(d.Variable)
		f.clause(" AS ", d.Condition)
	})
	f.put(")")
	f.alias(m.Alias)
}

func (f *formatter) rowsPerMatch(rows string) {
	switch rows {
	case "":
	case "ONE ROW":
		f.put(" ONE ROW PER MATCH")
	default:
		f.put(" ALL ROWS PER MATCH", rows[len("ALL ROWS"):])
	}
}

func (f *formatter) afterMatch(a AfterMatch) {
	switch a.Kind {
	case SkipToNextRow:
		f.put(" AFTER MATCH SKIP TO NEXT ROW")
	case SkipPastLastRow:
		f.put(" AFTER MATCH SKIP PAST LAST ROW")
	case SkipToFirst:
		f.put(" AFTER MATCH SKIP TO FIRST ")
		f.ident(a.Variable)
	case SkipToLast:
		f.put(" AFTER MATCH SKIP TO LAST ")
		f.ident(a.Variable)
	}
}

func (f *formatter) pattern(p Pattern) {
	switch p := p.(type) {
	case *PatternVariable:
		f.ident(p.Name)
	case *PatternSequence:
		f.put("(")
		for i, item := range p.Items {
			f.when(i > 0, " ")
			f.pattern(item)
		}
		f.put(")")
	case *PatternAlternation:
		f.put("(")
		for i, item := range p.Items {
			f.when(i > 0, " | ")
			f.pattern(item)
		}
		f.put(")")
	case *PatternQuantified:
		_, nested := p.Item.(*PatternQuantified)
		f.when(nested, "(")
		f.pattern(p.Item)
		f.when(nested, ")")
		f.put("{", strconv.Itoa(p.Min), ",")
		f.when(p.Max >= 0, strconv.Itoa(p.Max))
		f.put("}")
		f.when(p.Reluctant, "?")
	case *PatternExclusion:
		f.put("{- ")
		f.pattern(p.Item)
		f.put(" -}")
	case *PatternPermute:
		f.put("PERMUTE(")
		commas(f, p.Items, f.pattern)
		f.put(")")
	}
}

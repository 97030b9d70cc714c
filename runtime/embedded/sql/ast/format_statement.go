package ast

func (f *formatter) statement(s Statement) {
	switch s := s.(type) {
	case *SetOption:
		f.put("SET")
		if s.Option != nil {
			f.put(" ", QuoteString(s.Option.Key), " = ", QuoteString(s.Option.Value))
		}
	case *ResetOption:
		f.put("RESET")
		f.when(!s.All, " "+QuoteString(s.Key))
	case *Use:
		f.put("USE ")
		f.when(s.Catalog, "CATALOG ")
		f.name(s.Name)
	case *UseModules:
		f.put("USE MODULES ")
		commas(f, s.Modules, f.ident)
	case *QueryStatement:
		f.query(s.Query)
	case *Insert:
		f.insert(s)
	case *Update:
		f.update(s)
	case *Delete:
		f.put("DELETE FROM ")
		f.name(s.Table)
		f.clause(" WHERE ", s.Where)
	case *StatementSet:
		f.put("EXECUTE STATEMENT SET BEGIN ")
		f.inserts(s)
	case *Execute:
		f.put("EXECUTE ")
		f.statement(s.Statement)
	case *Explain:
		f.explain(s)
	case *Describe:
		f.describe(s)
	case *Show:
		f.show(s)
	case *Alter:
		f.alter(s)
	default:
		f.create(s)
	}
}

// clause writes a keyword and an expression where there is one.
func (f *formatter) clause(keyword string, e Expr) {
	if e != nil {
		f.put(keyword)
		f.expr(e)
	}
}

func (f *formatter) insert(s *Insert) {
	f.put("INSERT ")
	if s.Overwrite {
		f.put("OVERWRITE ")
	} else {
		f.put("INTO ")
	}
	f.name(s.Table)
	f.hints(s.Hints)
	if s.Partition != nil {
		f.put(" PARTITION ")
		f.partition(s.Partition)
	}
	if s.Columns != nil {
		f.put(" ")
		f.idents(s.Columns)
	}
	f.put(" ")
	f.query(s.Query)
}

func (f *formatter) partition(values []*PartitionValue) {
	f.put("(")
	commas(f, values, func(v *PartitionValue) {
		f.ident(v.Column)
		f.clause(" = ", v.Value)
	})
	f.put(")")
}

func (f *formatter) update(s *Update) {
	f.put("UPDATE ")
	f.name(s.Table)
	f.put(" SET ")
	commas(f, s.Set, func(a *Assignment) {
		f.ident(a.Column)
		f.clause(" = ", a.Value)
	})
	f.clause(" WHERE ", s.Where)
}

func (f *formatter) inserts(s *StatementSet) {
	for _, i := range s.Inserts {
		f.insert(i)
		f.put("; ")
	}
	f.put("END")
}

func (f *formatter) explain(s *Explain) {
	f.put("EXPLAIN ")
	f.when(s.Analyze, "ANALYZE ")
	if s.Details == nil && !s.Analyze {
		f.put("PLAN FOR ")
	}
	commas(f, s.Details, func(d string) { f.put(d) })
	f.when(s.Details != nil, " ")
	if set, ok := s.Statement.(*StatementSet); ok {
		f.put("STATEMENT SET BEGIN ")
		f.inserts(set)
		return
	}
	f.statement(s.Statement)
}

func (f *formatter) describe(s *Describe) {
	f.put("DESCRIBE ")
	f.when(s.What != "", s.What+" ")
	f.when(s.Extended, "EXTENDED ")
	if s.What == "JOB" {
		f.put(QuoteString(s.Name.Last().Name))
		return
	}
	f.name(s.Name)
}

func (f *formatter) show(s *Show) {
	f.put("SHOW ", s.What)
	f.when(s.Preposition != "", " "+s.Preposition)
	if s.Name != nil {
		f.put(" ")
		f.name(s.Name)
	}
	if s.Partition != nil {
		f.put(" PARTITION ")
		f.partition(s.Partition)
	}
	if s.Like != nil {
		f.when(s.Not, " NOT")
		if s.IgnoreCase {
			f.put(" ILIKE ")
		} else {
			f.put(" LIKE ")
		}
		f.str(s.Like)
	}
}

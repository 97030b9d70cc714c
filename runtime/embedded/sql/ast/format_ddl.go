package ast

func (f *formatter) create(s Statement) {
	switch s := s.(type) {
	case *CreateTable:
		f.createTable(s)
	case *CreateView:
		f.put("CREATE ")
		f.when(s.Temporary, "TEMPORARY ")
		f.put("VIEW ")
		f.when(s.IfNotExists, "IF NOT EXISTS ")
		f.name(s.Name)
		if s.Columns != nil {
			f.put(" ")
			f.idents(s.Columns)
		}
		f.comment(s.Comment)
		f.put(" AS ")
		f.query(s.Query)
	case *CreateFunction:
		f.createFunction(s)
	case *CreateCatalog:
		f.put("CREATE CATALOG ")
		f.when(s.IfNotExists, "IF NOT EXISTS ")
		f.ident(s.Name)
		f.comment(s.Comment)
		f.with(s.Options)
	case *CreateDatabase:
		f.put("CREATE DATABASE ")
		f.when(s.IfNotExists, "IF NOT EXISTS ")
		f.name(s.Name)
		f.comment(s.Comment)
		f.with(s.Options)
	case *Drop:
		f.put("DROP ")
		f.when(s.Temporary, "TEMPORARY ")
		f.when(s.System, "SYSTEM ")
		f.put(string(s.Kind), " ")
		f.when(s.IfExists, "IF EXISTS ")
		f.name(s.Name)
		f.when(s.Behavior != "", " "+s.Behavior)
	}
}

func (f *formatter) comment(c *StringLit) {
	if c != nil {
		f.put(" COMMENT ")
		f.str(c)
	}
}

func (f *formatter) with(options []*Option) {
	if options != nil {
		f.put(" WITH ")
		f.options(options)
	}
}

func (f *formatter) createTable(s *CreateTable) {
	switch {
	case s.OrCreate:
		f.put("CREATE OR REPLACE ")
	case s.Replace:
		f.put("REPLACE ")
	default:
		f.put("CREATE ")
	}
	f.when(s.Temporary, "TEMPORARY ")
	f.put("TABLE ")
	f.when(s.IfNotExists, "IF NOT EXISTS ")
	f.name(s.Name)
	elements := f.tableElements(s)
	if elements != nil {
		f.put(" (")
		commas(f, elements, func(write func()) { write() })
		f.put(")")
	}
	f.comment(s.Comment)
	if s.Distribution != nil {
		f.put(" DISTRIBUTED")
		f.distribution(s.Distribution)
	}
	if s.PartitionedBy != nil {
		f.put(" PARTITIONED BY ")
		f.idents(s.PartitionedBy)
	}
	f.with(s.Options)
	if s.Like != nil {
		f.put(" LIKE ")
		f.name(s.Like.Table)
		f.put(" (")
		for i, o := range s.Like.Options {
			f.when(i > 0, " ")
			f.put(o.Merge, " ", o.Feature)
		}
		f.put(")")
	}
	if s.As != nil {
		f.put(" AS ")
		f.query(s.As)
	}
}

// tableElements are the writers of what stands in the parentheses of CREATE TABLE.
func (f *formatter) tableElements(s *CreateTable) []func() {
	var elements []func()
	for _, c := range s.Columns {
		elements = append(elements, func() { f.column(c) })
	}
	for _, c := range s.Constraints {
		elements = append(elements, func() { f.constraint(c) })
	}
	for _, w := range s.Watermarks {
		elements = append(elements, func() { f.watermark(w) })
	}
	return elements
}

func (f *formatter) column(c *Column) {
	f.ident(c.Name)
	switch c.Kind {
	case NamedColumn:
		return
	case ComputedColumn:
		f.clause(" AS ", c.Expr)
	default:
		f.put(" ")
		f.dataType(c.Type)
	}
	if c.Kind == MetadataColumn {
		f.put(" METADATA")
		if c.MetadataKey != nil {
			f.put(" FROM ")
			f.str(c.MetadataKey)
		}
		f.when(c.Virtual, " VIRTUAL")
	}
	if c.Constraint != nil {
		f.put(" ")
		f.constraint(c.Constraint)
	}
	f.comment(c.Comment)
}

func (f *formatter) constraint(c *Constraint) {
	if c.Name != nil {
		f.put("CONSTRAINT ")
		f.ident(c.Name)
		f.put(" ")
	}
	if c.Unique {
		f.put("UNIQUE")
	} else {
		f.put("PRIMARY KEY")
	}
	if c.Columns != nil {
		f.put(" ")
		f.idents(c.Columns)
	}
	f.when(c.Enforcement != "", " "+c.Enforcement)
}

func (f *formatter) watermark(w *Watermark) {
	f.put("WATERMARK FOR ")
	f.name(w.Column)
	f.clause(" AS ", w.Expr)
}

func (f *formatter) distribution(d *Distribution) {
	if d.Columns != nil {
		f.put(" BY ", d.Kind)
		f.idents(d.Columns)
	}
	if d.Buckets != nil {
		f.put(" INTO ", d.Buckets.Text, " BUCKETS")
	}
}

func (f *formatter) createFunction(s *CreateFunction) {
	f.put("CREATE ")
	f.when(s.Temporary, "TEMPORARY ")
	f.when(s.System, "SYSTEM ")
	f.put("FUNCTION ")
	f.when(s.IfNotExists, "IF NOT EXISTS ")
	f.name(s.Name)
	f.put(" AS ")
	f.str(s.Class)
	f.when(s.Language != "", " LANGUAGE "+s.Language)
	if s.Jars != nil {
		f.put(" USING ")
		commas(f, s.Jars, func(j *StringLit) {
			f.put("JAR ")
			f.str(j)
		})
	}
}

func (f *formatter) alter(s *Alter) {
	f.put("ALTER ")
	f.when(s.Temporary, "TEMPORARY ")
	f.when(s.System, "SYSTEM ")
	f.put(string(s.Kind), " ")
	f.when(s.IfExists, "IF EXISTS ")
	f.name(s.Name)
	if s.Partition != nil {
		f.put(" PARTITION ")
		f.partition(s.Partition)
	}
	f.put(" ")
	switch a := s.Action.(type) {
	case *AlterRename:
		f.put("RENAME TO ")
		f.name(a.To)
	case *AlterRenameColumn:
		f.put("RENAME ")
		f.name(a.Column)
		f.put(" TO ")
		f.ident(a.To)
	case *AlterSet:
		f.put("SET ")
		f.options(a.Options)
	case *AlterReset:
		f.put("RESET (")
		commas(f, a.Keys, f.str)
		f.put(")")
	case *AlterColumns:
		f.alterColumns(a)
	case *AlterDrop:
		f.put("DROP ", a.What)
		if a.Constraint != nil {
			f.put(" ")
			f.ident(a.Constraint)
		}
		if a.Columns != nil {
			f.put("(")
			commas(f, a.Columns, f.name)
			f.put(")")
		}
	case *AlterPartitions:
		f.alterPartitions(a)
	case *AlterAs:
		f.put("AS ")
		f.query(a.Query)
	case *AlterFunctionClass:
		f.put("AS ")
		f.str(a.Class)
		f.when(a.Language != "", " LANGUAGE "+a.Language)
	case *AlterComment:
		f.put("COMMENT ")
		f.str(a.Comment)
	}
}

func (f *formatter) alterColumns(a *AlterColumns) {
	if a.Modify {
		f.put("MODIFY ")
	} else {
		f.put("ADD ")
	}
	if a.Distribution != nil {
		f.put("DISTRIBUTION")
		f.distribution(a.Distribution)
		return
	}
	f.put("(")
	commas(f, a.Columns, func(c *AlterColumn) {
		f.column(c.Column)
		f.when(c.First, " FIRST")
		if c.After != nil {
			f.put(" AFTER ")
			f.name(c.After)
		}
	})
	f.when(len(a.Columns) > 0 && len(a.Constraints) > 0, ", ")
	commas(f, a.Constraints, f.constraint)
	f.when(len(a.Columns)+len(a.Constraints) > 0 && len(a.Watermarks) > 0, ", ")
	commas(f, a.Watermarks, f.watermark)
	f.put(")")
}

func (f *formatter) alterPartitions(a *AlterPartitions) {
	write := func(p *Partition) {
		f.put("PARTITION ")
		f.partition(p.Values)
		f.with(p.Options)
	}
	if a.Drop {
		f.put("DROP ")
		f.when(a.Exists, "IF EXISTS ")
		commas(f, a.Partitions, write)
		return
	}
	f.put("ADD")
	f.when(a.Exists, " IF NOT EXISTS")
	for _, p := range a.Partitions {
		f.put(" ")
		write(p)
	}
}

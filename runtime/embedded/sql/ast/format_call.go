package ast

func (f *formatter) call(c *FuncCall) {
	if c.Bare {
		f.put(c.FuncName())
		return
	}
	if f.specialCall(c) {
		return
	}
	if len(c.Name.Parts) == 1 && !c.Name.Parts[0].Quoted {
		f.put(c.Name.Parts[0].Name)
	} else {
		f.name(c.Name)
	}
	f.put("(")
	f.when(c.Star, "*")
	f.when(c.Distinct, "DISTINCT ")
	commas(f, c.Args, f.expr)
	f.orderBy(" ORDER BY ", c.OrderBy)
	f.put(")")
	f.when(c.NullTreatment != "", " "+c.NullTreatment)
	if c.WithinGroup != nil {
		f.orderBy(" WITHIN GROUP (ORDER BY ", c.WithinGroup)
		f.put(")")
	}
	f.filter(c.Filter)
	if c.Over != nil {
		f.put(" OVER ")
		f.windowSpec(c.Over)
	}
}

func (f *formatter) filter(e Expr) {
	if e != nil {
		f.put(" FILTER (WHERE ")
		f.expr(e)
		f.put(")")
	}
}

// separators are what stands between the arguments of functions with a syntax of their own.
var separators = map[string][]string{
	"EXTRACT":       {" FROM "},
	"FLOOR":         {" TO "},
	"CEIL":          {" TO "},
	"CEILING":       {" TO "},
	"TIMESTAMPADD":  {", ", ", "},
	"TIMESTAMPDIFF": {", ", ", "},
	"TRIM":          {" ", " FROM "},
	"SUBSTRING":     {", ", ", "},
	"POSITION":      {" IN ", " FROM "},
	"OVERLAY":       {" PLACING ", " FROM ", " FOR "},
}

// specialCall writes a function with a syntax of its own; it tells whether the call is one.
func (f *formatter) specialCall(c *FuncCall) bool {
	between, ok := separators[c.FuncName()]
	if !ok || c.Name.Parts[0].Quoted {
		return false
	}
	f.put(c.FuncName(), "(")
	for i, a := range c.Args {
		switch a := a.(type) {
		case *UnitArg:
			f.put(string(a.Unit))
		case *TrimArg:
			f.put(a.Side)
		default:
			f.nested(a)
		}
		if i < len(c.Args)-1 {
			f.put(between[min(i, len(between)-1)])
		}
	}
	f.put(")")
	return true
}

func (f *formatter) tableArg(a *TableArg) {
	f.put("TABLE ")
	f.table(a.Table)
	if a.PartitionBy != nil {
		f.put(" PARTITION BY (")
		commas(f, a.PartitionBy, f.expr)
		f.put(")")
	}
	if a.OrderBy != nil {
		f.orderBy(" ORDER BY (", a.OrderBy)
		f.put(")")
	}
}

func (f *formatter) json(e Expr) {
	switch e := e.(type) {
	case *JSONValue:
		f.jsonHead("JSON_VALUE", e.Doc, e.Path)
		f.returning(e.Returning)
		f.behavior(e.OnEmpty, "EMPTY")
		f.behavior(e.OnError, "ERROR")
	case *JSONQuery:
		f.jsonHead("JSON_QUERY", e.Doc, e.Path)
		f.returning(e.Returning)
		switch e.Wrapper {
		case "":
		case "WITHOUT":
			f.put(" WITHOUT ARRAY WRAPPER")
		default:
			f.put(" WITH ", e.Wrapper, " ARRAY WRAPPER")
		}
		f.behavior(e.OnEmpty, "EMPTY")
		f.behavior(e.OnError, "ERROR")
	case *JSONExists:
		f.jsonHead("JSON_EXISTS", e.Doc, e.Path)
		f.behavior(e.OnError, "ERROR")
	case *JSONObject:
		f.put("JSON_OBJECT")
		f.when(e.Aggregate, "AGG")
		f.put("(")
		commas(f, e.Entries, func(entry *JSONEntry) {
			f.put("KEY ")
			f.expr(entry.Key)
			f.put(" VALUE ")
			f.expr(entry.Value)
		})
		f.onNull(e.OnNull)
		f.put(")")
		f.filter(e.Filter)
		return
	case *JSONArray:
		f.put("JSON_ARRAY")
		f.when(e.Aggregate, "AGG")
		f.put("(")
		commas(f, e.Items, f.expr)
		f.onNull(e.OnNull)
		f.put(")")
		f.filter(e.Filter)
		return
	}
	f.put(")")
}

func (f *formatter) jsonHead(name string, doc, path Expr) {
	f.put(name, "(")
	f.expr(doc)
	f.put(", ")
	f.expr(path)
}

func (f *formatter) returning(t *DataType) {
	if t != nil {
		f.put(" RETURNING ")
		f.dataType(t)
	}
}

func (f *formatter) behavior(b *JSONBehavior, on string) {
	if b == nil {
		return
	}
	f.put(" ", b.Kind)
	f.clause(" ", b.Default)
	f.put(" ON ", on)
}

func (f *formatter) onNull(kind string) {
	f.when(kind != "", " "+kind+" ON NULL")
}

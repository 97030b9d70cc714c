package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// parseJSONHead reads "(doc [FORMAT JSON], path".
func (p *parser) parseJSONHead() (doc, path ast.Expr) {
	p.next()
	p.expect("(")
	doc = p.parseExpr()
	p.acceptFormatJSON()
	p.expect(",")
	return doc, p.parseExpr()
}

func (p *parser) acceptFormatJSON() {
	p.acceptWords("FORMAT", "JSON")
}

func (p *parser) parseJSONValue() ast.Expr {
	v := &ast.JSONValue{Pos: p.pos()}
	v.Doc, v.Path = p.parseJSONHead()
	if p.accept("RETURNING") {
		v.Returning = p.parseType()
	}
	p.parseBehaviors([]string{"NULL", "ERROR", "DEFAULT"}, &v.OnEmpty, &v.OnError)
	p.expect(")")
	return v
}

func (p *parser) parseJSONQuery() ast.Expr {
	q := &ast.JSONQuery{Pos: p.pos()}
	q.Doc, q.Path = p.parseJSONHead()
	if p.accept("RETURNING") {
		q.Returning = p.parseType()
	}
	switch {
	case p.accept("WITHOUT"):
		p.accept("ARRAY")
		p.expect("WRAPPER")
		q.Wrapper = "WITHOUT"
	case p.accept("WITH"):
		q.Wrapper = p.acceptOneOf("CONDITIONAL", "UNCONDITIONAL")
		if q.Wrapper == "" {
			q.Wrapper = "UNCONDITIONAL"
		}
		p.accept("ARRAY")
		p.expect("WRAPPER")
	}
	p.parseBehaviors([]string{"NULL", "ERROR", "EMPTY"}, &q.OnEmpty, &q.OnError)
	p.expect(")")
	return q
}

func (p *parser) parseJSONExists() ast.Expr {
	e := &ast.JSONExists{Pos: p.pos()}
	e.Doc, e.Path = p.parseJSONHead()
	p.parseBehaviors([]string{"TRUE", "FALSE", "UNKNOWN", "ERROR"}, nil, &e.OnError)
	p.expect(")")
	return e
}

// parseBehaviors reads "behaviour ON EMPTY" and "behaviour ON ERROR", in this order; onEmpty is nil where there is no
// such clause.
func (p *parser) parseBehaviors(kinds []string, onEmpty, onError **ast.JSONBehavior) {
	for {
		at := p.pos()
		kind := p.acceptOneOf(kinds...)
		if kind == "" {
			return
		}
		b := &ast.JSONBehavior{Pos: at, Kind: kind}
		switch kind {
		case "DEFAULT":
			b.Default = p.parseExpr()
		case "EMPTY":
			b.Kind += " " + p.expectOneOf("ARRAY", "OBJECT")
		}
		p.expect("ON")
		if onEmpty != nil && *onEmpty == nil && *onError == nil && p.accept("EMPTY") {
			*onEmpty = b
			continue
		}
		p.expect("ERROR")
		*onError = b
		return
	}
}

func (p *parser) parseJSONObject() ast.Expr {
	o := &ast.JSONObject{Pos: p.next().pos}
	p.expect("(")
	o.OnNull = p.acceptOnNull()
	if o.OnNull == "" && !p.see(")") {
		o.Entries = list(p, p.parseJSONEntry)
		o.OnNull = p.acceptOnNull()
	}
	p.expect(")")
	return o
}

func (p *parser) parseJSONObjectAgg() ast.Expr {
	o := &ast.JSONObject{Pos: p.next().pos, Aggregate: true}
	p.expect("(")
	o.Entries = []*ast.JSONEntry{p.parseJSONEntry()}
	o.OnNull = p.acceptOnNull()
	p.expect(")")
	o.Filter = p.acceptFilter()
	return o
}

// parseJSONEntry reads [KEY] k VALUE v, k : v or k, v.
func (p *parser) parseJSONEntry() *ast.JSONEntry {
	e := &ast.JSONEntry{Pos: p.pos()}
	if p.is("KEY") && !p.peek(1).is("VALUE") && !p.peek(1).is(":") && !p.peek(1).is(",") {
		p.next()
	}
	e.Key = p.parseExpr()
	p.expectOneOf("VALUE", ":", ",")
	e.Value = p.parseExpr()
	p.acceptFormatJSON()
	return e
}

func (p *parser) parseJSONArray() ast.Expr {
	a := &ast.JSONArray{Pos: p.next().pos}
	p.expect("(")
	a.OnNull = p.acceptOnNull()
	if a.OnNull == "" && !p.see(")") {
		a.Items = list(p, p.parseJSONItem)
		a.OnNull = p.acceptOnNull()
	}
	p.expect(")")
	return a
}

func (p *parser) parseJSONArrayAgg() ast.Expr {
	a := &ast.JSONArray{Pos: p.next().pos, Aggregate: true}
	p.expect("(")
	a.Items = []ast.Expr{p.parseJSONItem()}
	a.OnNull = p.acceptOnNull()
	p.expect(")")
	a.Filter = p.acceptFilter()
	return a
}

func (p *parser) parseJSONItem() ast.Expr {
	e := p.parseExpr()
	p.acceptFormatJSON()
	return e
}

// acceptOnNull reads NULL ON NULL or ABSENT ON NULL.
func (p *parser) acceptOnNull() string {
	for _, w := range []string{"NULL", "ABSENT"} {
		if p.acceptWords(w, "ON", "NULL") {
			return w
		}
	}
	return ""
}

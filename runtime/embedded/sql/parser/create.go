package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// parseCreate reads CREATE and REPLACE.
func (p *parser) parseCreate() ast.Statement {
	if p.accept("REPLACE") {
		p.expect("TABLE")
		return p.parseCreateTable(&ast.CreateTable{Replace: true})
	}
	p.expect("CREATE")
	if p.acceptWords("OR", "REPLACE") {
		p.expect("TABLE")
		return p.parseCreateTable(&ast.CreateTable{Replace: true, OrCreate: true})
	}
	if p.is("MATERIALIZED") && p.peek(1).is("TABLE") {
		p.fail(p.pos(), "CREATE MATERIALIZED TABLE is not supported by the embedded engine; write CREATE TABLE and INSERT INTO")
	}
	temporary := p.accept("TEMPORARY")
	switch {
	case p.accept("TABLE"):
		return p.parseCreateTable(&ast.CreateTable{Temporary: temporary})
	case p.accept("VIEW"):
		return p.parseCreateView(temporary)
	case p.accept("FUNCTION"):
		return p.parseCreateFunction(&ast.CreateFunction{Temporary: temporary})
	case temporary && p.accept("SYSTEM"):
		p.expect("FUNCTION")
		return p.parseCreateFunction(&ast.CreateFunction{Temporary: true, System: true})
	case !temporary && p.accept("CATALOG"):
		c := &ast.CreateCatalog{IfNotExists: p.acceptIfNotExists(), Name: p.parseIdent(), Comment: p.acceptComment()}
		c.Options = p.acceptWith()
		return c
	case !temporary && p.accept("DATABASE"):
		d := &ast.CreateDatabase{IfNotExists: p.acceptIfNotExists(), Name: p.parseName(), Comment: p.acceptComment()}
		d.Options = p.acceptWith()
		return d
	}
	p.unexpected()
	return nil
}

func (p *parser) acceptIfNotExists() bool { return p.acceptWords("IF", "NOT", "EXISTS") }

func (p *parser) acceptIfExists() bool { return p.acceptWords("IF", "EXISTS") }

func (p *parser) acceptComment() *ast.StringLit {
	if p.accept("COMMENT") {
		return p.parseString()
	}
	return nil
}

func (p *parser) parseCreateTable(t *ast.CreateTable) ast.Statement {
	t.IfNotExists = p.acceptIfNotExists()
	t.Name = p.parseName()
	if p.accept("(") {
		list(p, func() bool { p.parseTableElement(t); return true })
		p.expect(")")
	}
	t.Comment = p.acceptComment()
	if p.see("DISTRIBUTED") {
		t.Distribution = p.parseDistribution("DISTRIBUTED")
	}
	if p.accept("PARTITIONED") {
		p.expect("BY")
		t.PartitionedBy = p.parseIdents()
	}
	t.Options = p.acceptWith()
	switch {
	case p.see("LIKE"):
		t.Like = p.parseTableLike()
	case p.accept("AS"):
		t.As = p.parseQuery()
	}
	return t
}

// parseTableElement reads a column, a constraint or a watermark.
func (p *parser) parseTableElement(t *ast.CreateTable) {
	switch {
	case p.see("WATERMARK"):
		w := p.parseWatermark()
		if len(t.Watermarks) > 0 {
			p.fail(w.Pos, "Multiple WATERMARK statements is not supported yet.")
		}
		t.Watermarks = append(t.Watermarks, w)
	case p.seeConstraint():
		t.Constraints = append(t.Constraints, p.parseConstraint(true))
	default:
		t.Columns = append(t.Columns, p.parseColumn())
	}
}

func (p *parser) seeConstraint() bool {
	return p.see("PRIMARY") || p.see("UNIQUE") || p.see("CONSTRAINT")
}

func (p *parser) parseWatermark() *ast.Watermark {
	w := &ast.Watermark{Pos: p.expect("WATERMARK").pos}
	p.expect("FOR")
	w.Column = p.parseName()
	p.expect("AS")
	w.Expr = p.parseExpr()
	return w
}

// parseConstraint reads [CONSTRAINT name] PRIMARY KEY|UNIQUE [(columns)] [NOT ENFORCED]; a constraint of the table has
// columns, one at a column has none.
func (p *parser) parseConstraint(columns bool) *ast.Constraint {
	c := &ast.Constraint{Pos: p.pos()}
	if p.accept("CONSTRAINT") {
		c.Name = p.parseIdent()
	}
	if p.accept("UNIQUE") {
		c.Unique = true
	} else {
		p.expectWords("PRIMARY", "KEY")
	}
	if columns {
		c.Columns = p.parseIdents()
	}
	switch {
	case p.acceptWords("NOT", "ENFORCED"):
		c.Enforcement = "NOT ENFORCED"
	case p.accept("ENFORCED"):
		c.Enforcement = "ENFORCED"
	}
	return c
}

// parseColumn reads name type, name AS expression, or name type METADATA ...; a name alone is left to CREATE TABLE AS.
func (p *parser) parseColumn() *ast.Column {
	c := &ast.Column{Pos: p.pos(), Name: p.parseIdent()}
	switch {
	case p.see(",") || p.see(")"):
		c.Kind = ast.NamedColumn
		return c
	case p.accept("AS"):
		c.Kind = ast.ComputedColumn
		c.Expr = p.parseExpr()
	default:
		c.Type = p.parseType()
		if p.accept("METADATA") {
			c.Kind = ast.MetadataColumn
			if p.accept("FROM") {
				c.MetadataKey = p.parseString()
			}
			c.Virtual = p.accept("VIRTUAL")
		} else if p.seeConstraint() {
			c.Constraint = p.parseConstraint(false)
		}
	}
	c.Comment = p.acceptComment()
	return c
}

func (p *parser) parseDistribution(first string) *ast.Distribution {
	d := &ast.Distribution{Pos: p.expect(first).pos}
	if p.accept("BY") {
		d.Kind = p.acceptOneOf("HASH", "RANGE")
		d.Columns = p.parseIdents()
	} else {
		p.see("INTO")
	}
	if p.accept("INTO") {
		t := p.tok()
		p.parseUnsigned()
		d.Buckets = &ast.NumberLit{Pos: t.pos, Text: t.text}
		p.expect("BUCKETS")
	} else if d.Columns == nil {
		p.unexpected()
	}
	return d
}

func (p *parser) parseTableLike() *ast.Like {
	l := &ast.Like{Pos: p.expect("LIKE").pos, Table: p.parseName()}
	if !p.accept("(") {
		return l
	}
	for !p.accept(")") {
		o := &ast.LikeOption{Pos: p.pos()}
		o.Merge = p.expectOneOf("INCLUDING", "EXCLUDING", "OVERWRITING")
		o.Feature = p.expectOneOf("ALL", "CONSTRAINTS", "DISTRIBUTION", "GENERATED", "METADATA", "OPTIONS", "PARTITIONS",
			"WATERMARKS")
		l.Options = append(l.Options, o)
	}
	return l
}

func (p *parser) parseCreateView(temporary bool) ast.Statement {
	v := &ast.CreateView{Temporary: temporary, IfNotExists: p.acceptIfNotExists(), Name: p.parseName()}
	if p.see("(") {
		v.Columns = p.parseIdents()
	}
	v.Comment = p.acceptComment()
	p.expect("AS")
	v.Query = p.parseQuery()
	return v
}

func (p *parser) parseCreateFunction(f *ast.CreateFunction) ast.Statement {
	f.IfNotExists = p.acceptIfNotExists()
	f.Name = p.parseName()
	p.expect("AS")
	f.Class = p.parseString()
	f.Language = p.acceptLanguage()
	if p.accept("USING") {
		f.Jars = list(p, func() *ast.StringLit {
			p.expect("JAR")
			return p.parseString()
		})
	}
	return f
}

func (p *parser) acceptLanguage() string {
	if p.accept("LANGUAGE") {
		return p.expectOneOf("JAVA", "SCALA", "PYTHON")
	}
	return ""
}

func (p *parser) parseDrop() ast.Statement {
	p.expect("DROP")
	d := &ast.Drop{Temporary: p.accept("TEMPORARY")}
	d.System = d.Temporary && p.accept("SYSTEM")
	kinds := []string{"TABLE", "VIEW", "FUNCTION", "CATALOG", "DATABASE"}
	switch {
	case d.System:
		kinds = kinds[2:3]
	case d.Temporary:
		kinds = kinds[:3]
	}
	d.Kind = ast.ObjectKind(p.expectOneOf(kinds...))
	d.IfExists = p.acceptIfExists()
	d.Name = p.parseName()
	if d.Kind == ast.DatabaseObject {
		d.Behavior = p.acceptOneOf("RESTRICT", "CASCADE")
	}
	return d
}

package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

func (p *parser) parseAlter() ast.Statement {
	p.expect("ALTER")
	a := &ast.Alter{Temporary: p.accept("TEMPORARY")}
	a.System = a.Temporary && p.accept("SYSTEM")
	if a.Temporary {
		a.Kind = ast.ObjectKind(p.expectOneOf("FUNCTION"))
	} else {
		a.Kind = ast.ObjectKind(p.expectOneOf("TABLE", "VIEW", "FUNCTION", "CATALOG", "DATABASE"))
	}
	a.IfExists = p.acceptIfExists()
	a.Name = p.parseName()
	at := p.pos()
	switch a.Kind {
	case ast.TableObject:
		if p.accept("PARTITION") {
			a.Partition = p.parsePartitionValues()
		}
		a.Action = p.parseAlterTable()
	case ast.ViewObject:
		if p.accept("RENAME") {
			p.expect("TO")
			a.Action = &ast.AlterRename{Pos: at, To: p.parseName()}
		} else {
			p.expect("AS")
			a.Action = &ast.AlterAs{Pos: at, Query: p.parseQuery()}
		}
	case ast.FunctionObject:
		p.expect("AS")
		a.Action = &ast.AlterFunctionClass{Pos: at, Class: p.parseString(), Language: p.acceptLanguage()}
	case ast.CatalogObject:
		a.Action = p.parseAlterCatalog(at)
	default:
		p.expect("SET")
		a.Action = &ast.AlterSet{Pos: at, Options: p.parseOptions()}
	}
	return a
}

func (p *parser) parseAlterCatalog(at ast.Pos) ast.AlterAction {
	switch {
	case p.accept("SET"):
		return &ast.AlterSet{Pos: at, Options: p.parseOptions()}
	case p.accept("RESET"):
		return &ast.AlterReset{Pos: at, Keys: parenthesized(p, p.parseString)}
	}
	p.expect("COMMENT")
	return &ast.AlterComment{Pos: at, Comment: p.parseString()}
}

func (p *parser) parseAlterTable() ast.AlterAction {
	at := p.pos()
	switch p.expectOneOf("RENAME", "SET", "RESET", "ADD", "MODIFY", "DROP") {
	case "RENAME":
		if p.accept("TO") {
			return &ast.AlterRename{Pos: at, To: p.parseName()}
		}
		r := &ast.AlterRenameColumn{Pos: at, Column: p.parseName()}
		p.expect("TO")
		r.To = p.parseIdent()
		return r
	case "SET":
		return &ast.AlterSet{Pos: at, Options: p.parseOptions()}
	case "RESET":
		return &ast.AlterReset{Pos: at, Keys: parenthesized(p, p.parseString)}
	case "ADD":
		if p.see("PARTITION") || p.is("IF") && p.peek(1).is("NOT") {
			return p.parseAddPartitions(at)
		}
		return p.parseAlterColumns(&ast.AlterColumns{Pos: at})
	case "MODIFY":
		return p.parseAlterColumns(&ast.AlterColumns{Pos: at, Modify: true})
	}
	return p.parseAlterDrop(at)
}

func (p *parser) parseAlterColumns(c *ast.AlterColumns) ast.AlterAction {
	switch {
	case p.see("DISTRIBUTION"):
		c.Distribution = p.parseDistribution("DISTRIBUTION")
	case p.accept("("):
		list(p, func() bool { p.parseAlterElement(c); return true })
		p.expect(")")
	default:
		p.parseAlterElement(c)
	}
	return c
}

func (p *parser) parseAlterElement(c *ast.AlterColumns) {
	switch {
	case p.see("WATERMARK"):
		c.Watermarks = append(c.Watermarks, p.parseWatermark())
	case p.seeConstraint():
		c.Constraints = append(c.Constraints, p.parseConstraint(true))
	default:
		column := &ast.AlterColumn{Pos: p.pos(), Column: p.parseColumn()}
		if p.accept("FIRST") {
			column.First = true
		} else if p.accept("AFTER") {
			column.After = p.parseName()
		}
		c.Columns = append(c.Columns, column)
	}
}

func (p *parser) parseAlterDrop(at ast.Pos) ast.AlterAction {
	d := &ast.AlterDrop{Pos: at}
	switch {
	case p.accept("PRIMARY"):
		p.expect("KEY")
		d.What = "PRIMARY KEY"
	case p.accept("CONSTRAINT"):
		d.What, d.Constraint = "CONSTRAINT", p.parseIdent()
	case p.accept("WATERMARK"):
		d.What = "WATERMARK"
	case p.accept("DISTRIBUTION"):
		d.What = "DISTRIBUTION"
	case p.see("PARTITION") || p.is("IF") && p.peek(1).is("EXISTS"):
		parts := &ast.AlterPartitions{Pos: at, Drop: true, Exists: p.acceptIfExists()}
		parts.Partitions = list(p, func() *ast.Partition {
			part := &ast.Partition{Pos: p.expect("PARTITION").pos}
			part.Values = p.parsePartitionValues()
			return part
		})
		return parts
	case p.see("("):
		d.Columns = parenthesized(p, p.parseName)
	default:
		d.Columns = []*ast.Name{p.parseName()}
	}
	return d
}

func (p *parser) parseAddPartitions(at ast.Pos) ast.AlterAction {
	parts := &ast.AlterPartitions{Pos: at, Exists: p.acceptIfNotExists()}
	for p.see("PARTITION") || len(parts.Partitions) == 0 {
		part := &ast.Partition{Pos: p.expect("PARTITION").pos}
		part.Values = p.parsePartitionValues()
		part.Options = p.acceptWith()
		parts.Partitions = append(parts.Partitions, part)
	}
	return parts
}

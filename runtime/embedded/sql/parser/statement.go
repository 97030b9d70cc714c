package parser

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// statementParsers are the first words of statements.
var statementParsers map[string]func(p *parser) ast.Statement

// statementWords are the same words in the order in which errors list them.
var statementWords = []string{"SELECT", "INSERT", "CREATE", "WITH", "VALUES", "EXECUTE", "BEGIN", "SET", "RESET", "DROP",
	"ALTER", "USE", "EXPLAIN", "DESCRIBE", "DESC", "SHOW", "UPDATE", "DELETE", "REPLACE", "TABLE", "("}

// otherStatements are the first words of the statements that Flink has and the engine has not, with what they are called.
var otherStatements = map[string]string{
	"ADD": "ADD JAR", "ANALYZE": "ANALYZE TABLE", "CALL": "CALL", "COMPILE": "COMPILE PLAN", "LOAD": "LOAD MODULE", "MERGE": "MERGE",
	"REMOVE": "REMOVE JAR", "STOP": "STOP JOB", "TRUNCATE": "TRUNCATE TABLE", "UNLOAD": "UNLOAD MODULE",
}

func init() {
	statementParsers = map[string]func(p *parser) ast.Statement{
		"SELECT": (*parser).parseQueryStatement, "WITH": (*parser).parseQueryStatement,
		"VALUES": (*parser).parseQueryStatement, "TABLE": (*parser).parseQueryStatement,
		"(": (*parser).parseQueryStatement, "INSERT": (*parser).parseInsertStatement,
		"CREATE": (*parser).parseCreate, "REPLACE": (*parser).parseCreate, "EXECUTE": (*parser).parseExecute,
		"BEGIN": (*parser).parseBegin, "SET": (*parser).parseSet, "RESET": (*parser).parseReset,
		"DROP": (*parser).parseDrop, "ALTER": (*parser).parseAlter, "USE": (*parser).parseUse,
		"EXPLAIN": (*parser).parseExplain, "DESCRIBE": (*parser).parseDescribe, "DESC": (*parser).parseDescribe,
		"SHOW": (*parser).parseShow, "UPDATE": (*parser).parseUpdate, "DELETE": (*parser).parseDelete,
	}
}

// parseStatement reads one statement and records its range of bytes.
func (p *parser) parseStatement() ast.Statement {
	defer p.enter()()
	t := p.tok()
	parse := statementParsers[t.text]
	if known, ok := otherStatements[t.text]; ok && t.kind == word {
		p.fail(t.pos, "%s is not supported by the embedded engine", known)
	}
	if parse == nil || t.kind != word && t.kind != symbol {
		for _, w := range statementWords {
			p.expecting(w)
		}
		p.unexpected()
	}
	s := parse(p)
	s.(interface{ SetPlace(ast.Pos, ast.Span) }).SetPlace(t.pos, ast.Span{Start: t.start, End: p.peek(-1).end})
	return s
}

func (p *parser) parseQueryStatement() ast.Statement {
	return &ast.QueryStatement{Query: p.parseQuery()}
}

func (p *parser) parseInsertStatement() ast.Statement { return p.parseInsert() }

// parseInsert reads INSERT INTO|OVERWRITE [TABLE] name [PARTITION (...)] [(columns)] query.
func (p *parser) parseInsert() *ast.Insert {
	p.expect("INSERT")
	i := &ast.Insert{}
	i.Overwrite = p.expectOneOf("INTO", "OVERWRITE") == "OVERWRITE"
	p.accept("TABLE")
	i.Table = p.parseName()
	i.Hints = p.parseHints()
	if p.accept("PARTITION") {
		i.Partition = p.parsePartitionValues()
	}
	if p.see("(") && !p.parenthesizedQueryFollows() {
		i.Columns = p.parseIdents()
	}
	i.Query = p.parseQuery()
	return i
}

// parenthesizedQueryFollows tells a query in parentheses from a list of columns.
func (p *parser) parenthesizedQueryFollows() bool {
	for n := 0; n <= maxDepth; n++ {
		if t := p.peek(n); !t.is("(") {
			return t.startsQuery()
		}
	}
	return false
}

// parsePartitionValues reads (k = v, ...); values are literals.
func (p *parser) parsePartitionValues() []*ast.PartitionValue {
	return parenthesized(p, func() *ast.PartitionValue {
		v := &ast.PartitionValue{Pos: p.pos(), Column: p.parseIdent()}
		if p.accept("=") {
			v.Value = p.parseExpr()
		}
		return v
	})
}

// parseExecute reads EXECUTE STATEMENT SET BEGIN ... END, and EXECUTE of a single statement.
func (p *parser) parseExecute() ast.Statement {
	p.expect("EXECUTE")
	if p.is("PLAN") {
		p.fail(p.peek(-1).pos, "EXECUTE PLAN is not supported by the embedded engine")
	}
	if p.accept("STATEMENT") {
		p.expectWords("SET", "BEGIN")
		return p.parseStatementSet()
	}
	return &ast.Execute{Statement: p.parseInsertOrQuery()}
}

// parseBegin reads BEGIN STATEMENT SET; ... END.
func (p *parser) parseBegin() ast.Statement {
	p.expectWords("BEGIN", "STATEMENT", "SET", ";")
	return p.parseStatementSet()
}

// parseStatementSet reads INSERT statements up to END.
func (p *parser) parseStatementSet() *ast.StatementSet {
	set := &ast.StatementSet{}
	for {
		for p.accept(";") {
		}
		if p.accept("END") {
			if len(set.Inserts) == 0 {
				p.fail(p.peek(-1).pos, "A statement set must have at least one INSERT statement.")
			}
			return set
		}
		t := p.tok()
		if !p.see("INSERT") {
			p.unexpected()
		}
		insert := p.parseInsert()
		insert.SetPlace(t.pos, ast.Span{Start: t.start, End: p.peek(-1).end})
		set.Inserts = append(set.Inserts, insert)
		p.expect(";")
	}
}

// parseInsertOrQuery reads what EXECUTE and EXPLAIN take.
func (p *parser) parseInsertOrQuery() ast.Statement {
	for _, w := range []string{"INSERT", "SELECT", "WITH", "VALUES", "TABLE", "("} {
		if p.see(w) {
			return p.parseStatement()
		}
	}
	p.unexpected()
	return nil
}

func (p *parser) parseExplain() ast.Statement {
	p.expect("EXPLAIN")
	e := &ast.Explain{Analyze: p.accept("ANALYZE")}
	if e.Analyze {
		e.Statement = p.parseExplained()
		return e
	}
	if p.acceptWords("PLAN", "FOR") {
		e.Statement = p.parseExplained()
		return e
	}
	details := []string{"ESTIMATED_COST", "CHANGELOG_MODE", "JSON_EXECUTION_PLAN", "PLAN_ADVICE"}
	if d := p.acceptOneOf(details...); d != "" {
		e.Details = append(e.Details, d)
		for p.accept(",") {
			at := p.pos()
			if d = p.expectOneOf(details...); slices.Contains(e.Details, d) {
				p.fail(at, "Duplicate EXPLAIN DETAIL is not allowed.")
			}
			e.Details = append(e.Details, d)
		}
	}
	e.Statement = p.parseExplained()
	return e
}

func (p *parser) parseExplained() ast.Statement {
	if p.seeWords("STATEMENT", "SET") {
		t := p.tok()
		p.expectWords("STATEMENT", "SET", "BEGIN")
		set := p.parseStatementSet()
		set.SetPlace(t.pos, ast.Span{Start: t.start, End: p.peek(-1).end})
		return set
	}
	if p.see("EXECUTE") || p.see("CREATE") {
		return p.parseStatement()
	}
	return p.parseInsertOrQuery()
}

// parseSet reads SET 'key' = 'value', and the older SET key = value without quotes.
func (p *parser) parseSet() ast.Statement {
	p.expect("SET")
	s := &ast.SetOption{}
	switch t := p.tok(); {
	case t.kind == stringToken:
		s.Option = p.parseOption()
	case t.kind != endOfInput && !t.is(";"):
		s.Option = p.parseBareOption()
	}
	return s
}

// parseBareOption reads key = value up to the end of the statement, both as raw text.
func (p *parser) parseBareOption() *ast.Option {
	o := &ast.Option{Pos: p.pos()}
	o.Key = p.rawText("=")
	if strings.ContainsAny(o.Key, " \t\r\n'`") {
		p.fail(o.Pos, "Illegal option key %q; write SET 'key' = 'value'.", o.Key)
	}
	p.expect("=")
	o.ValuePos = p.pos()
	if p.tok().kind == stringToken {
		o.Value = p.parseString().Value
		return o
	}
	o.Value = p.rawText(";")
	if o.Value == "" {
		p.expecting("<QUOTED_STRING>")
		p.unexpected()
	}
	return o
}

// rawText is the source up to a symbol or the end of the statement.
func (p *parser) rawText(until string) string {
	start, end := p.tok().start, p.tok().start
	for p.tok().kind != endOfInput && !p.is(until) && !p.is(";") {
		end = p.next().end
	}
	return p.src[start:end]
}

func (p *parser) parseReset() ast.Statement {
	p.expect("RESET")
	switch t := p.tok(); {
	case t.kind == stringToken:
		return &ast.ResetOption{Key: p.parseString().Value}
	case t.kind == endOfInput || t.is(";"):
		return &ast.ResetOption{All: true}
	}
	at := p.pos()
	key := p.rawText(";")
	if strings.ContainsAny(key, " \t\r\n'`") {
		p.fail(at, "Illegal option key %q; write RESET 'key'.", key)
	}
	return &ast.ResetOption{Key: key}
}

func (p *parser) parseUse() ast.Statement {
	p.expect("USE")
	switch {
	case p.is("CATALOG") && p.peek(1).isIdent():
		p.next()
		name := p.parseIdent()
		return &ast.Use{Catalog: true, Name: &ast.Name{Pos: name.Pos, Parts: []*ast.Ident{name}}}
	case p.accept("MODULES"):
		return &ast.UseModules{Modules: list(p, p.parseIdent)}
	}
	p.expecting("CATALOG")
	return &ast.Use{Name: p.parseName()}
}

func (p *parser) parseDescribe() ast.Statement {
	p.next()
	d := &ast.Describe{}
	for _, what := range []string{"CATALOG", "DATABASE", "FUNCTION", "JOB"} {
		if p.see(what) && (p.peek(1).isIdent() || p.peek(1).kind == stringToken || p.peek(1).is("EXTENDED")) {
			p.next()
			d.What = what
			break
		}
	}
	d.Extended = p.accept("EXTENDED")
	if d.What == "JOB" {
		id := p.parseString()
		d.Name = &ast.Name{Pos: id.Pos, Parts: []*ast.Ident{{Pos: id.Pos, Name: id.Value, Quoted: true}}}
		return d
	}
	d.Name = p.parseName()
	return d
}

func (p *parser) parseUpdate() ast.Statement {
	p.expect("UPDATE")
	u := &ast.Update{Table: p.parseName()}
	p.expect("SET")
	u.Set = list(p, func() *ast.Assignment {
		a := &ast.Assignment{Pos: p.pos(), Column: p.parseIdent()}
		p.expect("=")
		a.Value = p.parseExpr()
		return a
	})
	if p.accept("WHERE") {
		u.Where = p.parseExpr()
	}
	return u
}

func (p *parser) parseDelete() ast.Statement {
	p.expectWords("DELETE", "FROM")
	d := &ast.Delete{Table: p.parseName()}
	if p.accept("WHERE") {
		d.Where = p.parseExpr()
	}
	return d
}

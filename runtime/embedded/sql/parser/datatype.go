package parser

import (
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// parseType reads a data type with [NOT] NULL and the postfix forms of collections, such as INT NOT NULL ARRAY.
func (p *parser) parseType() *ast.DataType {
	defer p.enter()()
	t := p.parseTypeName()
	for {
		p.parseNullability(t)
		var kind types.Kind
		switch {
		case p.is("ARRAY"):
			kind = types.Array
		case p.is("MULTISET"):
			kind = types.Multiset
		default:
			return t
		}
		p.next()
		p.grow()
		t = &ast.DataType{Pos: t.Pos, Kind: kind, Precision: -1, Scale: -1, Elem: t}
	}
}

func (p *parser) parseNullability(t *ast.DataType) {
	switch {
	case p.is("NOT") && p.peek(1).is("NULL"):
		p.expectWords("NOT", "NULL")
		t.NotNull = true
	case p.is("NULL"):
		p.next()
	}
}

// plainTypes are the types whose name is a single word without parameters.
var plainTypes = map[string]types.Kind{
	"BOOLEAN": types.Boolean, "TINYINT": types.TinyInt, "SMALLINT": types.SmallInt, "INT": types.Int,
	"INTEGER": types.Int, "BIGINT": types.BigInt, "FLOAT": types.Float, "DATE": types.Date,
}

func (p *parser) parseTypeName() *ast.DataType {
	tok := p.tok()
	t := &ast.DataType{Pos: tok.pos, Precision: -1, Scale: -1}
	if tok.kind != word {
		p.expecting("<TYPE>")
		p.unexpected()
	}
	if kind, ok := plainTypes[tok.text]; ok {
		p.next()
		t.Kind = kind
		return t
	}
	switch tok.text {
	case "DOUBLE":
		p.next()
		p.accept("PRECISION")
		t.Kind = types.Double
	case "DECIMAL", "DEC", "NUMERIC":
		p.next()
		p.parseDecimal(t)
	case "STRING", "BYTES":
		p.next()
		t.Kind, t.Precision = types.VarChar, types.MaxLength
		if tok.text == "BYTES" {
			t.Kind = types.VarBinary
		}
	case "CHAR", "CHARACTER", "VARCHAR", "BINARY", "VARBINARY":
		p.parseLengthType(t)
	case "TIME":
		p.next()
		t.Kind = types.Time
		t.Precision = p.acceptPrecisionUpTo(9)
		if p.accept("WITHOUT") {
			p.expectWords("TIME", "ZONE")
		}
	case "TIMESTAMP":
		p.next()
		p.parseTimestamp(t)
	case "TIMESTAMP_LTZ":
		p.next()
		t.Kind = types.TimestampLTZ
		t.Precision = p.acceptPrecisionUpTo(9)
	case "INTERVAL":
		p.parseIntervalType(t)
	case "ARRAY", "MULTISET", "MAP", "ROW":
		p.parseNestedType(t)
	case "RAW":
		p.next()
		t.Kind = types.Raw
		p.expect("(")
		t.RawClass = p.parseString().Value
		p.expect(",")
		t.RawSerializer = p.parseString().Value
		p.expect(")")
	default:
		if tok.isIdent() {
			p.failHint(tok.pos, typeHint(tok.text), "Unknown data type %s.", p.describe(tok))
		}
		p.expecting("<TYPE>")
		p.unexpected()
	}
	return t
}

func typeHint(name string) string {
	names := []string{"BOOLEAN", "TINYINT", "SMALLINT", "INT", "INTEGER", "CHAR", "DATE", "TIME", "MAP", "BIGINT", "FLOAT", "DOUBLE",
		"DECIMAL", "NUMERIC", "STRING", "VARCHAR", "BYTES", "BINARY", "VARBINARY", "TIMESTAMP", "TIMESTAMP_LTZ", "INTERVAL", "ARRAY", "MULTISET"}
	return nearestHint(name, names)
}

// nearestHint suggests the nearest of the names, where one is near.
func nearestHint(name string, names []string) string {
	if near := nearest(name, names); near != "" {
		return "Did you mean " + strconv.Quote(near) + "?"
	}
	return ""
}

func (p *parser) parseDecimal(t *ast.DataType) {
	t.Kind = types.Decimal
	if !p.accept("(") {
		return
	}
	at := p.pos()
	t.Precision = p.parseUnsigned()
	t.Scale = 0
	if p.accept(",") {
		t.Scale = p.parseUnsigned()
	}
	p.expect(")")
	if t.Precision < 1 {
		p.fail(at, "Decimal precision must be between 1 and 38 (both inclusive).")
	}
	t.Precision = min(t.Precision, 38) // as Flink does
	if t.Scale > t.Precision {
		p.fail(at, "Decimal scale must be between 0 and the precision %d (both inclusive).", t.Precision)
	}
}

// parseLengthType reads CHAR[(n)], CHARACTER VARYING and the like. Without a length, the variable ones have the greatest.
func (p *parser) parseLengthType(t *ast.DataType) {
	name := p.next()
	switch name.text {
	case "CHAR", "CHARACTER":
		t.Kind = types.Char
		if p.accept("VARYING") {
			t.Kind = types.VarChar
		}
	case "VARCHAR":
		t.Kind = types.VarChar
	case "BINARY":
		t.Kind = types.Binary
		if p.accept("VARYING") {
			t.Kind = types.VarBinary
		}
	default:
		t.Kind = types.VarBinary
	}
	at := p.pos()
	if t.Precision = p.acceptPrecision(); t.Precision == 0 {
		p.fail(at, "The length of %s must be between 1 and %d (both inclusive).", name.text, types.MaxLength)
	}
}

func (p *parser) parseTimestamp(t *ast.DataType) {
	t.Kind = types.Timestamp
	t.Precision = p.acceptPrecisionUpTo(9)
	switch {
	case p.accept("WITHOUT"):
		p.expectWords("TIME", "ZONE")
	case p.is("WITH") && p.peek(1).is("LOCAL"):
		p.expectWords("WITH", "LOCAL", "TIME", "ZONE")
		t.Kind = types.TimestampLTZ
	case p.is("WITH") && p.peek(1).is("TIME"):
		p.failHint(p.pos(), "Use TIMESTAMP_LTZ.", "TIMESTAMP WITH TIME ZONE is not supported.")
	}
}

func (p *parser) parseIntervalType(t *ast.DataType) {
	p.expect("INTERVAL")
	q := p.parseIntervalQualifier()
	t.Interval = &q
	t.Kind = types.IntervalDayTime
	if q.IsYearMonth() {
		t.Kind = types.IntervalYearMonth
	}
}

func (p *parser) parseNestedType(t *ast.DataType) {
	name := p.next()
	switch name.text {
	case "ROW":
		t.Kind = types.Row
		p.parseRowType(t)
		return
	case "ARRAY":
		t.Kind = types.Array
	case "MULTISET":
		t.Kind = types.Multiset
	default:
		t.Kind = types.Map
	}
	p.expect("<")
	if t.Kind == types.Map {
		t.Key = p.parseType()
		p.expect(",")
	}
	t.Elem = p.parseType()
	p.expect(">")
}

// parseRowType reads ROW<name type ['comment'], ...> and ROW(...).
func (p *parser) parseRowType(t *ast.DataType) {
	if p.accept("<>") {
		return
	}
	end := ">"
	if p.expectOneOf("<", "(") == "(" {
		end = ")"
	}
	if p.accept(end) {
		return
	}
	t.Fields = list(p, func() *ast.TypeField {
		f := &ast.TypeField{Pos: p.pos(), Name: p.parseIdent(), Type: p.parseType()}
		if p.tok().kind == stringToken {
			f.Comment = p.parseString().Value
		}
		return f
	})
	p.expect(end)
}

// acceptPrecision reads (n) where it follows; -1 where it does not.
func (p *parser) acceptPrecision() int {
	if !p.accept("(") {
		return -1
	}
	n := p.parseUnsigned()
	p.expect(")")
	return n
}

// acceptPrecisionUpTo reads a precision; a greater one than the greatest means that one, as in Flink.
func (p *parser) acceptPrecisionUpTo(most int) int {
	return min(p.acceptPrecision(), most)
}

// parseUnsigned reads an unsigned integer of at most 31 bits.
func (p *parser) parseUnsigned() int {
	t := p.tok()
	if t.kind != number {
		p.expecting("<UNSIGNED_INTEGER_LITERAL>")
		p.unexpected()
	}
	n, err := strconv.ParseInt(t.text, 10, 32)
	if err != nil {
		p.fail(t.pos, "%s is not an integer between 0 and %d.", t.text, types.MaxLength)
	}
	p.next()
	return int(n)
}

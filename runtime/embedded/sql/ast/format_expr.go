package ast

import (
	"encoding/hex"
	"fmt"
	"time"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// nested writes an operand: in parentheses unless it is a single word, literal or call.
func (f *formatter) nested(e Expr) {
	switch e.(type) {
	case *Unary, *Binary, *Is, *Between, *In, *LikeExpr, *Quantified, *Item, *FieldAccess:
		f.put("(")
		f.expr(e)
		f.put(")")
	default:
		f.expr(e)
	}
}

func (f *formatter) expr(e Expr) {
	switch e := e.(type) {
	case *Name:
		f.name(e)
	case *Unary:
		f.put(e.Op, " ")
		if inner, ok := e.Expr.(*Unary); ok {
			f.expr(inner)
			return
		}
		f.nested(e.Expr)
	case *Binary:
		if left, ok := e.Left.(*Binary); ok && left.Op == e.Op && e.Op != "OVERLAPS" {
			f.expr(left)
		} else {
			f.nested(e.Left)
		}
		f.put(" ", e.Op, " ")
		f.nested(e.Right)
	case *Difference:
		f.put("(")
		f.nested(e.Left)
		f.put(" - ")
		f.nested(e.Right)
		f.put(") ")
		f.qualifier(e.Qualifier)
	case *Is:
		f.nested(e.Expr)
		f.put(" IS ")
		f.when(e.Not, "NOT ")
		f.put(e.What)
	case *Between:
		f.nested(e.Expr)
		f.when(e.Not, " NOT")
		f.put(" BETWEEN ")
		f.when(e.Symmetric, "SYMMETRIC ")
		f.nested(e.Low)
		f.put(" AND ")
		f.nested(e.High)
	case *In:
		f.nested(e.Expr)
		f.when(e.Not, " NOT")
		f.put(" IN ")
		f.listOrQuery(e.List, e.Query)
	case *LikeExpr:
		f.nested(e.Expr)
		f.when(e.Not, " NOT")
		f.put(map[bool]string{true: " SIMILAR TO ", false: " LIKE "}[e.Similar])
		f.nested(e.Pattern)
		if e.Escape != nil {
			f.put(" ESCAPE ")
			f.nested(e.Escape)
		}
	case *Exists:
		f.put("EXISTS ")
		f.listOrQuery(nil, e.Query)
	case *Quantified:
		f.nested(e.Left)
		f.put(" ", e.Op, map[bool]string{true: " ALL ", false: " SOME "}[e.All])
		f.listOrQuery(e.List, e.Query)
	case *ScalarQuery:
		f.listOrQuery(nil, e.Query)
	case *Item:
		f.postfixed(e.Expr, true)
		f.put("[")
		f.expr(e.Index)
		f.put("]")
	case *FieldAccess:
		f.postfixed(e.Expr, false)
		f.put(".")
		f.ident(e.Field)
	case *RowExpr:
		f.when(e.Explicit, "ROW")
		f.put("(")
		commas(f, e.Items, f.expr)
		f.put(")")
	default:
		f.special(e)
	}
}

// postfixed writes what an index or a field follows. A field of a Name in parentheses is not part of the name.
func (f *formatter) postfixed(e Expr, name bool) {
	switch e.(type) {
	case *Item, *FieldAccess, *FuncCall:
		f.expr(e)
		return
	case *Name:
		if name {
			f.expr(e)
			return
		}
	}
	f.put("(")
	f.expr(e)
	f.put(")")
}

func (f *formatter) listOrQuery(list []Expr, q *Query) {
	f.put("(")
	if q != nil {
		f.query(q)
	} else {
		commas(f, list, f.expr)
	}
	f.put(")")
}

// special writes expressions with a syntax of their own.
func (f *formatter) special(e Expr) {
	switch e := e.(type) {
	case *Case:
		f.put("CASE")
		f.clause(" ", e.Operand)
		for _, w := range e.Whens {
			f.put(" WHEN ")
			commas(f, w.Conditions, f.expr)
			f.clause(" THEN ", w.Result)
		}
		f.clause(" ELSE ", e.Else)
		f.put(" END")
	case *Cast:
		f.when(e.Try, "TRY_")
		f.put("CAST(")
		f.expr(e.Expr)
		f.put(" AS ")
		f.dataType(e.Type)
		f.put(")")
	case *Collection:
		f.put(string(e.Kind))
		if e.Query != nil {
			f.listOrQuery(nil, e.Query)
			return
		}
		f.put("[")
		commas(f, e.Items, f.expr)
		f.put("]")
	case *FuncCall:
		f.call(e)
	case *NamedArg:
		f.ident(e.Name)
		f.clause(" => ", e.Value)
	case *DefaultArg:
		f.put("DEFAULT")
	case *TableArg:
		f.tableArg(e)
	case *Descriptor:
		f.put("DESCRIPTOR")
		f.idents(e.Columns)
	case *JSONValue, *JSONQuery, *JSONExists, *JSONObject, *JSONArray:
		f.json(e)
	default:
		f.literal(e)
	}
}

func (f *formatter) literal(e Expr) {
	switch e := e.(type) {
	case *NullLit:
		f.put("NULL")
	case *BoolLit:
		switch {
		case e.Unknown:
			f.put("UNKNOWN")
		case e.Value:
			f.put("TRUE")
		default:
			f.put("FALSE")
		}
	case *NumberLit:
		f.put(e.Text)
	case *StringLit:
		f.str(e)
	case *BinaryLit:
		f.put("X'", hex.EncodeToString([]byte(e.Value)), "'")
	case *DatetimeLit:
		f.put(e.Kind.String(), " '", e.text(), "'")
	case *IntervalLit:
		f.put("INTERVAL ")
		f.when(e.Negative, "-")
		f.put(QuoteString(e.Text), " ")
		f.qualifier(e.Qualifier)
	}
}

// text is the literal as it stands in quotes.
func (d *DatetimeLit) text() string {
	switch d.Kind {
	case types.Date:
		return time.Unix(d.Value*86_400, 0).UTC().Format(time.DateOnly)
	case types.Time:
		return time.UnixMilli(d.Value).UTC().Format(time.TimeOnly) + fraction(d)
	default:
		return time.UnixMilli(d.Value).UTC().Format(time.DateTime) + fraction(d)
	}
}

// fraction is the part of a second with as many digits as were written.
func fraction(d *DatetimeLit) string {
	if d.Precision == 0 {
		return ""
	}
	millis := ((d.Value % 1000) + 1000) % 1000
	return "." + fmt.Sprintf("%09d", millis*1_000_000+int64(d.Nanos))[:d.Precision]
}

package analyzer

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// maxDigits is the greatest precision of DECIMAL.
const maxDigits = 38

// literal is a constant. Literals are NOT NULL but for NULL itself.
func (r *resolver) literal(e ast.Expr) expr.Expr {
	switch e := e.(type) {
	case *ast.NullLit:
		return expr.Null(types.Of(types.Null))
	case *ast.BoolLit:
		if e.Unknown {
			return expr.Null(types.Of(types.Boolean))
		}
		return constant(types.Of(types.Boolean), e.Value)
	case *ast.NumberLit:
		return number(e, false)
	case *ast.StringLit:
		return constant(types.CharOf(utf8.RuneCountInString(e.Value)), e.Value)
	case *ast.BinaryLit:
		t := types.Of(types.Binary)
		t.Precision = len(e.Value)
		return constant(t, e.Value)
	case *ast.DatetimeLit:
		switch e.Kind {
		case types.Date:
			return constant(types.Of(types.Date), e.Value)
		case types.Time:
			return constant(types.Of(types.Time), e.Value)
		}
		return constant(types.TimestampOf(e.Precision), batch.Instant{Millis: e.Value, Nanos: e.Nanos})
	case *ast.IntervalLit:
		if e.Qualifier.IsYearMonth() {
			return constant(types.Of(types.IntervalYearMonth), e.Value)
		}
		return constant(types.Of(types.IntervalDayTime), e.Value)
	}
	fail(e.Position(), "%s cannot be used here", ast.Format(e))
	return nil
}

func constant(t types.Type, value batch.Datum) *expr.Literal {
	return &expr.Literal{Value: value, Typ: t.NotNull()}
}

// number is the value of a numeric literal: DOUBLE with an exponent, DECIMAL with a point, otherwise INT or BIGINT.
func number(n *ast.NumberLit, negative bool) expr.Expr {
	text := n.Text
	if negative {
		text = "-" + text
	}
	if strings.ContainsAny(text, "eE") {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			fail(n.Pos, "Numeric literal '%s' out of range", text)
		}
		return constant(types.Of(types.Double), f+0) // Flink has no negative zero in a script
	}
	whole, fraction, _ := strings.Cut(text, ".")
	if fraction == "" {
		i, err := strconv.ParseInt(whole, 10, 64)
		switch {
		case err != nil:
			fail(n.Pos, "Numeric literal '%s' out of range", text)
		case i == int64(int32(i)):
			return constant(types.Of(types.Int), i)
		}
		return constant(types.Of(types.BigInt), i)
	}
	digits := len(strings.TrimPrefix(whole, "-")) + len(fraction)
	unscaled, ok := new(big.Int).SetString(whole+fraction, 10)
	value, fits := batch.Int128FromBig(unscaled)
	if !ok || !fits || digits > maxDigits || !unscaled.IsInt64() { // also Flink has literals of 64 bits only, whatever their type
		fail(n.Pos, "Numeric literal '%s' out of range: without its point it must fit into a BIGINT", text)
	}
	return constant(types.DecimalOf(digits, len(fraction)), value)
}

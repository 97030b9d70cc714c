package expr

import (
	"math"

	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// keepsLiteral tells of a cast of a number in the script whether Flink's planner makes it a literal of the other type with all of its digits,
// so that CAST(CAST(0.1 AS FLOAT) AS DOUBLE) is 0.1. It does for all but integers.
func keepsLiteral(c *Cast) bool {
	l, ok := c.Arg.(*Literal)
	if !ok || c.Try || l.Value == nil || !l.Typ.Kind.IsNumeric() {
		return false
	}
	switch {
	case c.Typ.Kind.IsApproximate():
		return true
	case c.Typ.Kind == types.Decimal:
		return math.Abs(literalNumber(l)) < math.Pow10(c.Typ.Precision-c.Typ.Scale)
	}
	return false
}

// literalNumber is about the value of a number in the script.
func literalNumber(l *Literal) float64 {
	switch v := l.Value.(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	case decimal.Int:
		return decimal.Float64(v, l.Typ.Scale)
	}
	return math.Inf(1)
}

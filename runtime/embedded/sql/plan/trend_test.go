package plan

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func TestBoundsWhere(t *testing.T) {
	t.Parallel()
	v, other := columnOfType(1, types.Of(types.Int)), columnOfType(2, types.Of(types.Int))
	over := func(op string, n int64) expr.Expr { return resolved(t, op, v, integer(n)) }
	for name, c := range map[string]struct {
		condition expr.Expr
		want      bounds
	}{
		"above":              {over(">", 3), bounds{lower: true}},
		"at least 0":         {over(">=", 0), bounds{lower: true}},
		"at least -1":        {over(">=", -1), bounds{}},
		"below":              {over("<", 0), bounds{upper: true}},
		"0":                  {over("=", 0), bounds{lower: true, upper: true}},
		"not 0":              {over("<>", 0), bounds{}},
		"the other way":      {resolved(t, "<", integer(3), v), bounds{lower: true}},
		"another column":     {resolved(t, ">", other, integer(3)), bounds{}},
		"and something else": {resolved(t, "AND", resolved(t, ">", other, integer(3)), over(">", 0)), bounds{lower: true}},
		"or something else":  {resolved(t, "OR", resolved(t, ">", other, integer(3)), over(">", 0)), bounds{}},
		"or":                 {resolved(t, "OR", over("=", 2), over(">", 5)), bounds{lower: true}},
	} {
		require.Equal(t, c.want, boundsWhere(c.condition, 1), name)
	}
}

func TestBoundsOfConstants(t *testing.T) {
	t.Parallel()
	holds := resolved(t, ">", columnOfType(0, types.Of(types.Int)), integer(1))
	for name, c := range map[string]struct {
		value expr.Expr
		want  bounds
	}{
		"a number":           {integer(2), bounds{lower: true}},
		"less than 0":        {integer(-2), bounds{upper: true}},
		"a CASE":             {resolved(t, "CASE", holds, integer(1), integer(0)), bounds{lower: true}},
		"a CASE of a column": {resolved(t, "CASE", holds, columnOfType(1, types.Of(types.Int)), integer(0)), bounds{}},
		"a CASE both ways":   {resolved(t, "CASE", holds, integer(1), integer(-1)), bounds{}},
	} {
		require.Equal(t, c.want, boundsOfConstants(c.value), name)
	}
}

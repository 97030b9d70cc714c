package expr_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// What would be too long a text is not made: neither while a script is planned, nor for a row.
func TestFold_makesNoLongTexts(t *testing.T) {
	t.Parallel()
	text := func(s string) expr.Expr { return &expr.Literal{Value: s, Typ: types.VarCharOf(len(s)).NotNull()} }
	number := func(n int64) expr.Expr { return &expr.Literal{Value: n, Typ: types.Of(types.Int).NotNull()} }
	call := func(name string, args ...expr.Expr) expr.Expr {
		e, err := expr.Resolve(name, args, nil)
		require.NoError(t, err)
		return e
	}
	char := func(n int) expr.Expr {
		e, err := expr.NewCast(text("x"), types.CharOf(n), false)
		require.NoError(t, err)
		return e
	}
	thousand, all := call("REPEAT", text("x"), number(1000)), call("REPEAT", text("x"), number(2147483647))
	for name, c := range map[string]struct {
		e            expr.Expr
		folded, runs bool
	}{
		"a text":                      {thousand, true, true},
		"a text that is long":         {call("REPEAT", thousand, number(2000)), false, true},
		"a text that is too long":     {all, false, false},
		"long within long":            {call("REPEAT", call("REPEAT", thousand, number(1000)), number(1000)), false, false},
		"padded":                      {call("LPAD", text("x"), number(2000000000), text("y")), false, false},
		"replaced":                    {call("REPLACE", call("REPEAT", text("x"), number(900_000)), text("x"), thousand), false, false},
		"replaced by pattern":         {call("REGEXP_REPLACE", call("REPEAT", text("x"), number(900_000)), text("x"), thousand), false, false},
		"joined":                      {call("CONCAT", call("REPEAT", text("x"), number(600_000)), call("REPEAT", text("x"), number(600_000))), false, true},
		"joined with something":       {call("CONCAT_WS", call("REPEAT", text("x"), number(600_000)), text("a"), text("b")), false, true},
		"a long text searched":        {call("POSITION", text("b"), text(strings.Repeat("a", 20_000))), false, true},
		"filled up":                   {char(2_000_000), false, true},
		"filled up to what is beyond": {char(2_000_000_000), false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, folded := expr.Fold(c.e, expr.Config{}).(*expr.Literal)
			require.Equal(t, c.folded, folded)
			_, err := expr.Evaluate(c.e, expr.Config{})
			if c.runs {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, "too long")
		})
	}
}

package ast_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func TestError_tells_place_message_and_hint(t *testing.T) {
	t.Parallel()
	e := ast.Errorf(ast.Pos{Line: 2, Column: 7}, "Column '%s' not found.", "valeu")
	require.EqualError(t, e, "line 2, column 7: Column 'valeu' not found.")
	e.Hint = "Did you mean 'value'?"
	require.EqualError(t, e, "line 2, column 7: Column 'valeu' not found. Did you mean 'value'?")
	e.Pos = ast.Pos{}
	require.EqualError(t, e, "Column 'valeu' not found. Did you mean 'value'?")
	require.Equal(t, "2:7", ast.Pos{Line: 2, Column: 7}.String())
}

func TestFuncCall_FuncName(t *testing.T) {
	t.Parallel()
	name := func(parts ...string) *ast.Name {
		n := &ast.Name{}
		for _, p := range parts {
			n.Parts = append(n.Parts, &ast.Ident{Name: p})
		}
		return n
	}
	require.Equal(t, "COUNT", (&ast.FuncCall{Name: name("Count")}).FuncName())
	require.Empty(t, (&ast.FuncCall{Name: name("db", "f")}).FuncName())
	require.Equal(t, []string{"a", "b"}, name("a", "b").Strings())
	require.Equal(t, "b", name("a", "b").Last().Name)
}

func TestDataType_Type_fills_in_defaults(t *testing.T) {
	t.Parallel()
	plain := func(k types.Kind) *ast.DataType { return &ast.DataType{Kind: k, Precision: -1, Scale: -1} }
	for kind, want := range map[types.Kind]string{
		types.Decimal: "DECIMAL(10, 0)", types.Char: "CHAR(1)", types.Timestamp: "TIMESTAMP(6)", types.TimestampLTZ: "TIMESTAMP_LTZ(6)",
		types.Time: "TIME(0)", types.Int: "INT", types.Binary: "BINARY(1)",
	} {
		require.Equal(t, want, plain(kind).Type().String())
	}
	array := plain(types.Array)
	array.NotNull = true
	array.Elem = plain(types.Map)
	array.Elem.Key, array.Elem.Elem = plain(types.Date), plain(types.Row)
	array.Elem.Elem.Fields = []*ast.TypeField{{Name: &ast.Ident{Name: "x y"}, Type: plain(types.Double)}}
	require.Equal(t, "ARRAY<MAP<DATE, ROW<`x y` DOUBLE>>> NOT NULL", array.Type().String())
}

func TestQuotes(t *testing.T) {
	t.Parallel()
	require.Equal(t, "`a``b`", ast.QuoteIdent("a`b"))
	require.Equal(t, "'it''s'", ast.QuoteString("it's"))
}

func TestError_isShortHoweverLongTheScript(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ü", 500_000)
	e := &ast.Error{Pos: ast.Pos{Line: 3, Column: 4}, Msg: "Column '" + long + "' not found", Hint: "Did you mean 'x'?"}
	require.Less(t, len(e.Error()), 10_000)
	require.True(t, utf8.ValidString(e.Error()))
	require.Contains(t, e.Error(), "line 3, column 4: Column 'ü")
	require.Contains(t, e.Error(), "ü' not found Did you mean 'x'?")
	e.Hint = long
	require.Less(t, len(e.Error()), 10_000)
}

package expr_test

import (
	"fmt"
	"testing"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// BenchmarkEval measures kernels over columns of 1024 rows; ns/row is what counts.
func BenchmarkEval(b *testing.B) {
	const rows = 1024
	in := batch.New([]types.Type{types.Of(types.BigInt), types.Of(types.BigInt), types.Of(types.Double), types.String(),
		types.DecimalOf(10, 2), types.TimestampOf(3), types.Of(types.BigInt)})
	in.Resize(rows)
	for i := range rows {
		in.Cols[0].I64[i], in.Cols[1].I64[i] = int64(i), int64(rows-i)
		in.Cols[2].F64[i] = float64(i) / 3
		in.Cols[3].Str[i] = fmt.Sprintf("item-%d", i%50)
		in.Cols[4].Dec[i] = batch.Int128Of(int64(i * 100))
		in.Cols[5].I64[i] = int64(i) * 60_000
		in.Cols[6].I64[i] = int64(i)
		if i%10 == 0 {
			in.Cols[6].SetNull(i)
		}
	}
	col := func(i int) expr.Expr { return &expr.Column{Index: i, Typ: in.Cols[i].Type} }
	number := func(n int64) expr.Expr { return literal(types.Of(types.Int), n) }
	text := func(s string) expr.Expr { return literal(types.CharOf(len(s)), s) }
	for name, e := range map[string]expr.Expr{
		"bigint + bigint":        call("+", nil, col(0), col(1)),
		"bigint + constant":      call("+", nil, col(0), number(7)),
		"bigint + bigint, NULLs": call("+", nil, col(0), col(6)),
		"bigint > constant":      call(">", nil, col(0), number(512)),
		"double * double":        call("*", nil, col(2), col(2)),
		"bigint -> double":       call("*", nil, col(0), col(2)),
		"decimal * decimal":      call("*", nil, col(4), col(4)),
		"string = constant":      call("=", nil, col(3), text("item-7")),
		"string IN constants":    call("IN", nil, col(3), text("item-7"), text("item-8"), text("x")),
		"string LIKE prefix":     call("LIKE", nil, col(3), text("item-4%")),
		"AND":                    call("AND", nil, call(">", nil, col(0), number(100)), call("<", nil, col(0), number(900))),
		"CASE":                   call("CASE", nil, call(">", nil, col(0), number(100)), col(0), col(1)),
		"UPPER":                  call("UPPER", nil, col(3)),
		"EXTRACT hour":           call("EXTRACT", expr.Hour, col(5)),
		"FLOOR to day":           call("FLOOR", expr.Day, col(5)),
		"DATE_FORMAT":            call("DATE_FORMAT", nil, col(5), text("yyyy-MM-dd HH:mm")),
		"REGEXP_EXTRACT":         call("REGEXP_EXTRACT", nil, col(3), text(`(\d+)$`), number(1)),
	} {
		b.Run(name, func(b *testing.B) {
			ev, err := expr.Compile(e, expr.Config{})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ev.Eval(nil, in, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}

package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// clockFunctions tell the time when a row is processed, and the watermark. All rows of a batch see the same time.
var clockFunctions = []function{
	now("CURRENT_TIMESTAMP", types.TimestampLTZOf(3), func(_ *exec, ms int64) int64 { return ms }, "NOW", "CURRENT_ROW_TIMESTAMP"),
	now("PROCTIME", types.TimestampLTZOf(3), func(_ *exec, ms int64) int64 { return ms }),
	now("LOCALTIMESTAMP", types.TimestampOf(3), func(x *exec, ms int64) int64 { return temporal.ToLocal(ms, x.zone) }),
	now("CURRENT_DATE", types.Of(types.Date), func(x *exec, ms int64) int64 {
		return temporal.FloorDiv(temporal.ToLocal(ms, x.zone), temporal.Day)
	}),
	now("LOCALTIME", types.Of(types.Time), func(x *exec, ms int64) int64 {
		return temporal.FloorMod(temporal.ToLocal(ms, x.zone), temporal.Day) / temporal.Second * temporal.Second
	}, "CURRENT_TIME"),
	{name: "CURRENT_WATERMARK", volatile: true, infer: inferWatermark, build: func(c *compiler, call *Call) (node, error) {
		return &watermarkNode{out: batch.NewVector(call.Typ, 0)}, nil
	}},
}

func now(name string, t types.Type, value func(x *exec, millis int64) int64, aliases ...string) function {
	return function{name: name, aliases: aliases, volatile: true, session: true, forms: []form{{
		result: always(t),
		kernel: func(*Call) kernel {
			return func(x *exec, _ []*batch.Vector, out *batch.Vector, sel []int32) {
				v := value(x, x.time().UnixMilli())
				each(sel, x.n, func(i int) { out.I64[i] = v })
			}
		},
	}}}
}

func inferWatermark(r *request) ([]Expr, types.Type, error) {
	if err := r.count(1, 1); err != nil {
		return nil, types.Type{}, err
	}
	t := r.args[0].Type()
	if !t.Kind.IsTimestamp() {
		return nil, t, &ArgumentTypeError{Name: r.name, Args: r.types(),
			Reason:    "CURRENT_WATERMARK() must be called with a single rowtime attribute argument.",
			Supported: []string{"CURRENT_WATERMARK(<TIMESTAMP>)"}}
	}
	t.Precision = 3
	return r.args, t.WithNullable(true), nil
}

// watermarkNode is the watermark that held before each row; NULL before there is any.
type watermarkNode struct {
	out   *batch.Vector
	nulls nullBuffer
}

func (n *watermarkNode) eval(x *exec, sel []int32) (*batch.Vector, error) {
	n.out.Resize(x.n)
	n.out.Nulls = n.nulls.cleared(x.n)
	each(sel, x.n, func(i int) {
		w := x.watermark
		if x.batch.Watermarks != nil {
			w = x.batch.Watermarks[i]
		}
		n.out.I64[i], n.out.Nulls[i] = w, w == batch.NoWatermark
	})
	return n.out, nil
}

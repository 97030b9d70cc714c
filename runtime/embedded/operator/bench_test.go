package operator_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

const benchBatch = 1024

// nothing takes what is sent.
type nothing struct{}

func (nothing) Emit(*batch.Batch) error { return nil }
func (nothing) Watermark(int64) error   { return nil }

var benchColumns = []plan.Column{
	column("id", types.Of(types.BigInt)), column("k", types.String()), column("v", types.Of(types.BigInt)), column("ts", types.TimestampOf(3)),
}

// benchBatches are rows of a number of keys, a millisecond apart.
func benchBatches(keys int) []*batch.Batch {
	rnd := rand.New(rand.NewPCG(1, 2))
	out := make([]*batch.Batch, 64)
	now := int64(1_700_000_000_000)
	for i := range out {
		b := batch.New(plan.Schema{Columns: benchColumns}.Types())
		b.Resize(benchBatch)
		b.Watermarks = make([]int64, benchBatch)
		for row := range benchBatch {
			k := rnd.IntN(keys)
			b.Cols[0].I64[row], b.Cols[1].Str[row], b.Cols[2].I64[row] = int64(k), fmt.Sprintf("key-%d", k), rnd.Int64N(1000)
			b.Cols[3].I64[row], b.Watermarks[row] = now, now-2000
			now++
		}
		out[i] = b
	}
	return out
}

func bench(b *testing.B, o operator.Operator, batches []*batch.Batch) {
	require.NoError(b, o.Open(contextOf(), nothing{}))
	b.ReportAllocs()
	// Event time goes on from round to round.
	span := batches[len(batches)-1].Cols[3].I64[benchBatch-1] - batches[0].Cols[3].I64[0] + 1
	for i := 0; b.Loop(); i++ {
		in := batches[i%len(batches)]
		if err := o.Process(0, in); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		for row := range benchBatch {
			in.Cols[3].I64[row] += span
			in.Watermarks[row] += span
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(b.N)*benchBatch/b.Elapsed().Seconds()/1e6, "Mrows/s")
}

func benchColumn(i int) expr.Expr {
	return &expr.Column{Index: i, Name: benchColumns[i].Name, Typ: benchColumns[i].Type}
}

func resolve(b *testing.B, name string, args ...expr.Expr) expr.Expr {
	e, err := expr.Resolve(name, args, nil)
	require.NoError(b, err)
	return e
}

func BenchmarkCalc(b *testing.B) {
	literal := &expr.Literal{Value: int64(500), Typ: types.Of(types.BigInt).NotNull()}
	in := input(plan.InsertOnly, benchColumns...)
	bench(b, operator.NewCalc(&plan.Calc{
		Base:        plan.Base{In: []plan.Node{in}},
		Filter:      resolve(b, "<", benchColumn(2), literal),
		Projections: []expr.Expr{benchColumn(1), resolve(b, "+", resolve(b, "*", benchColumn(2), literal), benchColumn(0)), benchColumn(3)},
	}), benchBatches(1000))
}

func countAndSum() []plan.AggregateCall {
	return []plan.AggregateCall{
		{Name: "COUNT", Filter: -1, Type: types.Of(types.BigInt).NotNull()},
		{Name: "SUM", Args: []int{2}, Filter: -1, Type: types.Of(types.BigInt)},
	}
}

func BenchmarkGroupAggregate(b *testing.B) {
	in := input(plan.InsertOnly, benchColumns...)
	for _, keys := range []int{100, 100_000} {
		for _, key := range []int{0, 1} {
			b.Run(fmt.Sprintf("keys=%d/%s", keys, benchColumns[key].Type), func(b *testing.B) {
				bench(b, operator.NewGroupAggregate(&plan.GroupAggregate{
					Base: plan.Base{In: []plan.Node{in}, Sends: plan.Retract, Out: plan.Schema{Columns: []plan.Column{
						benchColumns[key], column("n", types.Of(types.BigInt).NotNull()), column("s", types.Of(types.BigInt))}}},
					Keys: []int{key}, Aggs: countAndSum(),
				}), benchBatches(keys))
			})
		}
	}
}

func BenchmarkWindowAggregate(b *testing.B) {
	in := input(plan.InsertOnly, benchColumns...)
	for name, w := range map[string]plan.WindowSpec{
		"tumble": {Kind: plan.Tumble, Size: 10_000}, "hop": {Kind: plan.Hop, Size: 10_000, Slide: 2000},
		"session": {Kind: plan.Session, Size: 500},
	} {
		w.TimeColumn = 3
		b.Run(name, func(b *testing.B) {
			bench(b, operator.NewWindowAggregate(&plan.WindowAggregate{
				Base: plan.Base{In: []plan.Node{in}, Out: plan.Schema{Columns: []plan.Column{
					benchColumns[1], column("n", types.Of(types.BigInt).NotNull()), column("s", types.Of(types.BigInt)),
					column("we", types.TimestampOf(3))}}},
				Keys: []int{1}, Aggs: countAndSum(), Window: w, Properties: []plan.WindowProperty{plan.WindowEnd},
			}), benchBatches(1000))
		})
	}
}

package operator_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// slidingCalls are those that HOP windows slide with: extreme values do not where rows are taken back.
func slidingCalls(changelog bool) []plan.AggregateCall {
	integer, count := types.Of(types.Int), bigint.NotNull()
	calls := []plan.AggregateCall{
		{Name: "COUNT", Filter: -1, Type: count}, {Name: "SUM", Args: []int{1}, Filter: -1, Type: integer},
		{Name: "AVG", Args: []int{1}, Filter: -1, Type: integer},
	}
	if !changelog {
		calls = append(calls, plan.AggregateCall{Name: "MIN", Args: []int{1}, Filter: -1, Type: integer},
			plan.AggregateCall{Name: "MAX", Args: []int{2}, Filter: -1, Type: types.TimestampOf(9)})
	}
	return calls
}

func slidingCase(w plan.WindowSpec, calls []plan.AggregateCall, changelog bool) operatorCase {
	w.TimeColumn = 2
	columns := []plan.Column{rowColumns[0]}
	for i, call := range calls {
		columns = append(columns, column(fmt.Sprint("r", i), call.Type))
	}
	return operatorCase{fmt.Sprint("sliding aggregate, changelog ", changelog), 1, changelog, false, func(in []plan.Node) operator.Operator {
		return operator.NewWindowAggregate(&plan.WindowAggregate{
			Base: base(in, plan.InsertOnly, with(columns, windowColumns...)...), Keys: []int{0},
			Aggs: calls, Window: w, Properties: []plan.WindowProperty{plan.WindowStart, plan.WindowEnd},
		})
	}}
}

// TestWindowAggregate_SlidingIsAsMerging: COUNT(DISTINCT v) has the slices of each window merged anew, which changes no other result.
func TestWindowAggregate_SlidingIsAsMerging(t *testing.T) {
	t.Parallel()
	distinct := plan.AggregateCall{Name: "COUNT", Args: []int{1}, Distinct: true, Filter: -1, Type: bigint.NotNull()}
	for _, w := range []plan.WindowSpec{
		{Kind: plan.Hop, Size: 12, Slide: 4, Offset: 1}, {Kind: plan.Hop, Size: 25, Slide: 1}, {Kind: plan.Hop, Size: 10, Slide: 4},
		{Kind: plan.Hop, Size: 4, Slide: 6},
	} {
		for _, changelog := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d by %d, changelog %t", w.Size, w.Slide, changelog), func(t *testing.T) {
				t.Parallel()
				calls := slidingCalls(changelog)
				slides, merges := slidingCase(w, calls, changelog), slidingCase(w, append([]plan.AggregateCall{distinct}, calls...), changelog)
				rapid.Check(t, func(t *rapid.T) {
					steps := slides.draw(t)
					got := run(t, slides.new(), slides.columns(), steps, 5)
					want := run(t, merges.new(), merges.columns(), steps, 5)
					for i := range want.changes {
						row := want.changes[i].row
						want.changes[i].row = append(row[:1:1], row[2:]...)
					}
					require.Equal(t, texts(want.changes), texts(got.changes))
				})
			})
		}
	}
}

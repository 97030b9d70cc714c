package operator_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// TestWindowAggregate_BillionsOfWindows: a row that is in all windows of a year, which slide by a millisecond, takes no memory for those to come.
func TestWindowAggregate_BillionsOfWindows(t *testing.T) {
	t.Parallel()
	const year = 365 * 86_400_000
	distinct := plan.AggregateCall{Name: "COUNT", Args: []int{1}, Distinct: true, Filter: -1, Type: bigint.NotNull()}
	for name, c := range map[string]struct {
		window plan.WindowSpec
		call   plan.AggregateCall
	}{
		"sliding":  {plan.WindowSpec{Kind: plan.Hop, Size: year, Slide: 1}, plan.AggregateCall{Name: "SUM", Args: []int{1}, Filter: -1, Type: types.Of(types.Int)}},
		"cumulate": {plan.WindowSpec{Kind: plan.Cumulate, Size: year, Slide: 1}, distinct},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tested := slidingCase(c.window, []plan.AggregateCall{c.call}, false)
			o, out := tested.new(), &recorder{}
			require.NoError(t, o.Open(contextOf(), out))
			row := func(at, watermark int64) step {
				return step{row: []batch.Datum{int64(1), int64(1), batch.Instant{Millis: at}}, watermark: watermark}
			}
			feed(t, o, tested.columns(), []step{row(0, batch.NoWatermark), row(3, -1), {only: true, watermark: 4}}, 5)
			require.Len(t, out.changes, 5)
			taken := snapshotOf(t, o)
			o = tested.new()
			require.NoError(t, o.Open(contextOf(taken), out))
			feed(t, o, tested.columns(), []step{row(1, 4), row(1_000, 7), row(year+10, 9), {only: true, watermark: 9}}, 5)
			require.Len(t, out.changes, 10)
		})
	}
}

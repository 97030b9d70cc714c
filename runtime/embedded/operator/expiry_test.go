package operator_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state/statetest"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// TestOperators_StateExpires: a key that was not used for a second is new, whether the operator was restored meanwhile or not,
// and one that was used is not.
func TestOperators_StateExpires(t *testing.T) {
	t.Parallel()
	in := []plan.Node{input(plan.InsertOnly, rowColumns...)}
	two := []plan.Node{in[0], in[0]}
	for name, newOperator := range map[string]func() operator.Operator{
		"group aggregate": func() operator.Operator {
			return operator.NewGroupAggregate(&plan.GroupAggregate{
				Base: base(in, plan.Retract, aggregateColumns(rowColumns[0])...), Keys: []int{0}, Aggs: aggregateCalls(), StateTTL: 1000,
			})
		},
		"deduplicate": func() operator.Operator {
			return operator.NewDeduplicate(&plan.Deduplicate{
				Base: base(in, plan.Retract, rowColumns...), PartitionBy: []int{0}, Time: 2, KeepLast: true, StateTTL: 1000,
			})
		},
		"rank": func() operator.Operator {
			return operator.NewRank(&plan.Rank{
				Base: base(in, plan.Retract, with(rowColumns, column("rn", bigint.NotNull()))...), PartitionBy: []int{0},
				OrderBy: []plan.SortKey{{Column: 1}}, From: 1, To: 1, OutputRank: true, StateTTL: 1000,
			})
		},
		"set operation": func() operator.Operator {
			return operator.NewSetOperation(&plan.SetOperation{
				Base: base(two, plan.Retract, rowColumns[0]), Operator: plan.ExceptAll, StateTTL: 1000,
			})
		},
	} {
		for i := range 4 {
			restored, spilled := i&1 != 0, i&2 != 0
			t.Run(fmt.Sprint(name, ", restored ", restored, ", spilled ", spilled), func(t *testing.T) {
				t.Parallel()
				now := time.UnixMilli(1_700_000_000_000)
				c, out := contextOf(), &recorder{}
				if spilled {
					c.Restored.Memory = statetest.Memory(1)
				}
				c.Clock = func() time.Time { return now }
				o := newOperator()
				require.NoError(t, o.Open(c, out))
				kinds := func(k int64) (sent []batch.RowKind) {
					out.changes = nil
					row := []batch.Datum{k, int64(1), batch.Instant{Millis: now.UnixMilli()}}
					columns := in[0].Schema().Types()
					if name == "set operation" {
						row, columns = row[:1], columns[:1]
					}
					feed(t, o, [][]types.Type{columns}, []step{{row: row}}, 1)
					for _, c := range out.changes {
						sent = append(sent, c.kind)
					}
					return sent
				}
				require.Equal(t, []batch.RowKind{batch.Insert}, kinds(1))
				require.Equal(t, []batch.RowKind{batch.Insert}, kinds(2))
				now = now.Add(900 * time.Millisecond)
				second := kinds(2)
				if restored {
					sections := snapshotOf(t, o)
					memory := c.Restored.Memory
					o, c = newOperator(), contextOf(sections)
					c.Restored.Memory = memory
					c.Clock = func() time.Time { return now }
					require.NoError(t, o.Open(c, out))
				}
				now = now.Add(500 * time.Millisecond)
				require.Equal(t, second, kinds(2), "it was used half a second ago")
				if !restored {
					require.Len(t, snapshotOf(t, o).Entries(), 1, "what nobody looks up is forgotten, too")
				}
				require.Equal(t, []batch.RowKind{batch.Insert}, kinds(1), "it was used too long ago")
			})
		}
	}
}

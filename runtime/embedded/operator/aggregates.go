package operator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/aggregate"
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// aggregates are the aggregate calls of an operator over all its groups.
type aggregates struct {
	calls []plan.AggregateCall
	accs  []aggregate.Accumulator
	in    []aggregate.Rows
	slots int
	// expanded are the calls that Flink's planner makes sums and counts of, of which the result is computed later.
	expanded []int
}

// newAggregates makes the accumulators of calls over columns of the given types. retract says that rows may be taken back.
func newAggregates(calls []plan.AggregateCall, columns []types.Type, retract bool) (*aggregates, error) {
	a := &aggregates{calls: calls, in: make([]aggregate.Rows, len(calls))}
	all, same := make([]aggregate.Call, len(calls)), make([]int, len(calls))
	for i, call := range calls {
		all[i] = aggregate.Call{
			Name: call.Name, Distinct: call.Distinct, Result: call.Type, Options: call.Options, Retract: retract && !call.Grows,
		}
		for _, column := range call.Args {
			all[i].Args = append(all[i].Args, columns[column])
		}
		same[i] = slices.IndexFunc(calls, func(other plan.AggregateCall) bool { return slices.Equal(other.Args, call.Args) })
		a.in[i].Args = make([]*batch.Vector, len(call.Args))
		if !call.Distinct && (strings.HasPrefix(call.Name, "STDDEV") || strings.HasPrefix(call.Name, "VAR")) {
			a.expanded = append(a.expanded, i)
		}
	}
	var err error
	a.accs, err = aggregate.NewAll(all, same)
	return a, err
}

// growing tells that results become larger with each row of a group.
func (a *aggregates) growing() bool {
	return slices.ContainsFunc(a.calls, func(c plan.AggregateCall) bool {
		switch c.Name {
		case "LISTAGG", "ARRAY_AGG", "COLLECT", "JSON_ARRAYAGG", "JSON_OBJECTAGG":
			return true
		}
		return false
	})
}

// counted tells that a row changes the count of a deviation or a variance: its group has an update then, as in Flink, also where
// the result stays the same.
func (a *aggregates) counted(b *batch.Batch, row int) bool {
	return slices.ContainsFunc(a.expanded, func(i int) bool {
		call := &a.calls[i]
		if call.Filter >= 0 && (b.Cols[call.Filter].IsNull(row) || !b.Cols[call.Filter].Bool[row]) {
			return false
		}
		return !b.Cols[call.Args[0]].IsNull(row)
	})
}

// signature describes what the state of the accumulators holds.
func (a *aggregates) signature(columns []types.Type, keys []int, retract bool) string {
	var b strings.Builder
	for _, k := range keys {
		fmt.Fprintf(&b, "%s ", columns[k].WithNullable(true))
	}
	fmt.Fprintf(&b, "-> retract=%t", retract)
	for _, call := range a.calls {
		fmt.Fprintf(&b, " %s(", call.Name)
		if call.Distinct {
			b.WriteString("DISTINCT ")
		}
		for _, arg := range call.Args {
			fmt.Fprintf(&b, "%s ", columns[arg].WithNullable(true))
		}
		b.WriteByte(')')
		if call.Grows && retract {
			b.WriteString(" grows")
		}
	}
	return b.String()
}

// grow makes room for slots below n.
func (a *aggregates) grow(n int) {
	if n <= a.slots {
		return
	}
	a.slots = max(n, 2*a.slots, 64)
	for _, acc := range a.accs {
		acc.Grow(a.slots)
	}
}

func (a *aggregates) reset(slot int32) {
	for _, acc := range a.accs {
		acc.Reset(slot)
	}
}

// input points a call at rows of a batch.
func (a *aggregates) input(i int, b *batch.Batch, rows, slots []int32) *aggregate.Rows {
	in, call := &a.in[i], &a.calls[i]
	in.Rows, in.Slots, in.Kinds, in.Filter, in.AddsOnly = rows, slots, b.Kinds, nil, call.Grows
	for j, column := range call.Args {
		in.Args[j] = b.Cols[column]
	}
	if call.Filter >= 0 {
		in.Filter = b.Cols[call.Filter]
	}
	return in
}

// add folds rows of a batch into the groups of their slots.
func (a *aggregates) add(b *batch.Batch, rows, slots []int32) error {
	for i, acc := range a.accs {
		if err := acc.Add(a.input(i, b, rows, slots)); err != nil {
			return err
		}
	}
	return nil
}

// merge folds a slot of other accumulators of the same calls into a slot.
func (a *aggregates) merge(into int32, other *aggregates, from int32) error {
	for i, acc := range a.accs {
		if err := acc.Merge(into, other.accs[i], from); err != nil {
			return err
		}
	}
	return nil
}

// results stores the results of a slot in a row of columns.
func (a *aggregates) results(slot int32, columns []*batch.Vector, row int) error {
	for i, acc := range a.accs {
		if err := acc.Result(slot, columns[i], row); err != nil {
			return err
		}
	}
	return nil
}

// resultsOf stores the results of slots in rows of columns from one on.
func (a *aggregates) resultsOf(slots []int32, columns []*batch.Vector, first int) error {
	for i, acc := range a.accs {
		if err := aggregate.Results(acc, slots, columns[i], first); err != nil {
			return err
		}
	}
	return nil
}

// size returns what tells about how many bytes append appends, nil if groups do not grow with their rows.
func (a *aggregates) size() func(slot int32) int {
	var grow []func(slot int32) int
	for _, acc := range a.accs {
		if size := aggregate.Size(acc); size != nil {
			grow = append(grow, size)
		}
	}
	if grow == nil {
		return nil
	}
	return func(slot int32) int {
		n := 0
		for _, size := range grow {
			n += size(slot)
		}
		return n
	}
}

func (a *aggregates) append(dst []byte, slot int32) []byte {
	for _, acc := range a.accs {
		dst = acc.Append(dst, slot)
	}
	return dst
}

func (a *aggregates) restore(src []byte, slot int32) (rest []byte, err error) {
	for _, acc := range a.accs {
		if src, err = acc.Restore(src, slot); err != nil {
			return nil, err
		}
	}
	return src, nil
}

package aggregate_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/aggregate"
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// TestCountDistinct_SharingIsNotSeen compares calls that share their values with ones of their own, over filters, groups that
// end and merge, and snapshots.
func TestCountDistinct_SharingIsNotSeen(t *testing.T) {
	t.Parallel()
	integer := types.Of(types.BigInt)
	rapid.Check(t, func(t *rapid.T) {
		const groups = 3
		n := rapid.IntRange(1, 10).Draw(t, "calls")
		calls, same := make([]aggregate.Call, n), make([]int, n)
		for i := range calls {
			calls[i] = callOf(t, "COUNT", true, false, integer)
		}
		fresh := func() (shared, alone []aggregate.Accumulator) {
			shared, err := aggregate.NewAll(calls, same)
			require.NoError(t, err)
			for _, c := range calls {
				c.Retract = true // for which there is no sharing
				acc, err := aggregate.New(c)
				require.NoError(t, err)
				alone = append(alone, acc)
			}
			for i := range calls {
				shared[i].Grow(groups)
				alone[i].Grow(groups)
				for slot := range int32(groups) {
					shared[i].Reset(slot)
					alone[i].Reset(slot)
				}
			}
			return shared, alone
		}
		shared, alone := fresh()
		slots := rapid.Int32Range(0, groups-1)
		t.Repeat(map[string]func(*rapid.T){
			"add": func(t *rapid.T) {
				rows := rapid.IntRange(1, 8).Draw(t, "rows")
				v := batch.NewVector(integer, rows)
				in := aggregate.Rows{Args: []*batch.Vector{v}}
				for i := range rows {
					v.Set(i, rapid.SampledFrom([]batch.Datum{nil, int64(1), int64(2), int64(3)}).Draw(t, "value"))
					in.Rows, in.Slots = append(in.Rows, int32(i)), append(in.Slots, slots.Draw(t, "slot"))
				}
				for i := range calls {
					in.Filter = nil
					if rapid.Bool().Draw(t, "filtered") {
						in.Filter = batch.NewVector(types.Of(types.Boolean), rows)
						for r := range rows {
							in.Filter.Bool[r] = rapid.Bool().Draw(t, "passes")
						}
					}
					a, b := batch.NewVector(integer, 2*rows), batch.NewVector(integer, 2*rows)
					require.NoError(t, shared[i].AddEmitting(&in, a))
					require.NoError(t, alone[i].AddEmitting(&in, b))
					require.Equal(t, b.I64, a.I64)
				}
			},
			"end": func(t *rapid.T) {
				slot := slots.Draw(t, "slot")
				for i := range calls {
					shared[i].Reset(slot)
					alone[i].Reset(slot)
				}
			},
			"merge": func(t *rapid.T) {
				into, from := slots.Draw(t, "into"), slots.Draw(t, "from")
				if into == from {
					return
				}
				for i := range calls {
					require.NoError(t, shared[i].Merge(into, shared[i], from))
					require.NoError(t, alone[i].Merge(into, alone[i], from))
				}
			},
			"restore": func(t *rapid.T) {
				restored, other := fresh()
				for i := range calls {
					for slot := range int32(groups) {
						rest, err := restored[i].Restore(shared[i].Append(nil, slot), slot)
						require.NoError(t, err)
						require.Empty(t, rest)
						_, err = other[i].Restore(alone[i].Append(nil, slot), slot)
						require.NoError(t, err)
					}
				}
				shared, alone = restored, other
			},
			"": func(t *rapid.T) {
				for i, c := range calls {
					for slot := range int32(groups) {
						require.Equal(t, resultOf(t, alone[i], c, slot), resultOf(t, shared[i], c, slot))
					}
				}
			},
		})
	})
}

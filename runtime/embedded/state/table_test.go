package state_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// TestTable_BehavesLikeAMap compares a table, with a value per slot, with a map. Keys are long enough for compaction, and few
// enough bits of the hash are used for collisions.
func TestTable_BehavesLikeAMap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		type place struct {
			key       string
			namespace int64
		}
		hashBits := rapid.SampledFrom([]uint64{0, 3, ^uint64(0)}).Draw(t, "bits")
		table, rows, model := state.NewTable(), &state.Rows{}, map[place]string{}
		long := strings.Repeat("x", rapid.SampledFrom([]int{0, 5000}).Draw(t, "length"))
		random := func(t *rapid.T) (place, uint64, []byte) {
			p := place{fmt.Sprint(rapid.IntRange(0, 30).Draw(t, "key")) + long, int64(rapid.IntRange(0, 2).Draw(t, "namespace"))}
			return p, batch.Hash([]byte(p.key)) & hashBits, []byte(p.key)
		}
		t.Repeat(map[string]func(*rapid.T){
			"put": func(t *rapid.T) {
				p, hash, key := random(t)
				slot, isNew := table.FindOrInsert(hash, p.namespace, key)
				_, known := model[p]
				require.Equal(t, !known, isNew)
				if isNew {
					rows.Clear(slot)
				}
				model[p] = fmt.Sprint("v", rapid.Int().Draw(t, "value")) + long
				rows.Set(slot, []byte(model[p]))
			},
			"remove": func(t *rapid.T) {
				p, hash, key := random(t)
				if slot := table.Find(hash, p.namespace, key); slot != state.NoSlot {
					table.Remove(slot)
					rows.Clear(slot)
				}
				delete(model, p)
			},
			"clear": func(*rapid.T) {
				if len(model) > 20 {
					table.Clear()
					clear(model)
				}
			},
			"": func(t *rapid.T) {
				require.Equal(t, len(model), table.Len())
				seen := 0
				table.All(func(slot int32) {
					seen++
					p := place{string(table.Key(slot)), table.Namespace(slot)}
					require.Equal(t, model[p], string(rows.Get(slot)))
					require.True(t, table.Live(slot))
				})
				require.Equal(t, len(model), seen)
				for p := range model {
					slot := table.Find(batch.Hash([]byte(p.key))&hashBits, p.namespace, []byte(p.key))
					require.NotEqual(t, state.NoSlot, slot)
				}
			},
		})
	})
}

func TestTimers_InOrderOfTimeThenOfSetting(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var timers state.Timers
		n := rapid.IntRange(0, 50).Draw(t, "n")
		for i := range n {
			timers.Set(state.Timer{At: rapid.Int64Range(0, 10).Draw(t, "at"), Slot: int32(i)})
		}
		by := rapid.Int64Range(-1, 10).Draw(t, "by")
		last := state.Timer{At: -1, Slot: -1}
		for timers.Due(by) {
			timer, due := timers.Pop(by)
			require.True(t, due)
			require.LessOrEqual(t, timer.At, by)
			require.True(t, timer.At > last.At || timer.At == last.At && timer.Slot > last.Slot)
			last = timer
			n--
		}
		require.Equal(t, n, timers.Len())
		_, due := timers.Pop(by)
		require.False(t, due)
	})
}

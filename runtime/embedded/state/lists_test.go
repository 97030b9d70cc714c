package state_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// TestLists_BehaveLikeSlices compares lists with slices. Rows are long enough for many to be garbage.
func TestLists_BehaveLikeSlices(t *testing.T) {
	t.Parallel()
	type row struct {
		value string
		count int32
	}
	rapid.Check(t, func(t *rapid.T) {
		var lists state.Lists
		model := map[int32][]row{}
		long := strings.Repeat("x", rapid.SampledFrom([]int{0, 200, 20_000}).Draw(t, "length"))
		slots := rapid.Int32Range(0, 5)
		t.Repeat(map[string]func(*rapid.T){
			"append": func(t *rapid.T) {
				slot := slots.Draw(t, "slot")
				for range rapid.IntRange(1, 20).Draw(t, "rows") {
					r := row{fmt.Sprint(rapid.Int().Draw(t, "value")) + long, rapid.Int32().Draw(t, "count")}
					lists.Append(slot, []byte(r.value), r.count)
					model[slot] = append(model[slot], r)
				}
			},
			"remove": func(t *rapid.T) {
				slot := slots.Draw(t, "slot")
				if len(model[slot]) == 0 {
					return
				}
				i := rapid.IntRange(0, len(model[slot])-1).Draw(t, "row")
				before, at := state.NoRow, lists.First(slot)
				for range i {
					before, at = at, lists.Next(at)
				}
				lists.Remove(slot, before, at)
				model[slot] = slices.Delete(model[slot], i, i+1)
			},
			"clear": func(t *rapid.T) {
				slot := slots.Draw(t, "slot")
				lists.Clear(slot)
				delete(model, slot)
			},
			"": func(t *rapid.T) {
				for slot := range int32(6) {
					var rows []row
					for r := lists.First(slot); r != state.NoRow; r = lists.Next(r) {
						rows = append(rows, row{string(lists.Get(r)), *lists.Count(r)})
					}
					if len(model[slot])+len(rows) > 0 {
						require.Equal(t, model[slot], rows)
					}
				}
			},
		})
	})
}

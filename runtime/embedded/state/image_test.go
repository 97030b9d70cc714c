package state_test

import (
	"encoding/binary"
	"fmt"
	"maps"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// block encodes entries, which are empty where they are gone.
func block(removed bool, entries map[string]string) *state.Block {
	b := &state.Block{Count: len(entries), Removed: removed}
	for key, content := range entries {
		identity := state.AppendBytes(nil, []byte(key))
		if removed {
			b.Data = state.AppendBytes(b.Data, identity)
			continue
		}
		b.Data = binary.AppendUvarint(b.Data, uint64(len(identity)))
		b.Data = state.AppendBytes(b.Data, append(identity, content...))
	}
	return b
}

type images map[string]*state.Image

func (i images) Signatures() []string                      { return []string{"s"} }
func (i images) Len() int                                  { return i["state"].Len() }
func (i images) Image(*state.Memory) (*state.Image, error) { return i["state"], nil }

// TestImage_IsWhatAllPartsHave compares an image of several parts with a map, as an operator sees it that reads entries when it
// comes to them.
func TestImage_IsWhatAllPartsHave(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string, n int) map[string]string {
			out := make(map[string]string)
			for range rapid.IntRange(0, n).Draw(t, label) {
				out[fmt.Sprint("key", rapid.IntRange(0, 40).Draw(t, "key"))] = fmt.Sprint("content", rapid.Int().Draw(t, "content"))
			}
			return out
		}
		image, want := state.NewImage(nil), draw("whole", 60)
		require.NoError(t, image.Add(block(false, want)))
		want = maps.Clone(want)
		for range rapid.IntRange(0, 4).Draw(t, "parts") {
			set, gone := draw("set", 10), draw("gone", 10)
			image.Next()
			require.NoError(t, image.Change(block(false, set)))
			require.NoError(t, image.Change(block(true, gone)))
			maps.DeleteFunc(want, func(key, _ string) bool { _, is := gone[key]; return is })
			maps.Copy(want, set)
		}
		require.Equal(t, len(want), image.Len())

		table, rows := state.NewTable(), &state.Rows{}
		decode := func(content []byte, slot int32) error {
			require.Nil(t, rows.Get(slot), "it is read once")
			rows.Set(slot, content)
			return nil
		}
		restored := state.Restored{Tables: map[string]state.Source{"state": images{"state": image}}}
		require.ErrorIs(t, restored.Load("state", "other", table, state.Content{Restore: decode}), state.ErrSignature)
		require.NoError(t, restored.Load("state", "s", table, state.Content{Restore: decode}))
		for n := range 42 {
			key := []byte(fmt.Sprint("key", n))
			switch rapid.SampledFrom([]string{"find", "insert", "remove", "leave"}).Draw(t, "do") {
			case "find":
				slot := table.Find(batch.Hash(key), 0, key)
				content, there := want[string(key)]
				require.Equal(t, there, slot != state.NoSlot)
				if there {
					require.Equal(t, content, string(rows.Get(slot)))
				}
			case "insert":
				slot, isNew := table.FindOrInsert(batch.Hash(key), 0, key)
				content, there := want[string(key)]
				require.NotEqual(t, there, isNew)
				if there {
					require.Equal(t, content, string(rows.Get(slot)))
				}
				want[string(key)] = "new"
				rows.Set(slot, []byte("new"))
			case "remove":
				if slot := table.Find(batch.Hash(key), 0, key); slot != state.NoSlot {
					table.Remove(slot)
					rows.Clear(slot)
				}
				delete(want, string(key))
			}
		}
		got := make(map[string]string)
		table.All(func(slot int32) {
			table.Warm(slot)
			got[string(table.Key(slot))] = string(rows.Get(slot))
		})
		require.Equal(t, want, got)
	})
}

func TestImage_DamagedBlocks(t *testing.T) {
	t.Parallel()
	good := block(false, map[string]string{"a": "1"})
	require.Error(t, state.NewImage(nil).Add(block(true, map[string]string{"a": ""})), "nothing can be gone")
	for n := range good.Data {
		require.Error(t, state.NewImage(nil).Add(&state.Block{Count: 1, Data: good.Data[:n]}), n)
	}
	require.Error(t, state.NewImage(nil).Add(&state.Block{Count: 1, Data: append(good.Data, 0)}))
}

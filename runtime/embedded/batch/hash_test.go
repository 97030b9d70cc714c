package batch_test

import (
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// The hash is part of the format of snapshots: these values must not change without HashVersion.
func TestHash_IsTheSameForEver(t *testing.T) {
	t.Parallel()
	require.Equal(t, 1, batch.HashVersion)
	for key, want := range map[string]uint64{
		"":                 0x21a498116b27890d,
		"a":                0xfcf1b2338142685f,
		"abc":              0xee7f82aaaa51598e,
		"abcdefg":          0xf4cc26d00eb36b87,
		"abcdefgh":         0x4fccbdb66a06b656,
		"0123456789abcdef": 0xa2b5e6396131ac8d,
		"a key that is longer than thirty-two bytes": 0x2c73b3e1a4d938b3,
	} {
		require.Equal(t, want, batch.Hash([]byte(key)), "hash of %q", key)
	}
}

func TestKeyGroup_SpreadsKeysEvenly(t *testing.T) {
	t.Parallel()
	const keys, groups = 100_000, 128
	counts := make([]int, groups)
	for i := range keys {
		key := binary.LittleEndian.AppendUint64([]byte{1}, uint64(i))
		counts[batch.KeyGroup(batch.Hash(key), groups)]++
	}
	for group, n := range counts {
		require.InDelta(t, keys/groups, n, keys/groups/4, "group %d", group)
	}
}

func TestGroupRangeOf_CoversAllGroupsOnce(t *testing.T) {
	t.Parallel()
	for _, groups := range []int{1, 7, 128, 1000} {
		for parallelism := 1; parallelism <= min(groups, 40); parallelism++ {
			next := 0
			for subtask := range parallelism {
				r := batch.GroupRangeOf(groups, parallelism, subtask)
				require.Equal(t, next, r.First)
				for g := r.First; g <= r.Last; g++ {
					require.Equal(t, subtask, batch.SubtaskOf(g, groups, parallelism))
					require.True(t, r.Contains(g))
				}
				next = r.Last + 1
			}
			require.Equal(t, groups, next)
		}
	}
}

// TestKeys_HashesAreThoseOfTheKeys compares the shortcuts for keys of one number with the hash of the encoded key.
func TestKeys_HashesAreThoseOfTheKeys(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Int64(), 1, 20).Draw(t, "values")
		b := batch.New([]types.Type{types.Of(types.BigInt)})
		b.Resize(len(values))
		copy(b.Cols[0].I64, values)
		for i := range values {
			switch rapid.IntRange(0, 5).Draw(t, "row") {
			case 0:
				b.Cols[0].SetNull(i)
			case 1, 2, 3:
				b.Sel = append(b.Sel, int32(i))
			}
		}
		var keys, hashes batch.Keys
		keys.Encode(b, []int{0})
		hashes.EncodeHashes(b, []int{0})
		for i := range b.Rows() {
			require.Equal(t, batch.Hash(keys.Key(i)), keys.Hash(i))
			require.Equal(t, batch.Hash(keys.Key(i)), hashes.Hash(i))
		}
	})
}

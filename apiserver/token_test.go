package apiserver

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

func TestToken_BringsBackItsPlace(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		place := store.SnapshotCursor{
			CreateTime: time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "time"), 0).UTC(),
			Name:       rapid.StringMatching(`[a-zA-Z0-9_.-]{1,256}`).Draw(t, "name"),
		}
		token, err := encodeToken("snapshots", place)
		require.NoError(t, err)
		require.LessOrEqual(t, len(*token), 512, "what the contract allows")
		var got store.SnapshotCursor
		require.NoError(t, decodeToken(token, "snapshots", &got))
		require.Equal(t, place, got)
		require.Error(t, decodeToken(token, "operations", &got))
	})
}

func FuzzDecodeToken(f *testing.F) {
	f.Add("WyJzbmFwc2hvdHMiLHsiTmFtZSI6ImEifV0")
	f.Add("W10")
	f.Fuzz(func(t *testing.T, token string) {
		var place store.SnapshotCursor
		if err := decodeToken(&token, "snapshots", &place); err != nil && !fault.Is(err, fault.InvalidArgumentKind) {
			t.Fatal(err)
		}
	})
}

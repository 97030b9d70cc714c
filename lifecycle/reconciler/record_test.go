package reconciler

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What goes wrong with a snapshot names it, and not where the server has it.
func TestRestore_toldNamesTheSnapshot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from         *restore
		reason, told string
	}{
		{nil, "read /a/b", "read /a/b"},
		{&restore{}, "read /a/b", "read /a/b"},
		{&restore{URI: "file:///data/1/x", Snapshot: "kept"}, "read /data/1/x/_metadata: cut off", "read snapshot kept/_metadata: cut off"},
		{&restore{URI: "file:///data/1/x", Snapshot: "kept"}, "open file:///data/1/x, file:/data/1/x", "open snapshot kept, snapshot kept"},
		{&restore{URI: "s3://bucket/1/x", Snapshot: "kept"}, "open s3://bucket/1/x/a", "open snapshot kept/a"},
		{&restore{URI: "file:///data/1/chk-7"}, "open /data/1/chk-7/a", "open the checkpoint/a"},
	} {
		require.Equal(t, c.told, c.from.told(c.reason))
	}
}

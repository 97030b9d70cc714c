package command

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A list tells what was found damaged, and keys where there are some.
func TestSnapshotsTable(t *testing.T) {
	t.Parallel()
	now := time.Now()
	shown := func(all ...snapshot) string {
		var out bytes.Buffer
		require.NoError(t, (&base{}).snapshotsTable(all).Write(&out, 0, (&base{}).paint))
		return out.String()
	}
	plain := snapshot{Name: "plain", Status: "READY", Version: 3, Created: &now, Made: "MANUAL", Intact: new(true)}
	require.Contains(t, shown(plain), "READY")
	require.NotContains(t, shown(plain), "KEY")
	broken := plain
	broken.Intact, broken.Key = new(false), "arn:aws:kms:us-east-1:000000000000:key/1234"
	text := shown(plain, broken)
	require.Contains(t, text, damaged)
	require.Regexp(t, `(?m)KEY\s*$`, text)
	require.Regexp(t, `(?m) 1234\s*$`, text)
	require.NotContains(t, text, "arn:")
}

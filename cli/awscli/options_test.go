package awscli

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/cli/contract"
)

// TestOptions_have_one_meaning looks for members whose option the program has too.
func TestOptions_have_one_meaning(t *testing.T) {
	t.Parallel()
	for _, op := range contract.Operations {
		seen := map[string]bool{}
		for _, o := range append(operationOptions(op), globalOptions...) {
			require.False(t, seen[o.name], "%s --%s", op.CommandName(), o.name)
			seen[o.name] = true
		}
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	words := []string{"apps", "deploy", "describe-application", "start-application"}
	for word, want := range map[string]string{
		"app": "apps", "aps": "apps", "deplyo": "deploy", "describe-aplicatoin": "describe-application", "xyz": "", "": "", "apps": "apps",
		"start-aplicatoin": "start-application",
	} {
		require.Equal(t, want, Nearest(word, words), word)
	}
}

func TestUnixTime(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{
		"1795234536": 1795234536, "1795234536.75": 1795234536, "2026-11-21T05:35:36Z": 1795239336, "2026-11-21T06:35:36+01:00": 1795239336,
		"2026-11-21T06:35:36": 1795239336, "2026-11-21 06:35:36": 1795239336, "2026-11-21 06:35:36 +0100": 1795239336, "2026-11-21": 1795215600,
		"20261121": 1795215600, "Sat, 21 Nov 2026 05:35:36 GMT": 1795239336,
	} {
		got, err := unixTime(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "soon", "2026-13-01", "1e300"} {
		_, err := unixTime(text)
		require.Error(t, err, text)
	}
}

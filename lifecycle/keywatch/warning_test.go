package keywatch

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
)

// What is told is what the key is needed for, and no more: of whom it only protects old snapshots everything goes on.
func TestWarning(t *testing.T) {
	t.Parallel()
	deletion := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	s := &lifecycle.KeyState{Reason: "it is disabled."}
	for _, c := range []struct {
		use  lifecycle.KeyUse
		says []string
		not  []string
	}{
		{lifecycle.KeyUse{Running: true, Configured: true}, []string{"it is disabled. The job that runs goes on"}, []string{"snapshots it", "deleted"}},
		{lifecycle.KeyUse{Running: true, Snapshots: 2}, []string{"it protects 2", "The job that runs goes on"}, nil},
		{lifecycle.KeyUse{Configured: true}, []string{"cannot be started"}, []string{"job that runs"}},
		{lifecycle.KeyUse{Snapshots: 3}, []string{"it protects 3", "Nothing else"}, []string{"cannot be stopped", "cannot be started"}},
	} {
		text := warning(s, &c.use)
		for _, words := range c.says {
			require.Contains(t, text, words)
		}
		for _, words := range c.not {
			require.NotContains(t, text, words)
		}
	}
	s.DeletionTime = &deletion
	require.Contains(t, warning(s, &lifecycle.KeyUse{Snapshots: 1}), "deleted on 2026-11-28T12:00:00Z, and what it protects can never be read again")
}

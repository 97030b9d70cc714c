package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPrefix has the URIs that engines give their state, which begin with the prefix of the place that they lie in and with no other.
func TestPrefix(t *testing.T) {
	t.Parallel()
	for uri, storage := range map[string]string{
		"file:///data/state/1/checkpoints/chk-7": "", // the embedded engine's
		"file:/data/state/1/savepoint-2a7b":      "", // Apache Flink's
		"s3://bucket/folder/1/savepoint-2a7b":    "s3://bucket/folder",
		"s3://bucket/folders/1/savepoint-2a7b":   "s3://bucket/folders",
	} {
		for _, other := range []string{"", "s3://bucket/folder", "s3://bucket/folders", "s3://other"} {
			prefix, err := stateOptions{storage: other}.prefix()
			require.NoError(t, err)
			require.Equal(t, other == storage, strings.HasPrefix(uri, prefix), "%s in %s", uri, prefix)
		}
	}
}

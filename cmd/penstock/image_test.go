package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestImageOf(t *testing.T) {
	t.Parallel()
	require.Equal(t, "penstock/penstock:v1.2.3", imageOf("v1.2.3"))
	require.Equal(t, "penstock/penstock:v0.0.0-20261122010203-0123456789ab_dirty", imageOf("v0.0.0-20261122010203-0123456789ab+dirty"))
}

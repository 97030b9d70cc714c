package connector_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/connector"
)

// Rows are due one after the other, however many were taken at once; those of before do not count.
func TestPace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		p := connector.NewPace(4, 100)
		made := int64(100)
		for second := range 3 {
			for range 4 {
				due, err := p.Due(t.Context(), made)
				require.NoError(t, err)
				require.EqualValues(t, 1, due)
				made += due
			}
			require.InDelta(t, float64(second)+0.75, time.Since(began).Seconds(), 0.001)
		}
		timer := time.NewTimer(10 * time.Second)
		<-timer.C
		due, err := p.Due(t.Context(), made)
		require.NoError(t, err)
		require.EqualValues(t, 40, due, "what was missed is made up for")

		ended, end := context.WithTimeout(t.Context(), time.Second)
		defer end()
		_, err = p.Due(ended, made+1000)
		require.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

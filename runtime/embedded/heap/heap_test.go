package heap

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPercentFor_SmallHeapsDoubleAndLargeOnesGrowByAQuarter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		live uint64
		want int
	}{
		{0, 100}, {4 << 20, 100}, {32 << 20, 100}, {64 << 20, 50}, {128 << 20, 25}, {4 << 30, 25},
	} {
		t.Run(fmt.Sprint(c.live>>20, " MB"), func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, percentFor(c.live))
		})
	}
}

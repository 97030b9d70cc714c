package nexmark

import "testing"

func TestPrice_is_the_rounded_power(t *testing.T) {
	t.Parallel()
	var g generator
	for range 2_000_000 {
		same := g.random
		if got, want := g.price(), roundedPrice(same.float64()*6); got != want {
			t.Fatalf("after %d: %d, want %d", same, got, want)
		}
	}
}

package enginetest

import (
	"context"
	"math/rand/v2"
	"os"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sqltest"
)

const (
	// killSeeds is how many times each case is run with kills; the variable says another number, and killFirst the first seed.
	killSeeds     = 1
	killsVariable = "PENSTOCK_KILL_SEEDS"
	killFirst     = "PENSTOCK_FIRST_KILL"
	// deathsOfCase is how many processes of a case die at most.
	deathsOfCase = 4
	// raceShare is the part of our own cases that is run with the race detector, which makes them ten times as slow.
	raceShare = 10
)

// variable is the number that a variable says, or else what is usual.
func variable(t *testing.T, name string, usual uint64) uint64 {
	t.Helper()
	text, set := os.LookupEnv(name)
	if !set {
		return usual
	}
	n, err := strconv.ParseUint(text, 10, 64)
	require.NoError(t, err, name)
	return n
}

// TestKilled runs all cases in processes that die again and again, and wants of each what an undisturbed run gives.
func TestKilled(t *testing.T) {
	t.Parallel()
	var kills, restores atomic.Int64
	t.Run("cases", func(t *testing.T) {
		flink, err := sqltest.Find("testdata")
		require.NoError(t, err)
		public, data := publicCases(t)
		first, seeds := variable(t, killFirst, 1), variable(t, killsVariable, killSeeds)
		own := len(flink)
		for n, c := range append(flink, public...) {
			if raceDetector && (n >= own || n%raceShare != 0) {
				continue
			}
			for seed := first; seed < first+seeds; seed++ {
				t.Run(c.Name+"/seed"+strconv.FormatUint(seed, 10), func(t *testing.T) {
					t.Parallel()
					ctx, cancel := context.WithTimeout(t.Context(), deadline)
					defer cancel()
					k := &killed{rnd: rand.New(rand.NewPCG(seed, uint64(len(c.Name)))), deaths: deathsOfCase, parallelisms: []int{1, 2, 4}}
					if c.Has("sequential") {
						k.parallelisms = []int{1}
					}
					result, err := c.Run(ctx, sqltest.Options{Runner: k, Data: data, Parallelism: k.parallelisms[len(k.parallelisms)-1]})
					require.NoError(t, err)
					difference, err := c.Compare(result)
					require.NoError(t, err)
					if k.decided() {
						require.Empty(t, difference, k)
					}
					kills.Add(int64(k.died))
					restores.Add(int64(k.restored))
				})
			}
		}
	})
	t.Logf("%d kills, %d restores", kills.Load(), restores.Load())
	if raceDetector {
		return
	}
	require.Greater(t, kills.Load(), int64(200), "so few kills say little")
	require.Greater(t, restores.Load(), int64(100), "so few restores say little")
}

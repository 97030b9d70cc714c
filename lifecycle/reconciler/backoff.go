package reconciler

import (
	"math/rand/v2"
	"time"
)

const (
	// firstPause and longestPause bound the time between two attempts of a step that fails.
	firstPause   = 100 * time.Millisecond
	longestPause = 30 * time.Second
	// firstWatch is the first pause between two looks at something that changes soon, Config.LongestWatch the longest. A
	// cluster of the local driver is ready within some milliseconds, one of pods after many seconds.
	firstWatch = time.Millisecond
)

// backoff is the pause after that many failures in a row: doubled each time, and a random part of it so that
// applications that failed together do not come back together.
func backoff(failures int) time.Duration {
	pause := longestPause
	if failures < 10 {
		pause = min(longestPause, firstPause<<max(0, failures-1))
	}
	return pause/2 + rand.N(pause/2)
}

// around is a random time about the one given, so that what began together does not come back together.
func around(d time.Duration) time.Duration { return d - d/4 + rand.N(d/2) }

// nextWatch is the pause after one of that length.
func nextWatch(pause, longest time.Duration) time.Duration {
	if pause == 0 {
		return firstWatch
	}
	return min(longest, pause+pause/2+1)
}

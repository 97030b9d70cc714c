package collector

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/driver"
)

// Whatever begins and ends meanwhile, clusters are taken in the order in which they are due, each as long as it is there.
func TestWatch(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := newWatch()
		due := map[driver.ClusterID]time.Time{} // of those that wait
		taken := map[driver.ClusterID]*watched{}
		now := time.Unix(0, 0)
		id := rapid.Custom(func(t *rapid.T) driver.ClusterID {
			return driver.ClusterID(fmt.Sprint("c", rapid.IntRange(0, 5).Draw(t, "cluster")))
		})
		t.Repeat(map[string]func(*rapid.T){
			"begin": func(t *rapid.T) {
				c := id.Draw(t, "id")
				if w.clusters[c] == nil {
					due[c] = time.Time{}
				}
				w.begin(Target{ApplicationID: 1, Handle: driver.Handle{ID: c}})
			},
			"end": func(t *rapid.T) {
				c := id.Draw(t, "id")
				if known := w.clusters[c]; known != nil {
					w.end(known)
				}
				delete(due, c)
			},
			"next": func(t *rapid.T) {
				c := w.next(now)
				if c == nil {
					for other, at := range due {
						require.True(t, at.After(now), other)
					}
					return
				}
				for other, at := range due {
					require.False(t, at.Before(c.due), other)
				}
				require.Contains(t, due, c.Handle.ID)
				delete(due, c.Handle.ID)
				taken[c.Handle.ID] = c
			},
			"again": func(t *rapid.T) {
				for c, of := range taken {
					if delete(taken, c); !of.gone {
						due[c] = now.Add(time.Duration(rapid.IntRange(0, 5).Draw(t, "pause")))
					}
					w.again(of, due[c])
					break
				}
			},
			"pass": func(*rapid.T) { now = now.Add(1) },
			"": func(t *rapid.T) {
				waiting := 0
				for c, known := range w.clusters {
					if known.place >= 0 {
						waiting++
						require.Contains(t, due, c)
					}
				}
				require.Len(t, due, waiting)
				require.Len(t, w.queue, waiting)
			},
		})
	})
}

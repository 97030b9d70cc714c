package local

import (
	"sync"

	"github.com/penstock/penstock/runtime/driver"
)

// keyedMutex makes Prepare and Destroy of one cluster wait for each other within this process. Between processes the
// cluster's lock file does.
type keyedMutex struct {
	mu   sync.Mutex
	held map[driver.ClusterID]*waiters
}

type waiters struct {
	mu sync.Mutex
	n  int
}

// lock waits for the cluster's turn and returns what ends it.
func (k *keyedMutex) lock(id driver.ClusterID) (unlock func()) {
	k.mu.Lock()
	if k.held == nil {
		k.held = make(map[driver.ClusterID]*waiters)
	}
	w := k.held[id]
	if w == nil {
		w = &waiters{}
		k.held[id] = w
	}
	w.n++
	k.mu.Unlock()
	w.mu.Lock()
	return func() {
		w.mu.Unlock()
		k.mu.Lock()
		defer k.mu.Unlock()
		if w.n--; w.n == 0 {
			delete(k.held, id)
		}
	}
}

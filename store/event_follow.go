package store

import "sync"

// followedChanges is how many applications a [Follower] notes one by one. When more have changed before it is asked, it is cheaper to look
// at all.
const followedChanges = 1000

// Follower collects which applications something has happened to. It is for who looks now and then, and at all of them seldom.
type Follower struct {
	mu      sync.Mutex
	changed map[int64]struct{}
	all     bool
}

// Follow begins to collect. It goes on as long as the hub.
func (h *EventHub) Follow() *Follower {
	f := &Follower{changed: make(map[int64]struct{}), all: true}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.followers = append(h.followers, f)
	return f
}

// Take returns the applications that something has happened to since it was called last: an event, or another cluster. all is that any
// may be among them: at first, and when notifications may have been missed.
func (f *Follower) Take() (applicationIDs []int64, all bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for id := range f.changed {
		applicationIDs = append(applicationIDs, id)
	}
	all = f.all
	clear(f.changed)
	f.all = false
	return applicationIDs, all
}

func (f *Follower) note(applicationID int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.all {
		return
	}
	f.changed[applicationID] = struct{}{}
	if len(f.changed) > followedChanges {
		f.missed()
	}
}

func (f *Follower) noteAll() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.missed()
}

// missed forgets which they are; f.mu is held.
func (f *Follower) missed() {
	clear(f.changed)
	f.all = true
}

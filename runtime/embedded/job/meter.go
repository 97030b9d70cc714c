package job

import (
	"sync"
	"time"
)

// phase is what a subtask spends its time on.
type phase uint8

const (
	// resting is before a subtask runs and after.
	resting phase = iota
	// busy subtasks work on rows, idle ones wait for some, and backpressured ones for room in the inbox of the next task.
	busy
	idle
	backpressured
	phases
)

// meter adds up what a subtask spends its time on. It is read by others, so the phase under way counts as well: a task that is stuck is
// seen to be, and not only once it goes on.
type meter struct {
	mu    sync.Mutex
	now   phase
	since time.Time
	spent [phases]time.Duration
}

// enter begins another phase.
func (m *meter) enter(next phase) {
	now := time.Now()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.spent[m.now] += now.Sub(m.since)
	m.now, m.since = next, now
}

// was corrects what the phase under way turned out to be.
func (m *meter) was(instead phase) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = instead
}

// read is what each phase has come to.
func (m *meter) read() [phases]time.Duration {
	now := time.Now()
	m.mu.Lock()
	defer m.mu.Unlock()
	spent := m.spent
	spent[m.now] += now.Sub(m.since)
	return spent
}

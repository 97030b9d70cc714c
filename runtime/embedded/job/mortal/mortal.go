// Package mortal has what a job of a test touches the outside by, where its process dies at a chosen instant: the storage of
// checkpoints and the commits of sinks. After its death nothing reaches the outside any more, just as if it had been killed.
package mortal

import (
	"errors"
	"sync"
)

// ErrKilled is what everything fails with after the death.
var ErrKilled = errors.New("killed by the test")

// Process counts the points at which a process can die, and dies at one of them.
type Process struct {
	mu     sync.Mutex
	left   int
	kill   func()
	killed bool
	// completed is told of each checkpoint.
	completed chan struct{}
}

// New returns a process that dies at its n-th point; 0 is never.
func New(n int) *Process { return &Process{left: n, completed: make(chan struct{}, 1)} }

// AtDeath says what is called when the process dies.
func (p *Process) AtDeath(kill func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kill = kill
}

// Point is a place at which the process may die. It fails if the process did, there or before.
func (p *Process) Point() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.killed {
		if p.left--; p.left == 0 {
			p.killed = true
			if p.kill != nil {
				p.kill()
			}
		}
	}
	if p.killed {
		return ErrKilled
	}
	return nil
}

// Dead tells whether the process died. It lives for ever if it did not: who asks has seen it end.
func (p *Process) Dead() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left = 0
	return p.killed
}

// Completed gives something after a checkpoint has become complete, once for those since the last time.
func (p *Process) Completed() <-chan struct{} { return p.completed }

package pod

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/cluster/announce"
	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

// State is how far a pod is.
type State string

// The states of a pod, in their order.
const (
	// Waiting means that nothing was assigned yet.
	Waiting State = "WAITING"
	// Preparing means that the child was started and does not answer yet.
	Preparing State = "PREPARING"
	// Ready means that the child's REST API answers.
	Ready State = "READY"
	// Exited means that the child has ended. Nothing starts it again.
	Exited State = "EXITED"
)

// Status is how a pod is.
type Status struct {
	// Sequence counts the changes.
	Sequence int64 `json:"sequence"`
	State    State `json:"state"`
	// Exit tells why the child ended.
	Exit *Exit `json:"exit,omitempty"`
}

// Exit is how a child ended.
type Exit struct {
	// Code is its exit code, -1 for a signal.
	Code int `json:"code"`
	// Reason is a sentence for the owner of the application.
	Reason string `json:"reason"`
	// Terminal tells that it would end the same way again.
	Terminal bool `json:"terminal"`
	// Asked tells that the control plane ended it.
	Asked bool `json:"asked"`
	// At is when, and Output the end of what it had written to its standard error.
	At     time.Time `json:"at"`
	Output string    `json:"output,omitempty"`
}

// agent is the process.
type agent struct {
	o        Options
	listener net.Listener
	// left is given why the process ends; nil for because it was told to.
	left chan error
	// assigning is held while an assignment is read.
	assigning sync.Mutex

	mu      sync.Mutex
	status  Status
	changed chan struct{}
	asked   bool
	// ended is closed when the child has ended; nil before there is one.
	ended chan struct{}
	// token is asked for by the REST API; rest is where it is; logKey opens the log.
	token  string
	rest   announce.Endpoint
	logKey *eventlog.Key
	// signal tells the child to end itself, kill ends it.
	signal, kill func()
}

func newAgent(o Options, listener net.Listener) *agent {
	return &agent{o: o, listener: listener, left: make(chan error, 1), status: Status{Sequence: 1, State: Waiting}, changed: make(chan struct{})}
}

// live waits for the assignment, and then for ctx.
func (a *agent) live(ctx context.Context) error {
	patience := time.NewTimer(a.o.Patience)
	defer patience.Stop()
	for {
		select {
		case err := <-a.left:
			return err
		case <-patience.C:
			if a.seen().State == Waiting {
				return fmt.Errorf("no control plane has said within %v what this pod is for", a.o.Patience)
			}
		case <-ctx.Done():
			a.end(func() { a.signal() })
			return nil
		}
	}
}

// leave has the process end.
func (a *agent) leave(why error) {
	select {
	case a.left <- why:
	default: // it ends already
	}
}

// end has the child end and waits for that.
func (a *agent) end(by func()) {
	a.mu.Lock()
	ended := a.ended
	a.mu.Unlock()
	if ended != nil {
		by()
		<-ended
	}
}

// seen is the status now.
func (a *agent) seen() Status {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.status
}

// become notes a change. The caller holds the lock.
func (a *agent) become(state State) {
	a.status.Sequence++
	a.status.State = state
	close(a.changed)
	a.changed = make(chan struct{})
}

// assign starts what was assigned, once.
func (a *agent) assign(given *Assignment) error {
	defer clear(given.Secret)
	defer clear(given.LogKey)
	var key *eventlog.Key
	if given.LogKeyID != "" {
		var err error
		if key, err = eventlog.NewKey(given.LogKeyID, given.LogKey); err != nil {
			return fmt.Errorf("use the key of the log: %w", err)
		}
	}
	c, err := startChild(a.o, given)
	if err != nil {
		return err
	}
	ended := make(chan struct{})
	a.mu.Lock()
	a.token, a.logKey, a.ended, a.signal, a.kill = given.Token, key, ended, c.signal, c.kill
	a.become(Preparing)
	a.mu.Unlock()
	watching, stop := context.WithCancel(context.Background())
	go a.awaitReady(watching)
	go func() {
		defer close(ended)
		exit := c.wait()
		stop()
		a.exited(exit)
	}()
	return c.give(given.Secret)
}

// readyLook is the time between two looks whether the child has announced its REST API.
const readyLook = 5 * time.Millisecond

// awaitReady looks for the child's note.
func (a *agent) awaitReady(ctx context.Context) {
	ticker := time.NewTicker(readyLook)
	defer ticker.Stop()
	for {
		note, err := announce.ReadEndpoint(a.o.Dir)
		switch {
		case err == nil:
			a.mu.Lock()
			defer a.mu.Unlock()
			if a.status.State == Preparing {
				a.rest = note
				a.become(Ready)
			}
			return
		case !errors.Is(err, fs.ErrNotExist):
			a.o.Logger.ErrorContext(ctx, "the note of the cluster cannot be read", "error", err)
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// exited takes note of the child's end.
func (a *agent) exited(e Exit) {
	note, err := announce.ReadExit(a.o.Dir)
	switch {
	case err == nil:
		e.Reason, e.Terminal = note.Reason, note.Terminal
	case !errors.Is(err, fs.ErrNotExist):
		a.o.Logger.Error("the note of the cluster cannot be read", "error", err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	e.Asked = a.asked
	a.status.Exit = &e
	a.become(Exited)
	a.o.Logger.Info("the cluster has ended", "reason", e.Reason)
	if a.o.Termination == "" {
		return
	}
	if err := os.WriteFile(filepath.Clean(a.o.Termination), []byte(e.Reason), 0o600); err != nil {
		a.o.Logger.Warn("the reason of the end is not told to Kubernetes", "error", err)
	}
}

package cluster

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// members are a JobManager and its TaskManagers, which live and end together.
type members struct {
	keeper *keeper
	token  string
	jvm    *launcher

	mu sync.Mutex
	// rpc is the port that TaskManagers connect to, rest that of the REST API; 0 until they listen.
	rpc, rest int
	// api speaks to the REST API, over connections that are kept: a JobManager that starts has better things to do than to set some up each
	// time it is looked at. nil until it listens.
	api     *flinkrest.Client
	loaded  bool
	ending  bool
	workers []*process
	// guests are the TaskManagers that are elsewhere, by their names.
	guests  map[string]*guest
	manager *process
	// changed is closed and made anew when any of these changes.
	changed chan struct{}
	// replaced counts the TaskManagers that were started in place of others.
	replaced sync.WaitGroup
}

// gather starts a JobManager and, beside it, its TaskManagers.
func (k *keeper) gather(token string) (*members, error) {
	m := &members{keeper: k, token: token, jvm: k.jvm, guests: map[string]*guest{}, changed: make(chan struct{})}
	var err error
	m.mu.Lock()
	defer m.mu.Unlock()
	m.manager, err = k.jvm.start(role{
		name: "JobManager", class: assembly.JobManagerClass, configuration: k.configuration.manager,
		memory: assembly.JobManagerMemory, files: mayHave(managerFiles), packed: k.seals.pack(k.dir, k.configuration.properties, true),
		options: append(k.spec.JobManagerOptions(), k.jvm.classes(k.jvm.archives.manager)...),
	}, m.fromManager)
	if err != nil {
		return nil, err
	}
	m.manager.say("%s", token)
	if k.elsewhere != nil {
		return m, nil
	}
	m.workers = make([]*process, k.spec.TaskManagers())
	for i := range m.workers {
		if err := m.hire(i); err != nil {
			return m, err
		}
	}
	return m, nil
}

// hire starts a TaskManager. The caller holds the lock.
func (m *members) hire(i int) error {
	k := m.keeper
	r := role{
		name: fmt.Sprintf("TaskManager %d", i+1), class: assembly.TaskManagerClass, configuration: k.configuration.worker,
		memory: assembly.TaskManagerMemory, files: mayHave(k.filesPerProcess),
		packed:  k.seals.pack(k.dir, k.configuration.properties, k.spec.Python == nil),
		options: append(k.spec.TaskManagerOptions(), k.jvm.classes(k.jvm.archives.worker)...),
	}
	worker, err := k.jvm.start(r, k.noteOf(r))
	if err != nil {
		return err
	}
	m.workers[i] = worker
	if m.rpc != 0 {
		worker.say("%d", m.rpc)
	}
	m.replaced.Go(func() { m.replace(i, worker) })
	return nil
}

// The pauses before a TaskManager that ended is replaced: at once, and ever later while they end again soon.
const (
	shortestReplacement = 100 * time.Millisecond
	longestReplacement  = 20 * time.Second
	// settled is how long one has to live for its end to be the first again.
	settled = time.Minute
)

// replace waits for the end of a TaskManager and starts others in its place.
func (m *members) replace(i int, worker *process) {
	<-worker.done
	m.mu.Lock()
	if m.ending {
		m.mu.Unlock()
		return
	}
	pause := m.keeper.pauses.next(i, time.Now())
	m.mu.Unlock()
	_, how := worker.ended()
	worker.leave()
	m.keeper.logs.tell(slog.LevelWarn, "%s %s; another takes its place", worker.name, how)
	timer := time.NewTimer(pause)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
		case <-m.manager.done:
			return
		}
		m.mu.Lock()
		if m.ending {
			m.mu.Unlock()
			return
		}
		err := m.hire(i)
		m.mu.Unlock()
		if err == nil {
			return
		}
		m.keeper.logs.tell(slog.LevelError, "%v", err)
		timer.Reset(longestReplacement)
	}
}

// pauses are how long the replacement of each TaskManager waits.
type pauses map[int]struct {
	last  time.Time
	pause time.Duration
}

func (p pauses) next(i int, now time.Time) time.Duration {
	known := p[i]
	if known.pause = min(longestReplacement, 3*known.pause); now.Sub(known.last) > settled || known.pause == 0 {
		known.pause = shortestReplacement
	}
	known.last = now
	p[i] = known
	return known.pause
}

// fromManager takes what the JobManager says.
func (m *members) fromManager(said message) {
	if said.Event == "" {
		m.keeper.note(said)
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	switch said.Event {
	case eventRPC:
		m.rpc = said.Port
		for _, worker := range m.workers {
			if worker != nil {
				worker.say("%s", strconv.Itoa(said.Port))
			}
		}
		for _, g := range m.guests {
			g.meet(said.Port)
		}
	case eventREST:
		m.rest = said.Port
		m.api = flinkrest.New(driver.Endpoint{Network: "tcp", Address: m.address(), BaseURL: "http://" + m.address(), Token: m.token})
	case eventLoaded:
		m.loaded = true
	default:
		m.keeper.said(said)
	}
	close(m.changed)
	m.changed = make(chan struct{})
}

// serving is the address of the REST API; empty until it listens.
func (m *members) serving() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.rest == 0 {
		return ""
	}
	return m.address()
}

// address is that of the REST API. The caller holds the lock.
func (m *members) address() string { return "127.0.0.1:" + strconv.Itoa(m.rest) }

// client speaks to the REST API; nil until there are members and it listens, as while a JobManager takes the place of another one. It is
// closed with the members.
func (m *members) client() *flinkrest.Client {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.api
}

// registrationLook is the time between two looks whether the TaskManagers are there. Each costs a JobManager that starts some milliseconds,
// which they need to come up.
const registrationLook = 60 * time.Millisecond

// assembled waits until the JobManager serves, the program is loaded and a number of TaskManagers is registered. It ends early, with false,
// when the JobManager does, the program is broken, or ctx ends.
func (m *members) assembled(ctx context.Context, wanted int) bool {
	for {
		m.mu.Lock()
		changed, up := m.changed, m.loaded && m.rest != 0
		m.mu.Unlock()
		if up {
			break
		}
		select {
		case <-changed:
		case <-m.manager.done:
			return false
		case <-m.keeper.failed:
			return false
		case <-ctx.Done():
			return false
		}
	}
	return m.registered(ctx, wanted)
}

// registered waits until the JobManager knows a number of TaskManagers. It ends early, with false, when the JobManager or ctx does.
func (m *members) registered(ctx context.Context, wanted int) bool {
	ticker := time.NewTicker(registrationLook)
	defer ticker.Stop()
	client := m.client()
	for {
		seen, err := client.Overview(ctx)
		if err == nil && seen.TaskManagers >= wanted {
			return true
		}
		select {
		case <-ticker.C:
		case <-m.manager.done:
			return false
		case <-ctx.Done():
			return false
		}
	}
}

// all are the processes of the moment.
func (m *members) all() []*process {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := []*process{m.manager}
	for _, worker := range m.workers {
		if worker != nil {
			all = append(all, worker)
		}
	}
	return all
}

// end ends all of them and returns when they are gone.
func (m *members) end() {
	m.mu.Lock()
	m.ending = true
	all := append([]*process{m.manager}, m.workers...)
	for _, g := range m.guests {
		_ = g.conn.Close() // its TaskManager ends
	}
	if m.api != nil {
		m.api.Close()
	}
	m.mu.Unlock()
	var group sync.WaitGroup
	for _, p := range all {
		if p != nil {
			group.Go(p.kill)
		}
	}
	group.Wait()
	m.replaced.Wait()
}

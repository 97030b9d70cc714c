package cluster

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// keeper looks after the members of a cluster and its one job.
type keeper struct {
	dir string
	// place is the cluster's directory itself, whatever is at its path later.
	place fs.FileInfo
	spec  assembly.Spec
	// assigned is what the process was assigned, configuration what JVMs are told of it, identity what they know each other by.
	assigned      Assignment
	configuration configuration
	identity      assembly.Identity
	// elsewhere has TaskManagers on other machines; nil where they are beside the JobManager. gathered is closed when there are members.
	elsewhere *Elsewhere
	gathered  chan struct{}
	// goesDown is closed when this machine goes down.
	goesDown <-chan struct{}
	// state is where checkpoints and savepoints lie.
	state storage
	seals *seals
	logs  *logs
	jvm   *launcher
	// pauses belong to whoever holds the lock of the members.
	pauses pauses
	// mainPatience, diskPerProcess and filesPerProcess are limits of programs, see [Options].
	mainPatience                    time.Duration
	diskPerProcess, filesPerProcess int64
	// failed is closed when the program is known never to run.
	failed chan struct{}

	mu      sync.Mutex
	members *members
	// broken is why the program can never run.
	broken *message
	run    *run
	watch  jobWatch
	// freeMemory tells how much memory there is for what processes put into files, in bytes.
	freeMemory func() (int64, error)
	// toldFull is when it was told last that files in memory have no room.
	toldFull time.Time
}

// run is the one run of the program.
type run struct {
	request flinkrest.RunRequest
	began   time.Time
	// threw is what main threw, returned tells that it came to its end.
	threw    *message
	threwAt  time.Time
	returned bool
	// stuck tells that main was given up, and threw nothing.
	stuck bool
	// submitted tells that a JobManager has known the job, present that the one of the moment does.
	submitted, present bool
	// jobless tells that the program has ended and there is no job.
	jobless bool
	// ending tells that the job was told to stop or to cancel.
	ending bool
}

// note takes what a JVM writes that is no event.
func (k *keeper) note(said message) {
	switch {
	case said.Log != "":
		k.logs.add(said.entry())
	case said.Err != nil:
		k.logs.print("stderr", *said.Err)
	case said.Out != nil:
		k.logs.print("stdout", *said.Out)
	}
}

// said takes an event of the program.
func (k *keeper) said(m message) {
	if v, known := distribution.Find(k.spec.Runtime); known {
		m.Reason = advise(m.Reason, m.Trace, v)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case m.Event == eventBroken, m.Event == eventThrew && k.run == nil: // it threw before it was to do anything
		if k.broken == nil {
			k.broken = &m
			close(k.failed)
		}
	case m.Event == eventThrew:
		k.run.threw, k.run.threwAt = &m, time.Now()
		k.logs.events.Append(k.thrown(m))
	case m.Event == eventReturned:
		if k.run != nil {
			k.run.returned = true
		}
	}
	k.watch.nudge()
}

// mostRestarts is how many JobManagers may end within restartWindow before the cluster is given up.
const (
	mostRestarts  = 3
	restartWindow = 10 * time.Minute
)

// live keeps members going until ctx ends (nil), or they cannot be kept going. ready is called when they are assembled for the first time.
func (k *keeper) live(ctx context.Context, ready func() error) error {
	var deaths []time.Time
	for first := true; ; first = false {
		var random [32]byte
		rand.Read(random[:])
		m, err := k.gather(hex.EncodeToString(random[:]))
		if err != nil {
			if m != nil {
				m.end()
			}
			return err
		}
		k.mu.Lock()
		k.members = m
		k.mu.Unlock()
		if first {
			close(k.gathered)
		}
		err = k.attend(ctx, m, first, ready)
		m.end()
		if err != nil || ctx.Err() != nil {
			return err
		}
		_, how := m.manager.ended()
		deaths = append(deaths, time.Now())
		if err := k.mayGoOn(first && !k.wasRun(), how, deaths); err != nil {
			return err
		}
		k.logs.tell(slog.LevelWarn, "The JobManager %s; the job goes on from its newest checkpoint", how)
	}
}

// attend is the life of members, until their JobManager or ctx ends.
func (k *keeper) attend(ctx context.Context, m *members, first bool, ready func() error) error {
	wanted := k.spec.TaskManagers()
	if !first {
		wanted = k.spec.NeededTaskManagers()
	}
	if m.assembled(ctx, wanted) {
		if first {
			if err := ready(); err != nil {
				return err
			}
		}
		if err := k.resume(m); err != nil {
			return err
		}
	}
	select {
	case <-ctx.Done():
		k.lastWords(m)
		return nil
	case <-k.failed:
	case <-m.manager.done:
	}
	select {
	case <-k.failed: // also by the last words of a JobManager that has ended
		return &BrokenError{k.broken.Reason}
	default:
		return nil
	}
}

func (k *keeper) wasRun() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.run != nil
}

// BrokenError says that the program can never run.
type BrokenError struct{ Reason string }

// Error is a sentence for the owner of the application.
func (e *BrokenError) Error() string { return e.Reason }

// mayGoOn tells, by an error, why no other JobManager may take the place of one that ended.
func (k *keeper) mayGoOn(starting bool, how string, deaths []time.Time) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	ended := fmt.Errorf("the JobManager %s", how)
	switch {
	case starting:
		return ended
	case k.run == nil:
		return ended
	case k.run.ending || k.watch.state.Terminal():
		return fmt.Errorf("%w while the job ended", ended)
	case !k.run.submitted && k.run.threw == nil && strings.HasPrefix(how, tookTooMuch):
		return &BrokenError{fmt.Sprintf("The program's main method %s in the JobManager, before it had started a job. It must leave the data to the tasks of its job.", how)}
	case !k.run.submitted && k.run.threw == nil:
		return &BrokenError{fmt.Sprintf("The program ended the JobManager, which %s, before it had started a job. A main must not call System.exit.", how)}
	case k.run.threw != nil:
		return ended
	}
	if n := len(deaths); n > mostRestarts && time.Since(deaths[n-1-mostRestarts]) < restartWindow {
		return fmt.Errorf("%w, for the %dth time in %v", ended, mostRestarts+1, restartWindow)
	}
	return nil
}

// resume has the program of new members go on as far as the one before them had come.
func (k *keeper) resume(m *members) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.run == nil {
		return nil
	}
	from, own := k.run.request.SavepointPath, false
	newest, err := k.state.newestCheckpoint(k.spec.CheckpointsURI, k.spec.JobID)
	if err != nil {
		return err
	}
	if newest != "" {
		from, own = newest, true
	}
	k.run.present = false
	k.logs.tell(slog.LevelInfo, "The job is run again, from %s", orNothing(from))
	k.open(m, k.run.request.AllowNonRestoredState, own, from)
	return nil
}

func orNothing(uri string) string {
	if uri == "" {
		return "its beginning"
	}
	return uri
}

// open lets the program go. The caller holds the lock.
func (k *keeper) open(m *members, allowNonRestored, own bool, from string) {
	m.manager.say("run %t %t %s", allowNonRestored, own, k.seals.uri(from))
	k.watch.nudge()
}

// orphaned tells whether the cluster's directory was taken away. There may be one at its path all the same: JVMs that still run make the folders
// that they write to. The process works in its directory, so no other one is the same file.
func (k *keeper) orphaned() bool {
	now, err := os.Stat(k.dir)
	return errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(k.place, now)
}

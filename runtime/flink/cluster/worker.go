package cluster

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"time"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
	"github.com/penstock/penstock/runtime/flink/assembly"
)

// WorkerOptions are how to run a TaskManager on a machine of its own.
type WorkerOptions struct {
	// Dir is its folder, Address its machine's own, by which the others reach it.
	Dir, Address string
	// Connect reaches the cluster's keeper, and makes sure that it is the one.
	Connect func(context.Context) (net.Conn, error)
	// Executable and Cache are as in [Options].
	Executable, Cache string
	Logger            *slog.Logger
}

const (
	// shortestReconnect and longestReconnect bound the time between two attempts to reach the keeper.
	shortestReconnect = 50 * time.Millisecond
	longestReconnect  = 5 * time.Second
	// farewellPatience is how long a TaskManager whose machine goes down waits to be let go.
	farewellPatience = 25 * time.Second
)

// RunWorker is the life of a TaskManager on a machine of its own: it connects to the keeper, runs a JVM for as long as the connection
// lasts, and begins anew. When ctx ends the keeper is told that this machine goes down, and RunWorker returns once that lets it go.
func RunWorker(ctx context.Context, o WorkerOptions) error {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return fmt.Errorf("directory of the TaskManager: %w", err)
	}
	o.Dir = dir
	pause := shortestReconnect
	for {
		began := time.Now()
		err := o.serve(ctx)
		select {
		case <-ctx.Done():
			return nil
		default:
		}
		if pause = min(longestReconnect, 2*pause); time.Since(began) > settled {
			pause = shortestReconnect
		}
		o.Logger.InfoContext(ctx, "the TaskManager has ended, or has no JobManager yet", "reason", err)
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
	}
}

// serve is one connection to the keeper.
func (o *WorkerOptions) serve(ctx context.Context) error {
	conn, err := o.Connect(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	f := &frames{over: conn}
	if err := conn.SetDeadline(time.Now().Add(handshakePatience)); err != nil {
		return fmt.Errorf("be told what to run: %w", err)
	}
	told, assigned, err := readOrder(f)
	if err != nil {
		return err
	}
	if assigned.Keys != nil {
		defer assigned.Keys.Wipe()
	}
	if err := conn.SetDeadline(time.Time{}); err != nil {
		return fmt.Errorf("be told what to run: %w", err)
	}
	assigned.Spec.Cache = cmp.Or(o.Cache, assigned.Spec.Cache)
	jvm, err := o.start(ctx, f, told, assigned)
	if err != nil {
		return errors.Join(err, f.sendJSON(frameEnded, ending{-1, "cannot be started: " + err.Error()}))
	}
	defer jvm.kill()
	return attendWorker(ctx, f, conn, jvm)
}

// readOrder reads what to run.
func readOrder(f *frames) (told order, assigned Assignment, err error) {
	kind, content, err := f.receive()
	if err != nil {
		return told, assigned, err
	}
	if err := json.Unmarshal(content, &told); err != nil || kind != frameOrder {
		return told, assigned, fmt.Errorf("be told what to run: that is no order (%w)", err)
	}
	if told.Version < 1 || told.Version > orderVersion {
		return told, assigned, fmt.Errorf("be told what to run: version %d is not known to this build (it knows 1 to %d)", told.Version, orderVersion)
	}
	if told.Assignment != nil {
		return told, *told.Assignment, told.Assignment.Spec.Check()
	}
	kind, content, err = f.receive()
	if err != nil {
		return told, assigned, err
	}
	defer clear(content)
	if kind != frameHandover {
		return told, assigned, errors.New("be told what to run: the handover is missing")
	}
	assigned, err = ReadHandover(bytes.NewReader(content))
	return told, assigned, err
}

// start starts the JVM, which tells the keeper what it has to tell.
func (o *WorkerOptions) start(ctx context.Context, f *frames, told order, assigned Assignment) (*process, error) {
	l, err := newLogs(assigned.Spec, noteSink{f})
	if err != nil {
		return nil, err
	}
	sealed, err := newSeals(assigned)
	if err != nil {
		return nil, err
	}
	jvm, err := prepare(ctx, o.Dir, assigned, sealed, Options{Executable: o.Executable}, l)
	if err != nil {
		return nil, err
	}
	jvm.place.JobManager, jvm.place.Bind, jvm.place.TaskManager = told.JobManager, o.Address, o.Address
	c, err := sealed.configurationOf(assigned, jvm.place)
	if err != nil {
		return nil, err
	}
	if err := c.identify(o.Dir, told.Identity); err != nil {
		return nil, err
	}
	return jvm.start(role{
		name: "TaskManager", class: assembly.TaskManagerClass, configuration: c.worker, memory: assembly.TaskManagerMemory, files: mayHave(workerFiles),
		packed:  sealed.pack(o.Dir, c.properties, false),
		options: append(assigned.Spec.TaskManagerOptions(), jvm.classes(jvm.archives.worker)...),
	}, func(m message) { _ = f.sendJSON(frameMessage, m) }) // without a keeper the JVM is ended
}

// attendWorker passes on what the keeper says until the JVM has ended, the keeper is gone, or it lets the TaskManager of a machine that
// goes down end.
func attendWorker(ctx context.Context, f *frames, conn net.Conn, jvm *process) error {
	over := make(chan error, 1)
	go func() {
		for {
			kind, content, err := f.receive()
			switch {
			case err != nil:
				over <- fmt.Errorf("the JobManager is gone: %w", err)
				return
			case kind == frameSay:
				jvm.say("%s", content)
			case kind == frameEnd:
				over <- nil
				return
			default:
				over <- errors.New("the JobManager says what nobody knows")
				return
			}
		}
	}()
	var farewell <-chan time.Time
	down := ctx.Done()
	for {
		select {
		case err := <-over:
			return err
		case <-jvm.done:
			code, text := jvm.ended()
			return errors.Join(errors.New(text), f.sendJSON(frameEnded, ending{code, text}))
		case <-down:
			down, farewell = nil, time.After(farewellPatience)
			if err := f.send(frameLeaving, nil); err != nil {
				return err
			}
		case <-farewell:
			return conn.Close()
		}
	}
}

// noteSink sends events of a worker's own to the keeper's log.
type noteSink struct{ to *frames }

// Append implements eventSink.
func (s noteSink) Append(e eventlog.Event) { _ = s.to.sendJSON(frameNote, e) } // without a keeper nobody reads it

// Close implements eventSink.
func (noteSink) Close() {}

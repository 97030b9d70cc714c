package checkpoint

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// Config says how and where checkpoints are taken.
type Config struct {
	Files Files
	// Dir is the job's folder of checkpoints; without one only savepoints are kept.
	Dir   string
	JobID string
	// Interval is the time between the starts of checkpoints, 0 for none by themselves; MinPause the least time between
	// the end of one and the start of the next.
	Interval, MinPause time.Duration
	// Timeout is how long a checkpoint may take.
	Timeout time.Duration
	// TolerableFailures is how many may fail in a row; one more fails the job. Savepoints do not count.
	TolerableFailures int
	// Retained is how many completed checkpoints are kept.
	Retained       int
	MaxParallelism int
	Logger         *slog.Logger
}

// Tasks are the tasks of one attempt to run the job.
type Tasks interface {
	// Count is the number of subtasks that acknowledge a checkpoint.
	Count() int
	// Operators describes the operators by id.
	Operators() map[string]string
	// Changed is how many entries of keyed state a checkpoint taken now would have to write.
	Changed() int
	// Trigger makes all sources send the barrier. It does not wait.
	Trigger(Barrier)
	// Commit makes sinks commit what the subtasks prepared in a checkpoint that is complete now.
	Commit(ctx context.Context, b Barrier, committables map[string][][]byte) error
}

// Coordinator takes the checkpoints of a job through all its attempts.
type Coordinator struct {
	cfg      Config
	requests chan request

	mu         sync.Mutex
	nextID     int64
	stats      statistics
	pending    *pending
	inARow     int
	newestPath string
	// base is what the tasks of this attempt have changes since.
	base *base
}

type request struct {
	kind  Kind
	dir   string
	reply chan<- outcome
}

type outcome struct {
	checkpoint Checkpoint
	err        error
}

// pending is the checkpoint that is under way.
type pending struct {
	barrier      Barrier
	stats        *Checkpoint
	missing      int
	files        []StateFile
	committables map[string][][]byte
	failed       error
	// export is the folder of the savepoint that a checkpoint of the job's own is made into as well, "" for none.
	export   string
	metadata *Metadata
	// settled is closed when all have acknowledged or one has declined.
	settled chan struct{}
}

// NewCoordinator returns a coordinator whose first checkpoint follows on those that are in its folder already.
func NewCoordinator(cfg Config) (*Coordinator, error) {
	c := &Coordinator{cfg: cfg, requests: make(chan request), nextID: 1}
	if cfg.Dir == "" {
		return c, nil
	}
	ids, err := list(cfg.Files.Storage, cfg.Dir)
	if err != nil {
		return nil, err
	}
	if len(ids) > 0 {
		c.nextID = ids[len(ids)-1] + 1
	}
	return c, nil
}

// Restored tells the coordinator what the job goes on from.
func (c *Coordinator) Restored(m *Metadata, path string, at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.nextID = max(c.nextID, m.ID+1)
	c.stats.restored++
	c.stats.restore = &Restore{ID: m.ID, At: at, Savepoint: m.Savepoint, Path: path}
}

// Newest is the folder of the newest checkpoint or stop savepoint that was completed, "" before any: what a restart goes
// on from.
func (c *Coordinator) Newest() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.newestPath
}

// Statistics are the figures so far.
func (c *Coordinator) Statistics() Statistics {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stats.copy()
}

// StateSizes are the sizes in bytes of the states that operators have in the newest complete checkpoint. The map must not be changed.
func (c *Coordinator) StateSizes() map[OperatorSubtask]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stats.sizes
}

// ErrNotRunning means that the job ended or restarts, so that no checkpoint can be taken or completed.
var ErrNotRunning = errors.New("the job is not running")

// errTooMany ends the attempt.
var errTooMany = errors.New("exceeded checkpoint tolerable failure threshold")

// Run takes checkpoints of the tasks until ctx is done, or until it has taken one that ends the attempt: after that nothing
// may be processed, and a barrier would let sources go on. It returns an error if too many failed, or if a sink could not commit.
func (c *Coordinator) Run(ctx context.Context, tasks Tasks) error {
	c.base = nil
	var timer *time.Timer
	var due <-chan time.Time
	if c.cfg.Interval > 0 && c.cfg.Dir != "" {
		timer = time.NewTimer(c.cfg.Interval)
		defer timer.Stop()
		due = timer.C
	}
	for {
		var fatal error
		select {
		case <-ctx.Done():
			return nil
		case <-due:
			started := time.Now()
			_, fatal = c.take(ctx, tasks, Periodic, c.cfg.Dir)
			timer.Reset(max(c.cfg.Interval-time.Since(started), c.cfg.MinPause))
		case r := <-c.requests:
			if fatal = c.prepareStop(ctx, tasks, r.kind); fatal != nil {
				r.reply <- outcome{err: fatal}
				return fatal
			}
			var o outcome
			o, fatal = c.take(ctx, tasks, r.kind, r.dir)
			r.reply <- o
			if o.err == nil && r.kind.Ends() {
				return nil
			}
		}
		if fatal != nil {
			return fatal
		}
	}
}

// manyChanges is how many entries may have changed for a stop to write them while nothing is processed.
const manyChanges = 20_000

// prepareStop takes a checkpoint before a stop that would have much to write, so that processing goes on meanwhile: the
// savepoint then is on top of it. fatal is what ends the attempt; a checkpoint that only fails makes the stop take longer.
func (c *Coordinator) prepareStop(ctx context.Context, tasks Tasks, kind Kind) (fatal error) {
	if kind != StopSavepoint || c.cfg.Dir == "" || tasks.Changed() < manyChanges {
		return nil
	}
	_, fatal = c.take(ctx, tasks, Periodic, c.cfg.Dir)
	return fatal
}

// Trigger takes a checkpoint now, or as soon as the one under way is done, and returns when it is complete. dir is the folder
// that a savepoint's folder is made in; checkpoints have their own.
func (c *Coordinator) Trigger(ctx context.Context, kind Kind, dir string) (Checkpoint, error) {
	if !kind.IsSavepoint() {
		dir = c.cfg.Dir
	}
	reply := make(chan outcome, 1)
	select {
	case c.requests <- request{kind, dir, reply}:
	case <-ctx.Done():
		return Checkpoint{}, ctx.Err()
	}
	select {
	case o := <-reply:
		return o.checkpoint, o.err
	case <-ctx.Done():
	}
	select {
	case o := <-reply: // it ended the attempt, and with it ctx
		return o.checkpoint, o.err
	default:
		return Checkpoint{}, ctx.Err()
	}
}

// take takes one checkpoint. fatal is what ends the attempt.
func (c *Coordinator) take(ctx context.Context, tasks Tasks, kind Kind, dir string) (o outcome, fatal error) {
	if !c.base.isThere(c.cfg.Files.Storage) {
		c.base = nil
	}
	p, stats := c.begin(tasks, kind, dir)
	given, over := context.WithCancel(ctx)
	defer over()
	p.barrier.given = given
	tasks.Trigger(p.barrier)
	err := c.await(ctx, p)
	if err == nil {
		err = c.complete(tasks, p, stats)
	}
	var exported error
	if err == nil && p.export != "" {
		exported = c.export(p, stats)
	}
	c.mu.Lock()
	c.pending = nil
	if p.barrier.Dir != "" {
		c.stats.end(stats, time.Now(), errors.Join(err, exported))
	}
	switch {
	case err == nil && p.lasts():
		c.inARow = 0
		if p.barrier.Dir != "" {
			c.newestPath = p.barrier.Dir
		}
	case err != nil && !kind.IsSavepoint() && ctx.Err() == nil:
		if c.inARow++; c.inARow > c.cfg.TolerableFailures || kind == Final {
			fatal = fmt.Errorf("%w: checkpoint %d: %w", errTooMany, p.barrier.ID, err)
			c.inARow = 0
		}
	}
	o = outcome{*stats, errors.Join(err, exported)}
	c.mu.Unlock()
	c.tell(ctx, o)
	if err != nil {
		c.discard(p.barrier.Dir)
		return o, fatal
	}
	if p.lasts() {
		if err := c.commit(ctx, tasks, p); err != nil {
			err = fmt.Errorf("commit checkpoint %d: %w", p.barrier.ID, err)
			o.err = err
			return o, err
		}
	}
	c.clean()
	return o, nil
}

// commit has sinks commit. One that is stuck ends the attempt after a while: what it has prepared is committed by the next one.
func (c *Coordinator) commit(ctx context.Context, tasks Tasks, p *pending) error {
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	timeout := time.NewTimer(c.cfg.Timeout)
	defer timeout.Stop()
	done := make(chan error, 1)
	go func() { done <- tasks.Commit(ctx, p.barrier, p.committables) }()
	select {
	case err := <-done:
		return err
	case <-timeout.C:
		return fmt.Errorf("it took longer than %s", c.cfg.Timeout)
	}
}

// tell logs how a checkpoint has ended.
func (c *Coordinator) tell(ctx context.Context, o outcome) {
	if o.err == nil {
		c.cfg.Logger.Info(fmt.Sprintf("Completed checkpoint %d for job %s (%d bytes, checkpointDuration=%d ms).", o.checkpoint.ID,
			c.cfg.JobID, o.checkpoint.StateSize, time.Since(o.checkpoint.Triggered).Milliseconds()), "path", o.checkpoint.Path)
		return
	}
	level := slog.LevelWarn
	if ctx.Err() != nil {
		level = slog.LevelInfo // the attempt has ended, of which the checkpoint is not the cause
	}
	c.cfg.Logger.Log(ctx, level, fmt.Sprintf("Failed to complete checkpoint %d for job %s.", o.checkpoint.ID, c.cfg.JobID), "error", o.err)
}

// lasts tells that the job never goes back to before the checkpoint, so that sinks commit by it.
func (p *pending) lasts() bool { return p.barrier.own || p.barrier.Kind != Savepoint }

func (c *Coordinator) begin(tasks Tasks, kind Kind, dir string) (*pending, *Checkpoint) {
	c.mu.Lock()
	defer c.mu.Unlock()
	b := Barrier{ID: c.nextID, Kind: kind}
	c.nextID++
	export := ""
	if kind.IsSavepoint() {
		export = filepath.Join(dir, savepointFolder(c.cfg.JobID))
	}
	switch {
	case c.cfg.Dir != "":
		b.Dir, b.own = filepath.Join(c.cfg.Dir, folder(b.ID)), true
	case export != "":
		b.Dir, export = export, ""
	}
	b.base = c.base
	p := &pending{
		barrier: b, export: export, missing: tasks.Count(), committables: make(map[string][][]byte), settled: make(chan struct{}),
	}
	stats := &Checkpoint{
		ID: b.ID, Status: InProgress, Savepoint: kind.IsSavepoint(), Triggered: time.Now(), Subtasks: p.missing,
	}
	c.pending, p.stats = p, stats
	if b.Dir != "" {
		c.stats.start(stats)
	}
	return p, stats
}

// savepointFolder is a name that no other savepoint has: Flink's, with the job's first digits.
func savepointFolder(jobID string) string {
	var random [6]byte
	rand.Read(random[:])
	return "savepoint-" + jobID[:min(6, len(jobID))] + "-" + hex.EncodeToString(random[:])
}

func (c *Coordinator) await(ctx context.Context, p *pending) error {
	timeout := time.NewTimer(c.cfg.Timeout)
	defer timeout.Stop()
	select {
	case <-ctx.Done():
		return ErrNotRunning
	case <-timeout.C:
		return fmt.Errorf("checkpoint expired before completing: it took longer than %s", c.cfg.Timeout)
	case <-p.settled:
		return p.failed
	}
}

// Acknowledge tells that a subtask has written its state.
func (c *Coordinator) Acknowledge(id int64, file StateFile, committables map[string][][]byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.pending
	if p == nil || p.barrier.ID != id || p.missing == 0 || p.failed != nil {
		return
	}
	p.stats.Acknowledgements = append(p.stats.Acknowledgements, Acknowledgement{
		Vertex: file.Vertex, Subtask: file.Subtask, At: time.Now(), Written: file.Size,
	})
	if file.Name != "" {
		p.files = append(p.files, file)
	}
	for operator, list := range committables {
		p.committables[operator] = append(p.committables[operator], list...)
	}
	if p.missing--; p.missing == 0 {
		close(p.settled)
	}
}

// Decline tells that a subtask could not write its state.
func (c *Coordinator) Decline(id int64, cause error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.pending
	if p == nil || p.barrier.ID != id || p.missing == 0 || p.failed != nil {
		return
	}
	p.failed = cause
	close(p.settled)
}

// complete writes the metadata, which makes the folder a checkpoint.
func (c *Coordinator) complete(tasks Tasks, p *pending, stats *Checkpoint) error {
	m := &Metadata{
		ID: p.barrier.ID, JobID: c.cfg.JobID, Savepoint: stats.Savepoint && p.export == "", Triggered: stats.Triggered, Completed: time.Now(),
		MaxParallelism: c.cfg.MaxParallelism, HashVersion: batch.HashVersion, Operators: tasks.Operators(), Files: p.files,
	}
	if p.barrier.Dir != "" {
		if err := c.write(m, p.barrier); err != nil {
			return err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if p.barrier.own {
		c.base = baseOf(m, p.barrier.Dir)
	}
	p.metadata = m
	c.stats.sized(stats, m)
	stats.StateSize, stats.Written, stats.Path = m.Size(), m.Written(), p.barrier.Dir
	return nil
}

// write makes a folder a checkpoint: the files of older checkpoints that it needs are there before the metadata is.
func (c *Coordinator) write(m *Metadata, b Barrier) error {
	if err := b.base.describe(m); err != nil {
		return err
	}
	if err := b.base.link(c.cfg.Files.Storage, m, b.Dir); err != nil {
		return err
	}
	return c.writeMetadata(m, b.Dir)
}

// export makes a savepoint of a checkpoint, with links to its files.
func (c *Coordinator) export(p *pending, stats *Checkpoint) error {
	m := *p.metadata
	m.Savepoint = true
	err := baseOf(&m, p.barrier.Dir).export(c.cfg.Files.Storage, p.export)
	if err == nil {
		err = c.writeMetadata(&m, p.export)
	}
	if err != nil {
		c.discard(p.export)
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	stats.Path = p.export
	return nil
}

func (c *Coordinator) writeMetadata(m *Metadata, dir string) error {
	path := filepath.Join(dir, MetadataFile)
	f, err := c.cfg.Files.create(path, metadataRole)
	if err != nil {
		return fmt.Errorf("create metadata: %w", err)
	}
	if err = writeMetadata(f, m); err == nil {
		_, err = f.commit()
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, errors.Join(err, f.abort()))
	}
	return nil
}

func (c *Coordinator) discard(dir string) {
	if dir == "" {
		return
	}
	if err := c.cfg.Files.Storage.Remove(dir); err != nil {
		c.cfg.Logger.Warn("checkpoint folder cannot be removed", "path", dir, "error", err)
	}
}

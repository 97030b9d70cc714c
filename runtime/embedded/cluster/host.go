package cluster

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/rest"
)

// flinkVersion is the version of Apache Flink whose behaviour the engine has.
const flinkVersion = "1.20.5"

// lastCheckpointPatience is how long the machine's going down may wait for a last checkpoint.
const lastCheckpointPatience = 10 * time.Second

// stateFolder is the folder in the cluster's directory for state that memory has no room for.
const stateFolder = "state"

// programID is the id of the one program under /jars.
const programID = "script"

// host holds the cluster's program and its one job, for the REST server.
type host struct {
	// dir is the cluster's directory.
	dir      string
	spec     Spec
	program  Program
	prepared time.Time
	logs     *logs
	protect  *protection
	place    place

	mu  sync.Mutex
	job Job
	// cancel stops the job as it is; ended is closed when Run has returned.
	cancel context.CancelFunc
	ended  chan struct{}
}

// Program tells the compiled scripts.
func (h *host) Program() rest.Program {
	return rest.Program{ID: programID, Name: h.spec.Name, Prepared: h.prepared}
}

// Job is the job, nil before it was run.
func (h *host) Job() rest.Job {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.job == nil {
		return nil
	}
	return located{h.job, h.place}
}

// Run makes the job and runs it in the background.
func (h *host) Run(ctx context.Context, req rest.RunRequest) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if req.JobID == "" {
		req.JobID = h.spec.JobID
	}
	if h.job != nil {
		if h.job.ID() == req.JobID {
			return nil
		}
		return rest.Conflict("job %s was run in this cluster, which is dedicated to it", h.job.ID())
	}
	options, err := h.jobOptions(req)
	if err != nil {
		return err
	}
	job, err := h.program.NewJob(ctx, options)
	if err != nil {
		return err
	}
	// The job belongs to the process, not to the request that started it.
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	h.job, h.cancel = job, cancel
	h.logs.logger.Info("job is run", "jobId", req.JobID, "restored", options.RestorePath, "parallelism", options.Parallelism)
	go func() {
		defer close(h.ended)
		defer cancel()
		err := job.Run(running)
		h.logs.logger.Info("job has ended", "jobId", req.JobID, "state", job.Status().State, "error", err)
	}()
	return nil
}

// CheckRestore tells whether the job could be run so. Another one may run meanwhile, here or elsewhere.
func (h *host) CheckRestore(ctx context.Context, req rest.RunRequest) error {
	if req.JobID == "" {
		req.JobID = h.spec.JobID
	}
	options, err := h.jobOptions(req)
	if err != nil {
		return err
	}
	return h.program.CheckRestore(ctx, options)
}

// Preload reads the state that a job will go on from, or an earlier one of the same job.
func (h *host) Preload(ctx context.Context, req rest.RunRequest) (entries int, err error) {
	options, err := h.jobOptions(req)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	entries, err = h.program.Preload(ctx, options)
	h.logs.logger.Info("state was read ahead", "path", options.RestorePath, "entries", entries, "took", time.Since(began), "error", err)
	return entries, err
}

// jobOptions are how a job is to run, by the spec and the request.
func (h *host) jobOptions(req rest.RunRequest) (JobOptions, error) {
	options := JobOptions{
		JobID: req.JobID, Name: h.spec.Name, Lineage: h.spec.Lineage,
		Parallelism: h.spec.Parallelism, MaxParallelism: h.spec.MaxParallelism,
		RestartDelay: time.Duration(h.spec.RestartDelay), AllowNonRestoredState: req.AllowNonRestoredState,
		MetadataDigest: req.MetadataDigest,
		Storage:        h.place.storage, Keys: h.protect.keys, Owner: h.protect.owner, TakesClear: h.protect.takesClear,
		Stdout: h.logs.stdout, Stderr: h.logs.stderr, Logger: h.logs.logger,
	}
	if req.Parallelism > 0 {
		if req.Parallelism > h.spec.MaxParallelism {
			return options, rest.Invalid("parallelism %d is more than %d key groups", req.Parallelism, h.spec.MaxParallelism)
		}
		options.Parallelism = req.Parallelism
	}
	if h.spec.Checkpoints.Enabled {
		options.CheckpointInterval = time.Duration(h.spec.Checkpoints.Interval)
		options.MinPause = time.Duration(h.spec.Checkpoints.MinPause)
	}
	checkpoints, err := h.place.path(h.spec.CheckpointsURI)
	if err != nil {
		return options, err
	}
	options.CheckpointDir = filepath.Join(checkpoints, req.JobID)
	options.StateDir = filepath.Join(h.dir, stateFolder)
	if req.RestorePath != "" {
		if options.RestorePath, err = h.place.path(req.RestorePath); err != nil {
			return options, rest.Invalid("savepointPath: %w", err)
		}
	}
	return options, nil
}

// suspend takes a last checkpoint where that is possible, and stops.
func (h *host) suspend() {
	h.mu.Lock()
	job := h.job
	h.mu.Unlock()
	if job != nil && job.Status().State == "RUNNING" {
		ctx, cancel := context.WithTimeout(context.Background(), lastCheckpointPatience)
		defer cancel()
		id, err := job.TriggerCheckpoint(ctx)
		h.logs.logger.Info("last checkpoint", "id", id, "error", err)
	}
	h.stop()
}

// stop stops the job as it is, without ending it, and waits until nothing of it runs.
func (h *host) stop() {
	h.mu.Lock()
	cancel := h.cancel
	h.mu.Unlock()
	if cancel != nil {
		cancel()
		<-h.ended
	}
}

// CPUTime is what the process has used.
func (h *host) CPUTime() time.Duration { return processTime() }

// Worker tells the process as Flink would a TaskManager.
func (h *host) Worker() rest.Worker {
	return rest.Worker{
		ID: fmt.Sprintf("%s-%d", "penstock", os.Getpid()), Slots: h.spec.Parallelism, CPUs: runtime.GOMAXPROCS(0),
		PhysicalMemory: physicalMemory(), Metrics: processMetrics(),
	}
}

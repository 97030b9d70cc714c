package driver

import "time"

// Vitals is how a job gets on, read once. Counters count since the job was submitted to this cluster; what grows is told as a sum, so
// that the difference of two readings is exact for the time between them, however far apart they are.
type Vitals struct {
	// At is when they were read, by the clock of who read them.
	At time.Time
	// CPU is the processor time that the processes of the cluster have used.
	CPU time.Duration
	// Restarts counts how often the job was restarted after a failure.
	Restarts int64
	// RecordsIn and RecordsOut are the records that the sources have read and the sinks have been given.
	RecordsIn, RecordsOut int64
	// Busy, Idle and Backpressured are the times that the subtasks have spent so, summed over the subtasks.
	Busy, Idle, Backpressured time.Duration
	// Pending is the number of records that wait in the sources' systems; negative where a source cannot tell.
	Pending int64
	// Watermark is the lowest of the job's watermarks in event time; zero when there is none.
	Watermark time.Time
	// CheckpointsCompleted and CheckpointsFailed count checkpoints, and LastCheckpoint is when the newest one was complete; zero
	// for none.
	CheckpointsCompleted, CheckpointsFailed int64
	LastCheckpoint                          time.Time
	// NewestCheckpoint is the id of the newest complete checkpoint, which counts up within a run of the application; 0 for none, and where
	// that is not told. Savepoints do not count.
	NewestCheckpoint int64
	// NewestCheckpointURI is where that lies; empty for where the application's checkpoints are kept, which is all that a program of the
	// embedded engine can have. One of Apache Flink may set another place.
	NewestCheckpointURI string
}

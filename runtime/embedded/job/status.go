package job

import "time"

// State is the state of a job, by Flink's name.
type State string

// The states that a job goes through.
const (
	Initializing State = "INITIALIZING" // New returned; Run was not called
	Created      State = "CREATED"      // Run was called
	Running      State = "RUNNING"      // tasks run
	Restarting   State = "RESTARTING"   // a task failed; waits for the next attempt
	Failing      State = "FAILING"      // a task failed for good; tasks are being ended
	Cancelling   State = "CANCELLING"   // Cancel was called; tasks are being ended
	Finished     State = "FINISHED"     // all input was processed, or the job was stopped with a savepoint
	Canceled     State = "CANCELED"
	Failed       State = "FAILED"
)

// Terminal tells the states that a job does not leave.
func (s State) Terminal() bool { return s == Finished || s == Canceled || s == Failed }

// Status is the state of a job and when it last entered each state.
type Status struct {
	State   State
	Entered map[State]time.Time
}

// Exception is one failure of a job.
type Exception struct {
	// Name is the kind of failure, where Flink has a Java class.
	Name string
	// Message is what happened, with its causes.
	Message string
	// Task is the name of the task that failed; empty if it was none.
	Task string
	At   time.Time
}

// Vertex is a chain of operators with its figures so far, summed over its subtasks.
type Vertex struct {
	// ID is 32 lower case hex digits, stable for the same plan.
	ID, Name string
	// Operators are the chained operators in the order in which rows pass them.
	Operators                   []Operator
	Parallelism, MaxParallelism int
	// Started and Ended are of the latest attempt; zero before.
	Started, Ended time.Time
	Subtasks       []Subtask
}

// Operator is one of a chain.
type Operator struct {
	// ID names the state, Name is short.
	ID, Name string
}

// Subtask is one parallel instance of a vertex.
type Subtask struct {
	// State is Flink's execution state: CREATED, INITIALIZING, RUNNING, FINISHED, CANCELED or FAILED.
	State string
	// Entered is when the latest attempt came to each of its states.
	Entered map[string]time.Time
	// Attempt counts the executions from 0.
	Attempt int
	// Watermark is the event time that came in, ms since the epoch; the smallest int64 before any.
	Watermark int64
	// ReadRecords came in, WriteRecords went out. The bytes are about those that came from other subtasks, and went to them.
	ReadRecords, WriteRecords int64
	ReadBytes, WriteBytes     int64
	// Busy, Idle and Backpressured are the times spent so.
	Busy, Idle, Backpressured time.Duration
	// Metrics are figures by Flink's names, such as numRecordsIn.
	Metrics map[string]string
	// Operators are the figures of those of the vertex.
	Operators []OperatorFigures
}

// OperatorFigures are those of an operator in one subtask.
type OperatorFigures struct {
	RecordsIn, RecordsOut int64
	// InputWatermark is the event time that came in, OutputWatermark that which was passed on, ms since the epoch; the smallest int64 before
	// any.
	InputWatermark, OutputWatermark int64
	// StateSize is what the newest complete checkpoint has of the operator's state, in bytes.
	StateSize int64
}

// Settings are what the job runs with.
type Settings struct {
	Parallelism, MaxParallelism int
	// CheckpointInterval is 0 where periodic checkpoints are off.
	CheckpointInterval time.Duration
	MinPause           time.Duration
	// CheckpointTimeout is how long a checkpoint may take, TolerableFailures how many may fail in a row.
	CheckpointTimeout time.Duration
	TolerableFailures int
	// Properties are what SET statements of the script set.
	Properties map[string]string
}

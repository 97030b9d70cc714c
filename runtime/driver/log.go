package driver

import (
	"context"

	"github.com/penstock/penstock/logs"
)

// LogReader is an optional capability of a Driver: the log that a cluster's processes write, while it runs and for as long
// as it is not destroyed.
//
// A driver that has the cluster's files reads them; one that has not asks the cluster (the Flink REST API has
// /taskmanagers/:id/logs) or the platform. A position is the driver's own text: an offset for each process, say.
type LogReader interface {
	// Logs returns at most limit events that follow the position, in the order in which they were written. The empty
	// position is the beginning. Asking again with the same position gives the same events, as far as the cluster still
	// has them, and perhaps more.
	//
	// A cluster that ended by itself has last words, after everything that it wrote: why it ended, and what its processes
	// wrote to their standard error, where a panic is told. A cluster that does not exist has no events; that is no error.
	Logs(ctx context.Context, handle Handle, position string, limit int) (LogBatch, error)
}

// LogBatch is a part of a cluster's log.
type LogBatch struct {
	Events []logs.Event
	// Next is the position after the events.
	Next string
	// Missed is how many events that followed the position the cluster has given up, because they were not read in time.
	Missed int64
	// More tells that the limit ended the batch.
	More bool
}

// Ender is an optional capability of a Driver whose clusters leave something behind when they end, such as the end of
// their log.
type Ender interface {
	// End ends the cluster at once, as Destroy does, and leaves everything else for Destroy to remove. Success promises
	// that no process of it runs any more, nor comes up later on behalf of a Prepare that had returned: what can be read
	// of it is final. A cluster that does not exist has ended.
	End(ctx context.Context, handle Handle) error
}

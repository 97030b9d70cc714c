package operator

import (
	"context"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// Reader is the head of a source's chain: it makes batches instead of being given them.
type Reader interface {
	// Open makes the reader ready, with the state it goes on from.
	Open(c *Context) error
	// Read returns the next rows, at most limit, and waits for them if there are none. The batch is valid until the next
	// call. io.EOF, never with rows, says that the input has ended. Soon after ctx is done it returns ctx.Err(), and
	// loses nothing by it: a later call goes on.
	Read(ctx context.Context, limit int) (*batch.Batch, error)
	// Snapshot writes where to go on after the rows of the last Read.
	Snapshot(w *state.Writer) error
	Close() error
}

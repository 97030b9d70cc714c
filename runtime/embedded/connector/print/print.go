// Package print is the connector 'print': each row as a line of text, exactly as Flink prints it, such as "+I[1, a]".
package print

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/option"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
)

// Factory is the connector 'print'.
type Factory struct{}

// Name implements connector.Factory.
func (Factory) Name() string { return "print" }

// Check implements connector.Factory.
func (f Factory) Check(t *connector.Table, sink bool) error {
	if !sink {
		return errNoSource
	}
	_, err := f.Sink(t)
	return err
}

var errNoSource = errors.New("connector 'print' can only be used as a sink, it cannot be read from")

// Source implements connector.Factory.
func (Factory) Source(*connector.Table) (connector.Source, error) { return nil, errNoSource }

// Sink implements connector.Factory.
func (Factory) Sink(t *connector.Table) (connector.Sink, error) {
	r := option.NewReader("connector 'print'", "", t.Options)
	r.String("connector", "")
	r.Int("property-version", 1, 1)
	r.Int("sink.parallelism", 1, 1)
	s := &sink{identifier: r.String("print-identifier", ""), toStderr: r.Bool("standard-error", false)}
	if err := r.Done(); err != nil {
		return nil, err
	}
	return s, nil
}

// sink is a print table.
type sink struct {
	identifier string
	toStderr   bool
}

// Writer implements connector.Sink.
func (s *sink) Writer(_ context.Context, c connector.WriterContext) (connector.Writer, error) {
	prefix := s.identifier
	if c.Parallelism > 1 {
		if prefix != "" {
			prefix += ":"
		}
		prefix += strconv.Itoa(c.Subtask + 1)
	}
	if prefix != "" {
		prefix += "> "
	}
	w := &writer{prefix: prefix, out: c.Stdout}
	if s.toStderr {
		w.out = c.Stderr
	}
	return w, nil
}

// Commit implements connector.Sink: what is printed is printed.
func (s *sink) Commit(context.Context, [][]byte) error { return nil }

// Abort implements connector.Sink.
func (s *sink) Abort(context.Context, [][]byte) error { return nil }

// AcceptsChangelog implements connector.Sink.
func (s *sink) AcceptsChangelog() bool { return true }

// written is how many bytes of lines are written at once.
const written = 64 << 10

// writer writes the lines of one subtask, whole lines with each call, so that those of several subtasks do not mix.
type writer struct {
	prefix string
	out    io.Writer
	buf    []byte
}

// Write implements connector.Writer.
func (w *writer) Write(b *batch.Batch) error {
	w.buf = w.buf[:0]
	for i := range b.Rows() {
		row := b.Row(i)
		w.buf = append(append(w.buf, w.prefix...), b.Kind(row).String()...)
		w.buf = append(w.buf, '[')
		for c, v := range b.Cols {
			if c > 0 {
				w.buf = append(w.buf, ", "...)
			}
			w.buf = rowtext.AppendPrint(w.buf, v, row)
		}
		w.buf = append(w.buf, "]\n"...)
		if len(w.buf) >= written {
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	return w.flush()
}

func (w *writer) flush() error {
	if len(w.buf) == 0 {
		return nil
	}
	_, err := w.out.Write(w.buf)
	if w.buf = w.buf[:0]; cap(w.buf) > 2*written {
		w.buf = nil // a line was so long that its memory is not kept
	}
	if err != nil {
		return fmt.Errorf("print rows: %w", err)
	}
	return nil
}

// Watermark implements connector.Writer.
func (w *writer) Watermark(int64) error { return nil }

// Prepare implements connector.Writer.
func (w *writer) Prepare(int64) ([][]byte, []byte, error) { return nil, nil, nil }

// Close implements connector.Writer.
func (w *writer) Close() error { return nil }

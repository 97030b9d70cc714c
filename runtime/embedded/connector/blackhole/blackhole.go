// Package blackhole is the connector 'blackhole': it takes rows and forgets them.
package blackhole

import (
	"context"
	"errors"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/option"
)

// Factory is the connector 'blackhole'.
type Factory struct{}

// Name implements connector.Factory.
func (Factory) Name() string { return "blackhole" }

// Check implements connector.Factory.
func (f Factory) Check(t *connector.Table, sink bool) error {
	if !sink {
		return errNoSource
	}
	_, err := f.Sink(t)
	return err
}

var errNoSource = errors.New("connector 'blackhole' can only be used as a sink, it cannot be read from")

// Source implements connector.Factory.
func (Factory) Source(*connector.Table) (connector.Source, error) { return nil, errNoSource }

// Sink implements connector.Factory.
func (Factory) Sink(t *connector.Table) (connector.Sink, error) {
	r := option.NewReader("connector 'blackhole'", "", t.Options)
	r.String("connector", "")
	r.Int("property-version", 1, 1)
	if err := r.Done(); err != nil {
		return nil, err
	}
	return sink{}, nil
}

// sink is a blackhole table, and its writer.
type sink struct{}

// Writer implements connector.Sink.
func (s sink) Writer(context.Context, connector.WriterContext) (connector.Writer, error) {
	return s, nil
}

// Commit implements connector.Sink.
func (sink) Commit(context.Context, [][]byte) error { return nil }

// Abort implements connector.Sink.
func (sink) Abort(context.Context, [][]byte) error { return nil }

// AcceptsChangelog implements connector.Sink.
func (sink) AcceptsChangelog() bool { return true }

// Write implements connector.Writer.
func (sink) Write(*batch.Batch) error { return nil }

// Watermark implements connector.Writer.
func (sink) Watermark(int64) error { return nil }

// Prepare implements connector.Writer.
func (sink) Prepare(int64) ([][]byte, []byte, error) { return nil, nil, nil }

// Close implements connector.Writer.
func (sink) Close() error { return nil }

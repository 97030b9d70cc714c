package datagen

import (
	"errors"
	"math"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/option"
)

// Factory is the connector 'datagen'.
type Factory struct{}

// Name implements connector.Factory.
func (Factory) Name() string { return "datagen" }

var errNoSink = errors.New("connector 'datagen' can only be used as a source, it cannot be written to")

// Check implements connector.Factory.
func (f Factory) Check(t *connector.Table, sink bool) error {
	if sink {
		return errNoSink
	}
	_, err := f.Source(t)
	return err
}

// Sink implements connector.Factory.
func (Factory) Sink(*connector.Table) (connector.Sink, error) { return nil, errNoSink }

// Source implements connector.Factory.
func (Factory) Source(t *connector.Table) (connector.Source, error) {
	r := option.NewReader("connector 'datagen'", "", t.Options)
	r.String("connector", "")
	r.Int("property-version", 1, 1)
	r.Int("scan.parallelism", 1, 1)
	connector.WatermarkOptions(r)
	s := &source{rate: r.Int("rows-per-second", 10_000, 1), rows: math.MaxInt64}
	if r.Has("number-of-rows") {
		s.rows = r.Int("number-of-rows", 0, 0)
		s.bounded = true
	}
	generators := make(map[int]generator)
	for i, c := range t.Columns {
		if c.Metadata != "" {
			r.Fail("column '%s': the connector 'datagen' has no metadata columns", c.Name)
			continue
		}
		g, length, err := build(r, "fields."+c.Name+".", c.Type, uint64(i+1)*0x9E3779B97F4A7C15)
		if err != nil {
			r.Fail("column '%s': %w", c.Name, err)
			continue
		}
		if length >= 0 {
			s.rows, s.bounded = min(s.rows, length), true
		}
		generators[i] = g
	}
	if err := r.Done(); err != nil {
		return nil, err
	}
	for _, i := range t.Projected {
		s.columns = append(s.columns, generators[i])
	}
	return s, nil
}

package mortal

import (
	"context"

	"github.com/penstock/penstock/runtime/embedded/connector"
)

// Sinks is a connector whose process may die before, between and after the commits of its sinks.
func Sinks(f connector.Factory, p *Process) connector.Factory { return sinks{f, p} }

type sinks struct {
	connector.Factory
	process *Process
}

// Sink implements connector.Factory.
func (s sinks) Sink(t *connector.Table) (connector.Sink, error) {
	made, err := s.Factory.Sink(t)
	return &sink{made, s.process}, err
}

type sink struct {
	connector.Sink
	process *Process
}

// Commit implements connector.Sink.
func (s *sink) Commit(ctx context.Context, committables [][]byte) error {
	for _, c := range committables {
		if err := s.process.Point(); err != nil {
			return err
		}
		if err := s.Sink.Commit(ctx, [][]byte{c}); err != nil {
			return err
		}
	}
	return s.process.Point()
}

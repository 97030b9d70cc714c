package nexmark

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
)

// source makes the events of one table, a split for each generator.
type source struct {
	options
	// columns says which column of the table each projected one is.
	columns []column
	// texts are made when they are first needed: they take a moment.
	texts func() *texts
}

func newSource(o options, columns []column) *source {
	return &source{options: o, columns: columns, texts: sync.OnceValue(func() *texts { return newTexts(o.seed) })}
}

// Bounded implements connector.Source.
func (s *source) Bounded() bool { return (s.events > 0 || s.stopAt >= 0) && !s.keepAlive }

// Discover implements connector.Source.
func (s *source) Discover(context.Context) ([]connector.Split, error) {
	base := s.base
	if base < 0 {
		base = time.Now().UnixMilli()
	}
	splits := make([]connector.Split, s.generators)
	for i := range splits {
		start := position{base: base, random: splittableRandom(s.seed + 2 + int64(i))}
		splits[i] = connector.Split{ID: strconv.Itoa(i), Position: start.encode()}
	}
	return splits, nil
}

// DiscoveryInterval implements connector.Source.
func (s *source) DiscoveryInterval() time.Duration { return 0 }

// Changelog implements connector.Source.
func (s *source) Changelog() bool { return false }

// Open implements connector.Source.
func (s *source) Open(_ context.Context, split connector.Split) (connector.SplitReader, error) {
	i, err := strconv.ParseInt(split.ID, 10, 64)
	if err != nil || i < 0 || i >= s.generators {
		return nil, fmt.Errorf("there is no generator %q: the option 'generators' must not change while there is state", split.ID)
	}
	at, err := decodePosition(split.Position)
	if err != nil {
		return nil, err
	}
	line := s.timelines(at.base)[i]
	return &reader{
		source:    s,
		generator: newGenerator(&line, s.texts(), at),
		pace:      connector.NewPace(1e6/line.interval, at.made),
	}, nil
}

// position is where a reader goes on.
type position struct {
	made, base int64
	random     splittableRandom
}

func (p position) encode() []byte {
	return fmt.Appendf(nil, "%d %d %d", p.made, p.base, uint64(p.random))
}

func decodePosition(text []byte) (p position, err error) {
	var random uint64
	n, err := fmt.Sscanf(string(text), "%d %d %d", &p.made, &p.base, &random)
	if n != 3 || p.made < 0 {
		return p, fmt.Errorf("damaged position of a nexmark source: %w", errors.Join(err, strconv.ErrSyntax))
	}
	p.random = splittableRandom(random)
	return p, nil
}

// reader makes the events of one generator.
type reader struct {
	*source
	generator
	// pace is that of events that come when they are due.
	pace connector.Pace
}

// Read implements connector.SplitReader.
func (r *reader) Read(ctx context.Context, b *batch.Batch, limit int) error {
	b.Resize(0)
	left := r.generator.events - r.made
	if left <= 0 {
		if r.keepAlive {
			<-ctx.Done()
			return ctx.Err()
		}
		return io.EOF
	}
	rows := min(left, int64(limit))
	if !r.fast {
		due, err := r.pace.Due(ctx, r.made)
		if err != nil {
			return err
		}
		rows = min(rows, due)
	}
	b.Resize(int(rows))
	r.fill(b, int(rows))
	if r.made >= r.generator.events && !r.keepAlive {
		return io.EOF
	}
	return ctx.Err()
}

// Position implements connector.SplitReader.
func (r *reader) Position() []byte {
	return position{made: r.made, base: r.timeline.base, random: r.random}.encode()
}

// Close implements connector.SplitReader.
func (r *reader) Close() error { return nil }

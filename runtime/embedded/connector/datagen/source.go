package datagen

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
)

// source makes rows; it is a single split, so that the rows have an order.
type source struct {
	columns []generator
	// rate is in rows a second; rows is the number of rows of a bounded source.
	rate, rows int64
	bounded    bool
}

// Bounded implements connector.Source.
func (s *source) Bounded() bool { return s.bounded }

// Discover implements connector.Source.
func (s *source) Discover(context.Context) ([]connector.Split, error) {
	return []connector.Split{{ID: "0"}}, nil
}

// DiscoveryInterval implements connector.Source.
func (s *source) DiscoveryInterval() time.Duration { return 0 }

// Changelog implements connector.Source.
func (s *source) Changelog() bool { return false }

// Pending implements connector.Backlog: rows are made when they are read, so that none waits.
func (s *source) Pending([]connector.Split) int64 { return 0 }

// Open implements connector.Source.
func (s *source) Open(_ context.Context, split connector.Split) (connector.SplitReader, error) {
	r := &reader{source: s, most: 1}
	if len(split.Position) > 0 {
		n, err := strconv.ParseInt(string(split.Position), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("damaged position of a datagen source: %w", err)
		}
		r.row = n
	}
	r.pace = connector.NewPace(float64(s.rate), r.row)
	return r, nil
}

// reader makes rows from a number on, at most rate of them a second.
type reader struct {
	source *source
	// row is the number of the next row.
	row  int64
	pace connector.Pace
	// most is how many rows are made at once, as the size of those before has it.
	most int
}

// Read implements connector.SplitReader.
func (r *reader) Read(ctx context.Context, b *batch.Batch, limit int) error {
	b.Resize(0)
	left := r.source.rows - r.row
	if left <= 0 {
		return io.EOF
	}
	n, err := r.pace.Due(ctx, r.row)
	if err != nil {
		return err
	}
	rows := int(min(n, left, int64(min(limit, r.most))))
	b.Resize(rows)
	for i, g := range r.source.columns {
		g.fill(b.Cols[i], uint64(r.row), rows)
	}
	r.most = max(1, connector.BatchBytes*rows/max(1, b.Size()))
	r.row += int64(rows)
	if r.row >= r.source.rows {
		return io.EOF
	}
	return nil
}

// Position implements connector.SplitReader.
func (r *reader) Position() []byte { return strconv.AppendInt(nil, r.row, 10) }

// Close implements connector.SplitReader.
func (r *reader) Close() error { return nil }

package job_test

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/job/mortal"
)

// row is (k, v, ts).
type row struct {
	k  string
	v  int64
	ts int64
}

// rowSource is a connector whose table is a list of rows, of which the reader waits for a checkpoint after every gate rows.
type rowSource struct {
	process *mortal.Process
	// splits are read independently of each other.
	splits [][]row
	gate   int
}

func (s *rowSource) Name() string                                      { return "rows" }
func (s *rowSource) Check(*connector.Table, bool) error                { return nil }
func (s *rowSource) Source(*connector.Table) (connector.Source, error) { return s, nil }
func (s *rowSource) Sink(*connector.Table) (connector.Sink, error)     { return nil, errors.ErrUnsupported }
func (s *rowSource) Bounded() bool                                     { return true }
func (s *rowSource) Changelog() bool                                   { return false }
func (s *rowSource) DiscoveryInterval() time.Duration                  { return 0 }
func (s *rowSource) Discover(context.Context) ([]connector.Split, error) {
	out := make([]connector.Split, len(s.splits))
	for i := range out {
		out[i].ID = strconv.Itoa(i)
	}
	return out, nil
}

func (s *rowSource) Open(_ context.Context, split connector.Split) (connector.SplitReader, error) {
	number, err := strconv.Atoi(split.ID)
	if err != nil {
		return nil, err
	}
	r := &rowReader{source: s, rows: s.splits[number], lastGate: -1}
	if len(split.Position) > 0 {
		if r.next, err = strconv.Atoi(string(split.Position)); err != nil {
			return nil, err
		}
	}
	return r, nil
}

type rowReader struct {
	source   *rowSource
	rows     []row
	next     int
	lastGate int
}

func (r *rowReader) Read(ctx context.Context, b *batch.Batch, limit int) error {
	if r.source.process != nil {
		if err := r.source.process.Point(); err != nil {
			return err
		}
	}
	n := min(limit, len(r.rows)-r.next)
	if gate := r.source.gate; gate > 0 && n > 0 {
		if at := r.next / gate; at != r.lastGate {
			select {
			case <-r.source.process.Completed():
			case <-ctx.Done():
				return ctx.Err()
			}
			r.lastGate = at
		}
		n = min(n, gate-r.next%gate)
	}
	b.Resize(n)
	for i, row := range r.rows[r.next : r.next+n] {
		b.Cols[0].Str[i], b.Cols[1].I64[i], b.Cols[2].I64[i] = row.k, row.v, row.ts
	}
	r.next += n
	if r.next == len(r.rows) {
		return io.EOF
	}
	return nil
}

func (r *rowReader) Position() []byte { return []byte(strconv.Itoa(r.next)) }
func (r *rowReader) Close() error     { return nil }

// randomRows are rows in groups of keys whose times are up to late behind, and now and then further.
func randomRows(rnd *rand.Rand, n int, late int64) []row {
	rows := make([]row, n)
	now := int64(1_700_000_000_000)
	for i := range rows {
		now += rnd.Int64N(400)
		rows[i] = row{k: "k" + strconv.Itoa(rnd.IntN(7)), v: rnd.Int64N(1000), ts: now - rnd.Int64N(late)}
		if rnd.IntN(20) == 0 {
			rows[i].ts -= 5 * late
		}
	}
	return rows
}

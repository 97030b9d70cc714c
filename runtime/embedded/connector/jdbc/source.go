package jdbc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
)

// source reads a table.
type source struct {
	table   *connector.Table
	options options
}

// Bounded implements connector.Source.
func (s *source) Bounded() bool { return true }

// DiscoveryInterval implements connector.Source.
func (s *source) DiscoveryInterval() time.Duration { return 0 }

// Changelog implements connector.Source.
func (s *source) Changelog() bool { return false }

// LookupCache implements connector.LookupSource.
func (s *source) LookupCache() connector.LookupCache { return s.options.cache }

// Discover implements connector.Source: a split is the number of a part.
func (s *source) Discover(context.Context) ([]connector.Split, error) {
	parts := max(1, s.options.partition.parts)
	splits := make([]connector.Split, parts)
	for i := range splits {
		splits[i].ID = strconv.Itoa(i)
	}
	return splits, nil
}

// query is SELECT of the projected columns, as text.
func (s *source) query() string {
	var b strings.Builder
	b.WriteString("SELECT ")
	for i, p := range s.table.Projected {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(pgx.Identifier{s.table.Columns[p].Name}.Sanitize())
		b.WriteString("::text")
	}
	if len(s.table.Projected) == 0 {
		b.WriteString("1::text")
	}
	return b.String() + " FROM " + s.options.relation
}

// bounds are the least and greatest value of a part.
func (p partition) bounds(part int64) (from, to int64) {
	size := (p.upper-p.lower+1)/p.parts + min(1, (p.upper-p.lower+1)%p.parts)
	from = p.lower + part*size
	return from, min(p.upper, from+size-1)
}

// Open implements connector.Source. The position is the number of rows that were read: a part is read again from its beginning,
// and those rows are passed over. Connections turn off what would make scans begin elsewhere.
func (s *source) Open(ctx context.Context, split connector.Split) (connector.SplitReader, error) {
	part, err := strconv.ParseInt(split.ID, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("damaged split '%s': %w", split.ID, err)
	}
	var read int64
	if len(split.Position) > 0 {
		if read, err = strconv.ParseInt(string(split.Position), 10, 64); err != nil {
			return nil, fmt.Errorf("damaged position: %w", err)
		}
	}
	pool, err := pgxpool.NewWithConfig(ctx, s.options.pool)
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	query, args := s.query(), []any(nil)
	if p := s.options.partition; p.column != "" {
		from, to := p.bounds(part)
		query += " WHERE " + pgx.Identifier{p.column}.Sanitize() + " BETWEEN $1 AND $2"
		args = append(args, from, to)
	}
	query += " OFFSET " + strconv.FormatInt(read, 10)
	rows, err := pool.Query(ctx, query, args...)
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("query the table: %w", err)
	}
	return &reader{source: s, pool: pool, rows: rows, read: read}, nil
}

// reader reads one part.
type reader struct {
	source *source
	pool   *pgxpool.Pool
	rows   pgx.Rows
	read   int64
}

// Read implements connector.SplitReader.
func (r *reader) Read(ctx context.Context, b *batch.Batch, limit int) error {
	var texts [][][]byte
	size := 0
	full := func() bool { return len(texts) == limit || size >= connector.BatchBytes }
	for !full() && r.rows.Next() {
		raw := r.rows.RawValues() // valid until the next row
		row := make([][]byte, len(raw))
		for i, v := range raw {
			row[i] = bytes.Clone(v)
			size += len(v)
		}
		texts = append(texts, row)
	}
	n := len(texts)
	b.Resize(n)
	for i, row := range texts {
		if err := r.source.fill(b, i, row); err != nil {
			return fmt.Errorf("row %d: %w", r.read+int64(i)+1, err)
		}
	}
	r.read += int64(n)
	if full() {
		return ctx.Err()
	}
	if err := r.rows.Err(); err != nil {
		return fmt.Errorf("read after row %d: %w", r.read, err)
	}
	return io.EOF
}

// Position implements connector.SplitReader.
func (r *reader) Position() []byte { return strconv.AppendInt(nil, r.read, 10) }

// Close implements connector.SplitReader.
func (r *reader) Close() error {
	r.rows.Close()
	err := r.rows.Err()
	r.pool.Close()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// fill stores the texts of a row.
func (s *source) fill(b *batch.Batch, row int, texts [][]byte) error {
	for i, p := range s.table.Projected {
		c := &s.table.Columns[p]
		if texts[i] == nil {
			b.Cols[i].SetNull(row)
			continue
		}
		v, err := value(&c.Type, string(texts[i]))
		if err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
		b.Cols[i].Set(row, v)
	}
	return nil
}

package jdbc

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// lookup finds rows by key.
type lookup struct {
	source *source
	pool   *pgxpool.Pool
	query  string
	keys   []types.Type
}

// Lookup implements connector.LookupSource.
func (s *source) Lookup(ctx context.Context, keys []int) (connector.Lookup, error) {
	l := &lookup{source: s}
	var where []string
	for i, k := range keys {
		c := s.table.Columns[s.table.Projected[k]]
		l.keys = append(l.keys, c.Type)
		where = append(where, fmt.Sprintf("%s = $%d", pgx.Identifier{c.Name}.Sanitize(), i+1))
	}
	l.query = s.query() + " WHERE " + strings.Join(where, " AND ")
	var err error
	if l.pool, err = pgxpool.NewWithConfig(ctx, s.options.pool); err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	return l, nil
}

// Find implements connector.Lookup. A question that fails is asked again, lookup.max-retries times, a second longer apart each time.
func (l *lookup) Find(ctx context.Context, key []batch.Datum, rows *batch.Batch) error {
	args := make([]any, len(key))
	for i, v := range key {
		args[i] = text(l.keys[i], v)
	}
	for attempt := int64(0); ; attempt++ {
		err := l.ask(ctx, args, rows)
		if err == nil || ctx.Err() != nil || attempt >= l.source.options.maxRetries {
			return err
		}
		l.source.table.Logger.Warn("look-up failed; it is tried again", "table", l.source.table.Name, "attempt", attempt+1, "error", err)
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Duration(attempt+1) * time.Second):
		}
	}
}

func (l *lookup) ask(ctx context.Context, args []any, rows *batch.Batch) error {
	found, err := l.pool.Query(ctx, l.query, args...)
	if err != nil {
		return fmt.Errorf("query the table: %w", err)
	}
	defer found.Close()
	var all []*batch.Batch
	for found.Next() {
		row := batch.New(columnTypes(rows))
		row.Resize(1)
		if err := l.source.fill(row, 0, found.RawValues()); err != nil {
			return err
		}
		all = append(all, row)
	}
	if err := found.Err(); err != nil {
		return fmt.Errorf("query the table: %w", err)
	}
	rows.Resize(len(all))
	for i, row := range all {
		for c, v := range rows.Cols {
			v.CopyRow(i, row.Cols[c], 0)
		}
	}
	return nil
}

func columnTypes(b *batch.Batch) []types.Type {
	out := make([]types.Type, len(b.Cols))
	for i, v := range b.Cols {
		out[i] = v.Type
	}
	return out
}

// Close implements connector.Lookup.
func (l *lookup) Close() error {
	l.pool.Close()
	return nil
}

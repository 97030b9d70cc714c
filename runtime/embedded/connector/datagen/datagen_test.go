package datagen_test

import (
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/datagen"
	"github.com/penstock/penstock/runtime/embedded/format/formattest"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func table(t testing.TB, rowType string, options ...string) *connector.Table {
	tab := &connector.Table{Name: "t", Options: map[string]string{"connector": "datagen"}}
	for i := 0; i < len(options); i += 2 {
		tab.Options[options[i]] = options[i+1]
	}
	for i, f := range formattest.MustFields(t, rowType) {
		tab.Columns = append(tab.Columns, connector.Column{Name: f.Name, Type: f.Type})
		tab.Projected = append(tab.Projected, i)
	}
	return tab
}

// readAll reads to the end, at most limit rows at a time; with reopen it goes on from the position after each read.
func readAll(t testing.TB, tab *connector.Table, limit int, reopen bool) []string {
	src, err := datagen.Factory{}.Source(tab)
	require.NoError(t, err)
	require.True(t, src.Bounded())
	splits, err := src.Discover(t.Context())
	require.NoError(t, err)
	require.Len(t, splits, 1)
	r, err := src.Open(t.Context(), splits[0])
	require.NoError(t, err)
	var columns []types.Type
	for _, i := range tab.Projected {
		columns = append(columns, tab.Columns[i].Type)
	}
	var rows []string
	for {
		b := batch.New(columns)
		err := r.Read(t.Context(), b, limit)
		for i := range b.Rows() {
			rows = append(rows, formattest.Row(b, i))
		}
		if errors.Is(err, io.EOF) {
			return rows
		}
		require.NoError(t, err)
		if reopen {
			r, err = src.Open(t.Context(), connector.Split{ID: "0", Position: r.Position()})
			require.NoError(t, err)
		}
	}
}

func TestSource_is_the_same_from_any_position(t *testing.T) {
	t.Parallel()
	tab := table(t, "ROW<n BIGINT, i INT, s STRING, d DOUBLE, b BOOLEAN, c DECIMAL(10, 2), a ARRAY<INT>, m MAP<STRING, INT>, r ROW<x INT>, y BYTES>",
		"rows-per-second", "1000000", "number-of-rows", "50", "fields.n.kind", "sequence", "fields.n.start", "10", "fields.n.end", "1000",
		"fields.i.min", "-3", "fields.i.max", "3", "fields.i.null-rate", "0.3", "fields.s.length", "5", "fields.r.x.min", "1",
		"fields.a.element.max", "5", "fields.m.key.length", "2", "fields.y.length", "3", "fields.y.var-len", "true")
	all := readAll(t, tab, 1000, false)
	require.Len(t, all, 50)
	require.Equal(t, all, readAll(t, tab, 7, true))
	nulls := 0
	src, err := datagen.Factory{}.Source(tab)
	require.NoError(t, err)
	r, err := src.Open(t.Context(), connector.Split{ID: "0"})
	require.NoError(t, err)
	for row := 0; row < 50; {
		b := batch.New([]types.Type{
			tab.Columns[0].Type, tab.Columns[1].Type, tab.Columns[2].Type, tab.Columns[3].Type, tab.Columns[4].Type,
			tab.Columns[5].Type, tab.Columns[6].Type, tab.Columns[7].Type, tab.Columns[8].Type, tab.Columns[9].Type,
		})
		if err := r.Read(t.Context(), b, 50); err != nil {
			require.ErrorIs(t, err, io.EOF)
		}
		for i := range b.Rows() {
			require.EqualValues(t, 10+row, b.Cols[0].I64[i])
			require.Len(t, b.Cols[2].Str[i], 5)
			require.LessOrEqual(t, len(b.Cols[9].Str[i]), 3)
			if b.Cols[1].IsNull(i) {
				nulls++
			} else {
				require.LessOrEqual(t, max(b.Cols[1].I64[i], -b.Cols[1].I64[i]), int64(3))
			}
			row++
		}
	}
	require.Greater(t, nulls, 3)
	require.Less(t, nulls, 35)
}

func TestSource_ends_with_its_sequence(t *testing.T) {
	t.Parallel()
	tab := table(t, "ROW<n INT, s STRING>", "rows-per-second", "1000000", "fields.n.kind", "sequence", "fields.n.start", "1", "fields.n.end", "3",
		"fields.s.kind", "sequence", "fields.s.start", "-1", "fields.s.end", "100")
	require.Equal(t, []string{"+I[1, -1]", "+I[2, 0]", "+I[3, 1]"}, readAll(t, tab, 2, false))
}

func TestReader_keeps_to_the_rate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		src, err := datagen.Factory{}.Source(table(t, "ROW<n INT>", "rows-per-second", "10"))
		require.NoError(t, err)
		require.False(t, src.Bounded())
		r, err := src.Open(t.Context(), connector.Split{ID: "0"})
		require.NoError(t, err)
		started, rows := time.Now(), 0
		for rows < 51 {
			b := batch.New([]types.Type{types.Of(types.Int)})
			require.NoError(t, r.Read(t.Context(), b, 1000))
			rows += b.Rows()
		}
		require.InDelta(t, 5, time.Since(started).Seconds(), 0.1)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		require.ErrorIs(t, r.Read(ctx, batch.New([]types.Type{types.Of(types.Int)}), 1000), context.Canceled)
	})
}

func TestFactory_checks_options(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rowType string
		options []string
		want    string
	}{
		"unknown option":   {"ROW<n INT>", []string{"rows-per-secnd", "5"}, "Did you mean 'rows-per-second'?"},
		"no such field":    {"ROW<n INT>", []string{"fields.m.min", "5"}, "unsupported option 'fields.m.min'"},
		"no end":           {"ROW<n INT>", []string{"fields.n.kind", "sequence", "fields.n.start", "1"}, "missing: fields.n.end"},
		"order":            {"ROW<n INT>", []string{"fields.n.min", "2", "fields.n.max", "1"}, "fields.n.max"},
		"no sequence":      {"ROW<n BOOLEAN>", []string{"fields.n.kind", "sequence", "fields.n.start", "1", "fields.n.end", "2"}, "a sequence cannot be of the type BOOLEAN"},
		"too long":         {"ROW<n VARCHAR(3)>", []string{"fields.n.length", "4"}, "must not be greater than the length 3"},
		"no rate":          {"ROW<n INT>", []string{"fields.n.null-rate", "2"}, "between 0 and 1"},
		"no rows a second": {"ROW<n INT>", []string{"rows-per-second", "0"}, "must be at least 1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.ErrorContains(t, datagen.Factory{}.Check(table(t, c.rowType, c.options...), false), c.want)
		})
	}
	require.ErrorContains(t, datagen.Factory{}.Check(table(t, "ROW<n INT>"), true), "cannot be written to")
}

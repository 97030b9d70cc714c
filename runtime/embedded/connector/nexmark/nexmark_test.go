package nexmark_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/nexmark"
	"github.com/penstock/penstock/runtime/embedded/format/formattest"
	"github.com/penstock/penstock/runtime/embedded/types"
)

const schema = "ROW<event_type INT, " +
	"person ROW<id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING, state STRING, `dateTime` TIMESTAMP(3), extra STRING>, " +
	"auction ROW<id BIGINT, itemName STRING, description STRING, initialBid BIGINT, reserve BIGINT, `dateTime` TIMESTAMP(3), " +
	"expires TIMESTAMP(3), seller BIGINT, category BIGINT, extra STRING>, " +
	"bid ROW<auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, `dateTime` TIMESTAMP(3), extra STRING>>"

func table(t testing.TB, rowType string, options map[string]string) *connector.Table {
	tab := &connector.Table{Name: "t", Options: map[string]string{"connector": "nexmark", "base-time": "1436918400000"}}
	maps.Copy(tab.Options, options)
	for i, f := range formattest.MustFields(t, rowType) {
		tab.Columns = append(tab.Columns, connector.Column{Name: f.Name, Type: f.Type})
		tab.Projected = append(tab.Projected, i)
	}
	return tab
}

func columnTypes(tab *connector.Table) []types.Type {
	var all []types.Type
	for _, i := range tab.Projected {
		all = append(all, tab.Columns[i].Type)
	}
	return all
}

// readSplit reads a split to its end, at most limit rows at a time; with reopen it goes on from the position after each read.
func readSplit(t testing.TB, tab *connector.Table, split connector.Split, limit int, reopen bool) (rows []string) {
	src, err := nexmark.Factory{}.Source(tab)
	require.NoError(t, err)
	r, err := src.Open(t.Context(), split)
	require.NoError(t, err)
	for {
		b := batch.New(columnTypes(tab))
		err := r.Read(t.Context(), b, limit)
		for i := range b.Rows() {
			rows = append(rows, formattest.Row(b, i))
		}
		if errors.Is(err, io.EOF) {
			return rows
		}
		require.NoError(t, err)
		if reopen {
			r, err = src.Open(t.Context(), connector.Split{ID: split.ID, Position: r.Position()})
			require.NoError(t, err)
		}
	}
}

func splits(t testing.TB, tab *connector.Table) []connector.Split {
	src, err := nexmark.Factory{}.Source(tab)
	require.NoError(t, err)
	all, err := src.Discover(t.Context())
	require.NoError(t, err)
	return all
}

func TestSource_makes_the_events_of_the_reference(t *testing.T) {
	t.Parallel()
	// The digests are those of what the generator of github.com/nexmark/nexmark at 6b3646c makes when its random numbers are seeded as
	// the package comment says: a line for each event.
	for _, test := range []struct {
		name    string
		split   int
		options map[string]string
		rows    int
		digest  string
	}{
		{
			"few", 0, map[string]string{"seed": "42", "events.num": "60"},
			60, "1a24bde54d66ab4396c87bb83c8c3740deac8a17500bca79bd7a2fac0784c701",
		},
		{
			"many", 0, map[string]string{"events.num": "200000"},
			200_000, "5f08399712f12f99f9a0b792941b6342ce3a3270999ac0167a2cb14f070b60a0",
		},
		{
			"the second of three generators", 1,
			map[string]string{"seed": "7", "events.num": "30001", "generators": "3", "first-event.rate": "1000000"},
			10_000, "90689252a19305c756489c3ace1b68dfffe3a677af2aba1563f2ca3432a5d319",
		},
		{
			"the last of three generators", 2,
			map[string]string{"seed": "7", "events.num": "30001", "generators": "3", "first-event.rate": "1000000"},
			10_001, "4d0987ccfbbac2d95d19f461287068d8b93ac47ec9bc57de08ed3de0578f7df2",
		},
		{
			"every option", 0,
			map[string]string{
				"seed": "1", "events.num": "20000", "stop-at": "15000", "first-event.rate": "7",
				"person.proportion": "2", "auction.proportion": "2", "bid.proportion": "6",
				"bid.hot-ratio.auctions": "100", "bid.hot-ratio.bidders": "1", "auction.hot-ratio.sellers": "50",
				"person.avg-size": "20", "auction.avg-size": "1000", "bid.avg-size": "2000b",
			},
			15_000, "f88e8119515beced3e742b355208bdb1ed734f64e114aba35c021bfe6c99e1fc",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			tab := table(t, schema, test.options)
			rows := readSplit(t, tab, splits(t, tab)[test.split], 1000, false)
			require.Len(t, rows, test.rows)
			digest := sha256.Sum256([]byte(strings.Join(rows, "\n") + "\n"))
			require.Equal(t, test.digest, hex.EncodeToString(digest[:]))
		})
	}
}

func TestSource_is_the_same_from_any_position(t *testing.T) {
	t.Parallel()
	tab := table(t, schema, map[string]string{"seed": "3", "events.num": "777"})
	split := splits(t, tab)[0]
	all := readSplit(t, tab, split, 1000, false)
	require.Len(t, all, 777)
	require.Equal(t, all, readSplit(t, tab, split, 13, true))
}

func TestSource_makes_the_columns_that_are_asked_for(t *testing.T) {
	t.Parallel()
	whole := table(t, schema, map[string]string{"events.num": "100"})
	some := table(t, schema, map[string]string{"events.num": "100"})
	some.Projected = []int{3, 0}
	all, few := readSplit(t, whole, splits(t, whole)[0], 100, false), readSplit(t, some, splits(t, some)[0], 100, false)
	bids := 0
	for i := range all {
		cut := strings.TrimSuffix(strings.TrimPrefix(few[i], "+I["), "]")
		at := strings.LastIndex(cut, ", ")
		require.True(t, strings.HasPrefix(all[i], "+I["+cut[at+2:]+", "), all[i])
		require.True(t, strings.HasSuffix(all[i], ", "+cut[:at]+"]"), all[i])
		if cut[at+2:] == "2" {
			bids++
		}
	}
	require.Equal(t, 92, bids)
}

func TestSource_emits_events_when_they_are_due(t *testing.T) {
	t.Parallel()
	tab := table(t, schema, map[string]string{"first-event.rate": "100", "max-emit-speed": "false", "events.num": "250"})
	split := splits(t, tab)[0]
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		require.Len(t, readSplit(t, tab, split, 1000, false), 250)
		require.InDelta(t, 2.5, time.Since(began).Seconds(), 0.1)
	})
}

func TestSource_stays_alive(t *testing.T) {
	t.Parallel()
	tab := table(t, schema, map[string]string{"events.num": "10", "keep-alive": "true"})
	synctest.Test(t, func(t *testing.T) {
		src, err := nexmark.Factory{}.Source(tab)
		require.NoError(t, err)
		require.False(t, src.Bounded())
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		r, err := src.Open(ctx, splits(t, tab)[0])
		require.NoError(t, err)
		b := batch.New(columnTypes(tab))
		require.NoError(t, r.Read(ctx, b, 100))
		require.Equal(t, 10, b.Rows())
		require.ErrorIs(t, r.Read(ctx, b, 100), context.DeadlineExceeded)
		require.Zero(t, b.Rows())
	})
}

func TestFactory_says_what_is_wrong(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		columns string
		options map[string]string
		wrong   string
	}{
		{"ROW<event_type BIGINT>", nil, "column 'event_type' of the connector 'nexmark' is INT, not BIGINT"},
		{"ROW<bids INT>", nil, "the connector 'nexmark' has no column 'bids'"},
		{schema, map[string]string{"events.number": "1"}, "events.num"},
		{schema, map[string]string{"first-event.rate": "0"}, "first-event.rate"},
		{schema, map[string]string{"person.proportion": "3000000000"}, "person.proportion"},
		{schema, map[string]string{"bid.avg-size": "1mb"}, "bid.avg-size"},
		{schema, map[string]string{"generators": "100000"}, "generators"},
	} {
		require.ErrorContains(t, nexmark.Factory{}.Check(table(t, test.columns, test.options), false), test.wrong)
	}
	require.ErrorContains(t, nexmark.Factory{}.Check(table(t, schema, nil), true), "cannot be written to")
	src, err := nexmark.Factory{}.Source(table(t, schema, nil))
	require.NoError(t, err)
	for _, split := range []connector.Split{{ID: "1"}, {ID: "x"}, {ID: "0", Position: []byte("1 2")}, {ID: "0", Position: []byte("-1 2 3")}} {
		_, err = src.Open(t.Context(), split)
		require.Error(t, err)
	}
}

func BenchmarkRead(b *testing.B) {
	for _, projected := range [][]int{{0, 1, 2, 3}, {0, 3}} {
		b.Run(strings.Repeat("+", len(projected)), func(b *testing.B) {
			tab := table(b, schema, nil)
			tab.Projected = projected
			src, err := nexmark.Factory{}.Source(tab)
			require.NoError(b, err)
			r, err := src.Open(b.Context(), splits(b, tab)[0])
			require.NoError(b, err)
			rows := batch.New(columnTypes(tab))
			b.ReportAllocs()
			for b.Loop() {
				require.NoError(b, r.Read(b.Context(), rows, 1024))
			}
			b.ReportMetric(float64(b.N)*1024/b.Elapsed().Seconds(), "events/s")
		})
	}
}

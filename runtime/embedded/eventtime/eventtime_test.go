package eventtime_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func timesOf(values ...int64) *batch.Vector {
	v := batch.NewVector(types.TimestampOf(3), len(values))
	for i, ms := range values {
		if v.I64[i] = ms; ms < 0 {
			v.SetNull(i)
		}
	}
	return v
}

func TestGenerator_EachRowMeetsTheGreatestBeforeIt(t *testing.T) {
	t.Parallel()
	const no = batch.NoWatermark
	g := eventtime.NewGenerator()
	got, err := g.Assign(&batch.Batch{Len: 4}, timesOf(1, 1, 1, 1), timesOf(5, 3, 9, 7))
	require.NoError(t, err)
	require.Equal(t, []int64{no, 5, 5, 9}, got)
	require.Equal(t, int64(9), g.Current())
	// A row outside the selection tells nothing, nor does a NULL.
	got, err = g.Assign(&batch.Batch{Len: 4, Sel: []int32{1, 2, 3}}, timesOf(-1, 1, 1, 1), timesOf(99, -1, 12, 1))
	require.NoError(t, err)
	require.Equal(t, []int64{9, 9, 12}, got[1:])
}

func TestGenerator_NullRowtimeFails(t *testing.T) {
	t.Parallel()
	_, err := eventtime.NewGenerator().Assign(&batch.Batch{Len: 2}, timesOf(1, -1), timesOf(1, 2))
	require.ErrorIs(t, err, eventtime.ErrNullRowtime)
	require.Regexp(t, "(?i)rowtime.*null", err.Error())
}

func TestCombiner(t *testing.T) {
	t.Parallel()
	c := eventtime.NewCombiner(2)
	require.False(t, c.Update(0, 10), "the other input has told nothing")
	require.True(t, c.Update(1, 7))
	require.Equal(t, int64(7), c.Combined())
	require.False(t, c.Update(1, 5), "event time does not go back")

	require.True(t, c.SetIdle(1, true), "an idle input does not hold the others back")
	require.Equal(t, int64(10), c.Combined())
	require.False(t, c.SetIdle(1, false), "an input that comes back late does not pull event time back")
	require.True(t, c.Update(0, 20), "and does not count until it has caught up")
	require.Equal(t, int64(20), c.Combined())
	require.False(t, c.Update(1, 25))
	require.True(t, c.Update(0, 30), "from then on it counts")
	require.Equal(t, int64(25), c.Combined())

	require.True(t, c.SetIdle(1, true))
	c.SetIdle(0, true)
	require.True(t, c.Idle())
	require.Equal(t, int64(30), c.Combined())
}

func TestCombiner_AllIdleGoOnToTheGreatest(t *testing.T) {
	t.Parallel()
	c := eventtime.NewCombiner(3)
	c.Update(0, 5)
	c.SetIdle(0, true)
	c.SetIdle(1, true)
	require.Equal(t, batch.NoWatermark, c.Combined())
	require.True(t, c.SetIdle(2, true))
	require.Equal(t, int64(5), c.Combined())
}

func TestCombiner_AlignBoundsTheRowsOfAnInputByTheOthers(t *testing.T) {
	t.Parallel()
	c := eventtime.NewCombiner(2)
	c.Update(0, 10)
	c.Update(1, 4)
	b := &batch.Batch{Len: 4, Watermarks: []int64{4, 6, 12, 15}}
	c.Align(1, b)
	require.Equal(t, []int64{4, 6, 10, 10}, b.Watermarks)
	require.Equal(t, int64(10), c.Combined())
	require.True(t, c.Update(0, 20))
	require.Equal(t, int64(15), c.Combined(), "what the rows told counts")
}

func TestCombiner_TellsOfWhatRowsHaveRaised(t *testing.T) {
	t.Parallel()
	c := eventtime.NewCombiner(2)
	c.Update(1, 20)
	require.True(t, c.Update(0, 5))
	c.Align(0, &batch.Batch{Len: 1, Watermarks: []int64{10}})
	require.True(t, c.Update(0, 10), "nobody but the rows was told of it, and those who come after them are to know")
	require.Equal(t, int64(10), c.Combined())
	require.False(t, c.Update(0, 10), "once is enough")
}

func newYork(t *testing.T) eventtime.Zone {
	location, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	return eventtime.NewZone(location)
}

// local is a local time in milliseconds as if it were in UTC.
func local(t *testing.T, text string) int64 {
	at, err := time.Parse("2006-01-02T15:04:05.000", text)
	require.NoError(t, err)
	return at.UnixMilli()
}

func TestZone_ClockChanges(t *testing.T) {
	t.Parallel()
	z := newYork(t)
	for name, c := range map[string]struct{ local, instant, timer string }{
		"an ordinary time":           {"2024-03-09T12:00:00.000", "2024-03-09T17:00:00.000", "2024-03-09T17:00:00.000"},
		"after the change":           {"2024-03-10T12:00:00.000", "2024-03-10T16:00:00.000", "2024-03-10T16:00:00.000"},
		"a time that is skipped":     {"2024-03-10T02:30:00.000", "2024-03-10T07:30:00.000", "2024-03-10T07:00:00.000"},
		"a time that is there twice": {"2024-11-03T01:30:00.000", "2024-11-03T05:30:00.000", "2024-11-03T06:30:00.000"},
	} {
		require.Equal(t, local(t, c.instant), z.Instant(local(t, c.local)), "instant of %s", name)
		require.Equal(t, local(t, c.timer), z.Timer(local(t, c.local)), "timer of %s", name)
	}
	for at := local(t, "2024-01-01T00:00:00.000"); at < local(t, "2025-01-01T00:00:00.000"); at += 20 * 60_000 {
		l := z.Local(at)
		back := z.Instant(l)
		require.Contains(t, []int64{at, at - 3_600_000}, back)
		require.Equal(t, l, z.Local(back))
	}
}

func TestZone_UTC(t *testing.T) {
	t.Parallel()
	z := eventtime.NewZone(time.UTC)
	require.Equal(t, int64(5), z.Local(5))
	require.Equal(t, int64(5), z.Instant(5))
	require.Equal(t, int64(5), z.Timer(5))
}

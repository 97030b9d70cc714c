package recurring_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/recurring"
)

func TestWork_recurs_whatever_goes_wrong_until_its_context_ends(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		var times []time.Time
		recurring.Work{
			Interval: time.Minute, Logger: slog.New(slog.NewTextHandler(&log, nil)), Name: "tests",
		}.Run(ctx, func(context.Context) error {
			times = append(times, time.Now())
			if len(times) == 2 {
				return errors.New("no such thing")
			}
			return nil
		})
		require.InDelta(t, 60, len(times), 15)
		for i, at := range times[1:] {
			pause := at.Sub(times[i])
			require.GreaterOrEqual(t, pause, 30*time.Second)
			require.Less(t, pause, 90*time.Second)
		}
		require.Contains(t, log.String(), `level=WARN msg="recurring work failed" work=tests error="no such thing"`)
	})
}

func TestWork_is_woken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		wake := make(chan struct{}, 1)
		begun, done := time.Now(), 0
		recurring.Work{Interval: time.Hour, Wake: wake}.Run(ctx, func(context.Context) error {
			if done++; done < 5 {
				wake <- struct{}{}
				require.Zero(t, time.Since(begun))
			}
			return nil
		})
		require.Equal(t, 5, done)
	})
}

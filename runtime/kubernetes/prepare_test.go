package kubernetes

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// What must not break off halfway goes on after the deadline of the call, but not when the control plane ends, nor for ever.
func TestOutlasting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		call, cancelCall := context.WithTimeout(t.Context(), time.Second)
		defer cancelCall()
		own, cancel := outlasting(call, time.Minute)
		defer cancel()
		<-call.Done()
		synctest.Wait()
		require.NoError(t, own.Err())
		<-own.Done()
		require.Equal(t, time.Minute, time.Since(began))
		require.ErrorIs(t, own.Err(), context.DeadlineExceeded)
	})
	synctest.Test(t, func(t *testing.T) {
		call, cancelCall := context.WithTimeout(t.Context(), time.Second)
		own, cancel := outlasting(call, time.Minute)
		defer cancel()
		cancelCall()
		synctest.Wait()
		require.ErrorIs(t, own.Err(), context.Canceled)
	})
}

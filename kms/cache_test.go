package kms

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// countingProvider counts what it is asked. It waits for release before it answers, where that is set.
type countingProvider struct {
	calls   atomic.Int64
	release chan struct{}
	err     error
}

func (p *countingProvider) GenerateDataKey(context.Context, string, Context) (plain, wrapped []byte, err error) {
	return nil, nil, errors.New("not asked for")
}

func (p *countingProvider) Decrypt(ctx context.Context, _ string, wrapped []byte, _ Context) ([]byte, error) {
	p.calls.Add(1)
	if p.release != nil {
		select {
		case <-p.release:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return bytes.Repeat(wrapped[:1], DataKeySize), p.err
}

func wrappedKey(n int) Wrapped {
	return Wrapped{Reference{Provider: "p"}, "arn", binary.BigEndian.AppendUint32([]byte{7}, uint32(n))}
}

func TestKeyring_Open_RemembersForAWhile(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &countingProvider{}
		k := NewKeyring(map[string]Provider{"p": p})
		defer k.Close()
		open := func(n int) {
			_, err := k.Open(t.Context(), wrappedKey(n))
			require.NoError(t, err)
		}
		open(1)
		open(1)
		require.EqualValues(t, 1, p.calls.Load())
		k.cache.mu.Lock() // which the timer that wipes takes, too
		remembered := k.cache.entries[new(wrappedKey(1)).cacheKey()].plain
		require.Equal(t, bytes.Repeat([]byte{7}, DataKeySize), remembered)
		k.cache.mu.Unlock()

		<-time.After(cacheTime)
		synctest.Wait()
		require.Empty(t, k.cache.entries)
		require.Equal(t, make([]byte, DataKeySize), remembered, "what is forgotten is wiped")
		open(1)
		require.EqualValues(t, 2, p.calls.Load())

		_, err := k.Unwrap(t.Context(), wrappedKey(1))
		require.NoError(t, err)
		require.EqualValues(t, 3, p.calls.Load(), "Unwrap always asks")
	})
}

func TestKeyring_Open_RemembersSoMany(t *testing.T) {
	t.Parallel()
	p := &countingProvider{}
	k := NewKeyring(map[string]Provider{"p": p})
	open := func(n int) {
		_, err := k.Open(t.Context(), wrappedKey(n))
		require.NoError(t, err)
	}
	for n := range cacheCount {
		open(n)
	}
	open(0) // so that 1 was not asked for longest
	oldest := k.cache.entries[new(wrappedKey(1)).cacheKey()].plain
	open(cacheCount)
	require.Len(t, k.cache.entries, cacheCount)
	require.Equal(t, make([]byte, DataKeySize), oldest)
	calls := p.calls.Load()
	open(0)
	require.Equal(t, calls, p.calls.Load())
	open(1)
	require.Equal(t, calls+1, p.calls.Load())

	kept := k.cache.entries[new(wrappedKey(1)).cacheKey()].plain
	k.Close()
	require.Equal(t, make([]byte, DataKeySize), kept)
	open(1)
	require.Empty(t, k.cache.entries, "nothing is remembered after the end")
}

func TestKeyring_Open_AsksOnceAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &countingProvider{release: make(chan struct{})}
		k := NewKeyring(map[string]Provider{"p": p})
		defer k.Close()
		first, cancel := context.WithCancel(t.Context())
		var group sync.WaitGroup
		group.Go(func() {
			_, err := k.Open(first, wrappedKey(1))
			require.ErrorIs(t, err, context.Canceled)
		})
		synctest.Wait()
		for range 5 {
			group.Go(func() {
				_, err := k.Open(t.Context(), wrappedKey(1))
				require.NoError(t, err)
			})
		}
		synctest.Wait()
		cancel()
		synctest.Wait()
		close(p.release)
		group.Wait()
		require.EqualValues(t, 1, p.calls.Load(), "the first may go without taking the answer from the others")
	})
}

func TestKeyring_WaitsOnlySoLong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &countingProvider{release: make(chan struct{})}
		k := NewKeyring(map[string]Provider{"p": p})
		began := time.Now()
		_, err := k.Open(context.WithoutCancel(t.Context()), wrappedKey(1))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.Equal(t, callTimeout, time.Since(began))
		close(p.release)
		p.err = errors.New("disabled")
		_, err = k.Open(t.Context(), wrappedKey(1))
		require.ErrorContains(t, err, "disabled")
		require.Empty(t, k.cache.entries, "failures are not remembered")
	})
}

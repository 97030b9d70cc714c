// Package porttest finds ports for servers that tests start as processes of their own, and that have to be told where to listen.
//
// A port that the system chooses, for a listener that is closed at once, is one that it soon chooses again, for a connection of whatever
// else runs on the machine, and then the server does not start. The ports of this package are none that systems choose.
package porttest

import (
	"errors"
	"math/rand/v2"
	"net"
	"strconv"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// Ports from first up to end are given out. Linux chooses from 32768 on, others from 49152 on.
const first, end = 12000, 32000

// given are the ports of this process, each of which has one user only.
var given sync.Map

// Address is a free address of this machine, such as 127.0.0.1:12345, which nobody else who asks is given.
func Address(t testing.TB) string {
	t.Helper()
	for {
		address := net.JoinHostPort("127.0.0.1", strconv.Itoa(first+rand.IntN(end-first)))
		if _, taken := given.LoadOrStore(address, true); taken {
			continue
		}
		l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", address)
		if errors.Is(err, syscall.EADDRINUSE) {
			continue
		}
		require.NoError(t, err)
		require.NoError(t, l.Close())
		return address
	}
}

package fake

import (
	"context"
	"net"
	"sync"
)

// memoryListener accepts connections from inside this process. They need no socket, so that open files do not limit the number of
// clusters, and who waits for one of them waits for another goroutine only, as testing/synctest asks.
type memoryListener struct {
	name     string
	accepted chan net.Conn
	closed   chan struct{}
	close    func()
}

func newMemoryListener(name string) *memoryListener {
	l := &memoryListener{name: name, accepted: make(chan net.Conn), closed: make(chan struct{})}
	l.close = sync.OnceFunc(func() { close(l.closed) })
	return l
}

// Dial connects to whoever accepts.
func (l *memoryListener) Dial(ctx context.Context) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case l.accepted <- theirs:
		return ours, nil
	case <-l.closed:
		return nil, &net.OpError{Op: "dial", Net: memory, Addr: l.Addr(), Err: net.ErrClosed}
	case <-ctx.Done():
		return nil, &net.OpError{Op: "dial", Net: memory, Addr: l.Addr(), Err: ctx.Err()}
	}
}

// Accept waits for the next connection.
func (l *memoryListener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.accepted:
		return conn, nil
	case <-l.closed:
		return nil, &net.OpError{Op: "accept", Net: memory, Addr: l.Addr(), Err: net.ErrClosed}
	}
}

// Close refuses further connections; those that stand are the server's matter.
func (l *memoryListener) Close() error {
	l.close()
	return nil
}

// Addr is the listener's name.
func (l *memoryListener) Addr() net.Addr { return memoryAddr(l.name) }

// memory is the network of connections inside this process.
const memory = "memory"

type memoryAddr string

func (memoryAddr) Network() string  { return memory }
func (a memoryAddr) String() string { return string(a) }

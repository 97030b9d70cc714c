package driver

import (
	"context"
	"net"
)

// Endpoint is how to reach the Flink REST API of one cluster. It holds a secret: it is neither stored nor logged.
type Endpoint struct {
	// Network is "unix" or "tcp", as for net.Dial, or "memory" for a cluster inside this very process.
	Network string
	// Address is the path of the socket, or host:port on loopback or inside the cluster's network. In memory it is only a name.
	Address string
	// BaseURL is what paths such as /jobs are appended to, without a slash at its end. Its host is only a name unless
	// Network is "tcp".
	BaseURL string
	// Token goes into the header "Authorization: Bearer <Token>"; empty means none is asked for.
	Token string
	// Dialer connects where the system's network does not lead, as in memory; nil for "unix" and "tcp".
	Dialer Dialer
}

// Dialer makes connections. It must be safe for concurrent use.
type Dialer interface {
	// Dial connects, or returns an error when the other end does not listen or ctx ends.
	Dial(ctx context.Context) (net.Conn, error)
}

// Connect makes a connection to the cluster. The network and the address that an http.Transport asks for do not matter.
func (e Endpoint) Connect(ctx context.Context, _, _ string) (net.Conn, error) {
	if e.Dialer != nil {
		return e.Dialer.Dial(ctx)
	}
	return (&net.Dialer{}).DialContext(ctx, e.Network, e.Address)
}

// String names the endpoint without its token, so that a log line cannot give it away.
func (e Endpoint) String() string { return e.Network + ":" + e.Address }

package pod

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

const (
	// Port is where the control plane connects to.
	Port = 7071
	// ProbePort is where the kubelet asks whether the cluster is ready.
	ProbePort = 7072
	// assignmentPatience is how long a pod waits to be told what it is for.
	assignmentPatience = 10 * time.Minute
	// sendPatience bounds the time in which an assignment has to arrive once it has begun.
	sendPatience = 5 * time.Minute
)

// Options are how to run a pod's first process.
type Options struct {
	// Dir is the cluster's working directory, Identity the folder with the pod's part of an [Identity].
	Dir, Identity string
	// Address and ProbeAddress are what to listen on; optional, all addresses with [Port] and [ProbePort].
	Address, ProbeAddress string
	// Executable is the program that is started; optional, the one that runs.
	Executable string
	// Patience is how long to wait for the assignment; optional, ten minutes.
	Patience time.Duration
	// Termination is a file that gets the reason of the end, for Kubernetes to show; optional.
	Termination string
	Logger      *slog.Logger
}

// Run is the life of the process. It ends with ctx, once the child has ended, or with an error when no assignment came whole.
func Run(ctx context.Context, o Options) (err error) {
	defer func() {
		if err != nil && o.Termination != "" {
			err = errors.Join(err, os.WriteFile(o.Termination, []byte(err.Error()), 0o600))
		}
	}()
	config, err := serverTLS(o.Identity)
	if err != nil {
		return err
	}
	if o.Dir, err = filepath.Abs(o.Dir); err != nil {
		return fmt.Errorf("find the working directory: %w", err)
	}
	if o.Patience == 0 {
		o.Patience = assignmentPatience
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", orPort(o.Address, Port))
	if err != nil {
		return fmt.Errorf("listen for the control plane: %w", err)
	}
	a := newAgent(o, listener)
	probes, err := lc.Listen(ctx, "tcp", orPort(o.ProbeAddress, ProbePort))
	if err != nil {
		return errors.Join(fmt.Errorf("listen for probes: %w", err), listener.Close())
	}
	serve := func(l net.Listener, h http.Handler) *http.Server {
		web := &http.Server{
			Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
			ErrorLog: slog.NewLogLogger(o.Logger.Handler(), slog.LevelDebug),
		}
		go func() { _ = web.Serve(l) }() // it ends with the process
		return web
	}
	api, probe := serve(tls.NewListener(listener, config), a.handler()), serve(probes, a.probes())
	o.Logger.InfoContext(ctx, "waits for the control plane", "address", listener.Addr().String())
	err = a.live(ctx)
	_, _ = api.Close(), probe.Close() // its listener may be closed already
	return err
}

func orPort(address string, port int) string {
	if address != "" {
		return address
	}
	return fmt.Sprintf(":%d", port)
}

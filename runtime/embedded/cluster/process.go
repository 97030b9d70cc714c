package cluster

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/penstock/penstock/runtime/embedded/cluster/announce"
	"github.com/penstock/penstock/runtime/embedded/rest"
)

// defaultOrphanCheck is how often a process looks whether its directory is still there.
const defaultOrphanCheck = 15 * time.Second

// Options are how to run a cluster's process.
type Options struct {
	// Dir is the cluster's directory.
	Dir string
	// Handover is what the process was given at its start, see [EncodeHandover]; nil for one that finds all in its directory, in clear.
	Handover io.Reader
	Engine   Engine
	// Revision is told as flink-commit: the build of this binary.
	Revision string
	// OrphanCheck is how often the process looks whether its directory is still there; optional, 15 s.
	OrphanCheck time.Duration
}

// Run is the life of a cluster's process. It returns when ctx ends (nil), when the directory is gone (nil), or with the
// error that was announced as the reason of its exit.
func Run(ctx context.Context, o Options) (err error) {
	o.OrphanCheck = cmp.Or(o.OrphanCheck, defaultOrphanCheck)
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return fmt.Errorf("directory of the cluster: %w", err)
	}
	defer func() {
		if err == nil {
			return
		}
		var wrong *ScriptError
		note := announce.Exit{Reason: err.Error(), Terminal: errors.As(err, &wrong)}
		if wrong != nil {
			note.Reason = wrong.Error()
		}
		err = errors.Join(err, announce.WriteExit(dir, note))
	}()
	assigned, err := o.assignment(dir)
	if err != nil {
		return err
	}
	protect, err := newProtection(assigned.Keys)
	if err != nil {
		return err
	}
	l, err := openLogs(dir, assigned.Spec, protect.log)
	if err != nil {
		return err
	}
	defer l.close()
	err = serve(ctx, dir, assigned, protect, o, l)
	if err != nil {
		l.logger.Error("cluster ends", "error", err)
	}
	return err
}

func (o *Options) assignment(dir string) (Assignment, error) {
	if o.Handover == nil {
		return ReadFolder(dir)
	}
	return ReadHandover(o.Handover)
}

func serve(ctx context.Context, dir string, a Assignment, protect *protection, o Options, l *logs) error {
	began := time.Now()
	program, err := o.Engine.Compile(ctx, a)
	if err != nil {
		return fmt.Errorf("compile: %w", err)
	}
	at, err := openPlace(ctx, a)
	if err != nil {
		return err
	}
	c := &host{dir: dir, spec: a.Spec, program: program, prepared: time.Now(), logs: l, protect: protect, place: at, ended: make(chan struct{})}
	listener, endpoint, err := announce.Listen(ctx, dir)
	if err != nil {
		return err
	}
	server := rest.New(c, rest.Options{
		Version: flinkVersion, Revision: o.Revision, Token: endpoint.Token, Logger: l.logger,
	})
	web := &http.Server{
		Handler: server, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(l.logger.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	l.logger.Info("cluster is ready", "scripts", a.Spec.Scripts, "prepared", time.Since(began))
	if err := announce.WriteEndpoint(dir, endpoint); err != nil {
		return errors.Join(err, web.Close())
	}

	alive := time.NewTicker(o.OrphanCheck)
	defer alive.Stop()
	for {
		select {
		case err := <-failed:
			return fmt.Errorf("serve REST: %w", err)
		case <-ctx.Done():
			c.suspend()
			server.Close()
			return web.Close()
		case <-alive.C:
			if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
				c.stop()
				server.Close()
				return web.Close()
			}
		}
	}
}

package storetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/postgres"
)

// startServer starts the server and makes the template.
func startServer() (_ *server, err error) {
	dir, err := os.MkdirTemp("", "penstock-storetest-")
	if err != nil {
		return nil, fmt.Errorf("make directory: %w", err)
	}
	if err := removeAfterwards(dir); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, lifeline.Close()) // the watcher clears up
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	running, err := postgres.Start(ctx, postgres.Config{
		Dir: dir, Ephemeral: true, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return nil, err
	}
	at, err := url.Parse(running.URL())
	if err != nil {
		return nil, fmt.Errorf("read URL: %w", err)
	}
	s := &server{url: *at}
	if s.admin, err = pgxpool.New(ctx, running.URL()); err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	if _, err := s.admin.Exec(ctx, "CREATE DATABASE "+template); err != nil {
		return nil, fmt.Errorf("make template: %w", err)
	}
	return s, store.Migrate(ctx, s.databaseURL(template))
}

// lifeline is the writing end of the watcher's pipe. The system closes it when this process is gone; until then the
// variable keeps the garbage collector from doing so.
var lifeline io.WriteCloser

// removeAfterwards leaves a process behind that waits for the end of this one, by the end of a pipe, and then ends the
// server and removes its directory. Nothing that runs in this process could: it may be killed.
func removeAfterwards(dir string) error {
	const script = `cat
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null
while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
rm -rf "$1"`
	watcher := exec.CommandContext(context.Background(), "sh", "-c", script, "sh", dir)
	watcher.Dir = filepath.Dir(dir)
	watcher.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	var err error
	if lifeline, err = watcher.StdinPipe(); err != nil {
		return fmt.Errorf("open pipe: %w", err)
	}
	if err := watcher.Start(); err != nil {
		return fmt.Errorf("start watcher: %w", err)
	}
	return nil
}

package postgres

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	// role is the only role, and database the only database of the server that is ours.
	role     = "penstock"
	database = "penstock"

	// startTimeout bounds a start, the recovery after a crash included.
	startTimeout = 5 * time.Minute
	// pollInterval is how often a starting or stopping server is looked at.
	pollInterval = 10 * time.Millisecond
	// restartInterval is how long the supervisor waits between attempts.
	restartInterval = time.Second
)

// Server is a running Postgres that this process looks after.
type Server struct {
	config   Config
	password string
	lock     *os.File

	// Adopted tells that the server was running already, left behind by a control plane that was killed.
	Adopted bool

	mu      sync.Mutex
	current *postmaster
	socket  socket

	stopOnce   sync.Once
	stopping   chan struct{}
	supervised chan struct{}
}

// Start makes sure that the server of the directory runs, and returns when it takes connections. The context bounds the
// start only. It fails when another process looks after the directory, and when the directory was made by a major
// version of Postgres that is not to be had.
func Start(ctx context.Context, config Config) (*Server, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(config.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("make directory of Postgres: %w", err)
	}
	lock, err := lockDir(config.Dir)
	if err != nil {
		return nil, err
	}
	s := &Server{
		config: config, lock: lock, stopping: make(chan struct{}), supervised: make(chan struct{}),
	}
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	if err := s.start(ctx); err != nil {
		return nil, errors.Join(err, unlockDir(lock))
	}
	go s.supervise()
	return s, nil
}

// URL returns how to connect. It holds the password, so it belongs in no log.
func (s *Server) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.url(s.socket, database)
}

func (s *Server) url(at socket, name string) string {
	query := url.Values{"host": {at.dir}, "port": {at.port}, "sslmode": {"disable"}}
	u := url.URL{
		Scheme: "postgres", User: url.UserPassword(role, s.password), Path: "/" + name,
		// Readers of such URLs do not take a plus sign for a space.
		RawQuery: strings.ReplaceAll(query.Encode(), "+", "%20"),
	}
	return u.String()
}

// PID returns the process id of the server.
func (s *Server) PID() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current.pid
}

// Stop shuts the server down: clients are disconnected, everything is on disk when it returns. If the context ends
// first the server is stopped without ceremony, which costs a recovery at the next start and no data. Only the
// first call does anything.
func (s *Server) Stop(ctx context.Context) error {
	var err error
	s.stopOnce.Do(func() {
		close(s.stopping)
		<-s.supervised
		s.mu.Lock()
		defer s.mu.Unlock()
		err = errors.Join(s.current.stop(ctx), s.socket.remove(), unlockDir(s.lock))
	})
	return err
}

// start adopts the server of the directory, or starts it.
func (s *Server) start(ctx context.Context) error {
	var err error
	if s.password, err = loadPassword(s.config); err != nil {
		return err
	}
	if err := s.adopt(ctx); err != nil || s.Adopted {
		return err
	}
	return s.launch(ctx)
}

// launch starts the server in a directory that none uses.
func (s *Server) launch(ctx context.Context) error {
	if err := clearAfter(ctx, s.config); err != nil {
		return err
	}
	binaries, err := findBinaries(ctx, s.config)
	if err != nil {
		return err
	}
	identity, err := chooseIdentity(ctx, s.config, binaries)
	if err != nil {
		return err
	}
	if err := initialise(ctx, s.config, binaries, identity, s.password); err != nil {
		return err
	}
	at, err := newSocket(s.config, identity)
	if err != nil {
		return err
	}
	process, err := spawn(s.config, binaries, identity, at)
	if err != nil {
		return errors.Join(err, at.remove())
	}
	if err := s.awaitReady(ctx, process, at); err != nil {
		return errors.Join(err, process.stop(context.WithoutCancel(ctx)), at.remove())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current, s.socket = process, at
	return nil
}

// awaitReady returns when the server takes connections and has our database.
func (s *Server) awaitReady(ctx context.Context, process *postmaster, at socket) error {
	for {
		err := s.ensureDatabase(ctx, at)
		if err == nil {
			return nil
		}
		select {
		case <-process.exited:
			return fmt.Errorf("start Postgres: the server ended at once: %w", lastWords(s.config))
		case <-ctx.Done():
			return fmt.Errorf("start Postgres: %w; the last attempt to connect: %w", ctx.Err(), err)
		case <-time.After(pollInterval):
		}
	}
}

func (s *Server) ensureDatabase(ctx context.Context, at socket) error {
	// Most starts are not the first one, and then one connection does.
	connection, err := pgx.Connect(ctx, s.url(at, database))
	if err == nil {
		return connection.Close(ctx)
	}
	if !isMissingDatabase(err) {
		return fmt.Errorf("connect: %w", err)
	}
	connection, err = pgx.Connect(ctx, s.url(at, "postgres"))
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer func() { _ = connection.Close(ctx) }()
	if _, err := connection.Exec(ctx, "CREATE DATABASE "+database); err != nil {
		return fmt.Errorf("create database: %w", err)
	}
	return nil
}

// supervise starts the server again whenever it ends although nobody stopped it.
func (s *Server) supervise() {
	defer close(s.supervised)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		<-s.stopping
		cancel()
	}()
	for {
		select {
		case <-s.stopping:
			return
		case <-s.current.exited:
		}
		s.config.Logger.Error("Postgres ended unexpectedly, starting it again", "cause", lastWords(s.config))
		if !s.relaunch(ctx) {
			return
		}
	}
}

// relaunch tries until the server runs; it returns false if it is to be stopped.
func (s *Server) relaunch(ctx context.Context) bool {
	for {
		err := s.launch(ctx)
		if err == nil {
			s.config.Logger.Info("Postgres runs again", "pid", s.PID())
			return true
		}
		if ctx.Err() != nil {
			return false
		}
		s.config.Logger.Error("Postgres does not start, trying again", "error", err)
		select {
		case <-s.stopping:
			return false
		case <-time.After(restartInterval):
		}
	}
}

// lockDir takes the right to look after the directory, which ends with the process at the latest.
func lockDir(dir string) (*os.File, error) {
	lock, err := os.OpenFile(dir+"/lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock directory of Postgres: %w", err)
	}
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = fmt.Errorf("%s is in use by another control plane; give each its own data directory, or both one "+
			"database with --database-url", dir)
	}
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return lock, nil
}

// unlockDir gives up the right that lockDir took. To close the file would not do at once: a process that is being started has it open
// until it is another program.
func unlockDir(lock *os.File) error {
	return errors.Join(syscall.Flock(int(lock.Fd()), syscall.LOCK_UN), lock.Close())
}

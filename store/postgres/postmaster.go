package postgres

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5/pgconn"
)

// maxLogSize is when a server's log is put aside at the next start.
const maxLogSize = 8 << 20

// immediateTimeout is how long a server may take to end once it was told to drop everything.
const immediateTimeout = 10 * time.Second

// postmaster is the main process of a server, ours or adopted.
type postmaster struct {
	pid int
	// exited is closed when the process is gone.
	exited chan struct{}
}

// spawn starts the server.
func spawn(config Config, binaries binaries, id identity, at socket) (*postmaster, error) {
	log, err := openLog(config)
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }()
	arguments := append([]string{"-D", config.dataDir()}, config.settings(at.dir)...)
	// Not bound to a context: the server outlives whatever asked for it.
	command := id.command(context.Background(), binaries.postgres(), arguments...)
	command.Dir = config.Dir
	command.Stdout, command.Stderr = log, log
	command.SysProcAttr.Setsid = true
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start Postgres: %w", err)
	}
	process := &postmaster{pid: command.Process.Pid, exited: make(chan struct{})}
	go func() {
		defer close(process.exited)
		_ = command.Wait() // its log says why
	}()
	return process, nil
}

// adopted watches a server that is not a child of this process.
func adopted(pid int, dataDir string) *postmaster {
	process := &postmaster{pid: pid, exited: make(chan struct{})}
	go func() {
		defer close(process.exited)
		ticker := time.NewTicker(100 * time.Millisecond)
		defer ticker.Stop()
		for range ticker.C {
			if !isPostmaster(pid, dataDir) {
				return
			}
		}
	}()
	return process
}

// stop is a fast shutdown, and an immediate one when the context ends first.
func (p *postmaster) stop(ctx context.Context) error {
	if p.gone() {
		return nil
	}
	if err := syscall.Kill(p.pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("stop Postgres: %w", err)
	}
	select {
	case <-p.exited:
		return nil
	case <-ctx.Done():
	}
	if err := syscall.Kill(p.pid, syscall.SIGQUIT); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("stop Postgres at once: %w", err)
	}
	select {
	case <-p.exited:
		return nil
	case <-time.After(immediateTimeout):
		return fmt.Errorf("stop Postgres: process %d does not end", p.pid)
	}
}

func (p *postmaster) gone() bool {
	select {
	case <-p.exited:
		return true
	default:
		return false
	}
}

// adopt takes over the server that runs on the data directory, if one does, waiting for one that is just starting or
// stopping.
func (s *Server) adopt(ctx context.Context) error {
	dataDir := s.config.dataDir()
	for {
		found, err := readPIDFile(dataDir)
		if err != nil {
			return err
		}
		if found == nil || !isPostmaster(found.pid, dataDir) {
			return nil
		}
		err = s.ensureDatabase(ctx, found.socket)
		if err == nil {
			s.config.Logger.Info("adopting the Postgres that is running", "pid", found.pid)
			s.current, s.socket, s.Adopted = adopted(found.pid, dataDir), found.socket, true
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the Postgres of process %d uses %s and does not answer: %w", found.pid, dataDir, err)
		case <-time.After(pollInterval):
		}
	}
}

// pidFile is what a running server writes into its data directory.
type pidFile struct {
	pid    int
	socket socket
}

// readPIDFile returns nil when there is none. The file is written line by line, so one that is cut short is read again
// by the caller's loop: its process is known, and connecting fails until the socket is.
func readPIDFile(dataDir string) (*pidFile, error) {
	file, err := os.Open(filepath.Join(dataDir, "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // no file, no server, no error
	}
	if err != nil {
		return nil, fmt.Errorf("read pid file of Postgres: %w", err)
	}
	defer func() { _ = file.Close() }()
	var lines []string
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		lines = append(lines, strings.TrimSpace(scanner.Text()))
	}
	if len(lines) == 0 {
		return nil, nil //nolint:nilnil // as if there were no file
	}
	pid, err := strconv.Atoi(lines[0])
	if err != nil {
		return nil, fmt.Errorf("read pid file of Postgres: %w", err)
	}
	// A negative number is written by a single-user server.
	found := &pidFile{pid: max(pid, -pid)}
	if len(lines) >= 5 {
		found.socket = socket{dir: lines[4], port: lines[3]}
	}
	return found, nil
}

// clearAfter makes the data directory startable after the server that wrote the pid file is gone. Postgres itself clears
// the files of a dead process; it refuses those whose number belongs to another process now, or to a dead one that
// nobody has collected. Removing them is safe only because nothing uses the directory.
func clearAfter(ctx context.Context, config Config) error {
	if err := awaitNoProcess(ctx, config.dataDir()); err != nil {
		return err
	}
	found, err := readPIDFile(config.dataDir())
	if err != nil || found == nil || syscall.Kill(found.pid, 0) != nil {
		return err
	}
	config.Logger.Info("removing the pid file of a Postgres that is gone", "pid", found.pid)
	leftovers := []string{filepath.Join(config.dataDir(), "postmaster.pid")}
	if found.socket.dir == config.socketDir() {
		leftovers = append(leftovers, found.socket.file(), found.socket.file()+".lock")
	}
	for _, path := range leftovers {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove what a Postgres that is gone has left: %w", err)
		}
	}
	return found.socket.remove()
}

func openLog(config Config) (*os.File, error) {
	if info, err := os.Stat(config.logFile()); err == nil && info.Size() > maxLogSize {
		if err := os.Rename(config.logFile(), config.logFile()+".1"); err != nil {
			return nil, fmt.Errorf("put log of Postgres aside: %w", err)
		}
	}
	log, err := os.OpenFile(config.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open log of Postgres: %w", err)
	}
	return log, nil
}

// lastWords is the end of the server's log, as the reason of its end.
func lastWords(config Config) error {
	text, err := os.ReadFile(config.logFile())
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return errors.New(strings.Join(lines[max(0, len(lines)-5):], "; "))
}

func isMissingDatabase(err error) bool {
	var failure *pgconn.PgError
	return errors.As(err, &failure) && failure.Code == pgerrcode.InvalidCatalogName
}

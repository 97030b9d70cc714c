package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// server is the control plane as a process.
type server struct {
	options Options
	dir     string
	address string

	mu       sync.Mutex
	cmd      *exec.Cmd
	exited   chan struct{} // closed when cmd has ended
	stopping bool
}

// startServer starts the control plane and waits until it is ready.
func startServer(ctx context.Context, o Options, dir string, p *progress) (*server, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the data directory: %w", err)
	}
	address, err := freeAddress(ctx, o.Listen)
	if err != nil {
		return nil, err
	}
	s := &server{options: o, dir: dir, address: address}
	if running, ok := runningAddress(ctx, dir); ok {
		p.printf("A control plane is running at http://%s already\n", running)
		s.address, s.exited = running, make(chan struct{})
		return s, nil
	}
	done := p.begin("Starting the control plane at http://" + address)
	err = s.start(ctx)
	done(err)
	if err != nil {
		return nil, errors.Join(err, s.stop(p))
	}
	return s, nil
}

// runningAddress is where a control plane serves this data directory already, such as one that somebody else started.
func runningAddress(ctx context.Context, dir string) (string, bool) {
	text, err := os.ReadFile(filepath.Join(dir, "aws", "config"))
	if err != nil {
		return "", false
	}
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(line, "="); ok && strings.TrimSpace(key) == "endpoint_url" {
			address := strings.TrimPrefix(strings.TrimSpace(value), "http://")
			return address, healthy(ctx, address)
		}
	}
	return "", false
}

// freeAddress is the address asked for, or one with a free port where that one is taken.
func freeAddress(ctx context.Context, address string) (string, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		host, _, splitErr := net.SplitHostPort(address)
		if splitErr != nil {
			return "", splitErr
		}
		l, err = lc.Listen(ctx, "tcp", net.JoinHostPort(host, "0"))
	}
	if err != nil {
		return "", fmt.Errorf("listen at %s: %w", address, err)
	}
	defer l.Close()
	return l.Addr().String(), nil
}

func (s *server) logFile() string { return filepath.Join(s.dir, "serve.log") }

// start starts the process, in a process group of its own so that Ctrl-C does not reach it, and waits until it is ready.
func (s *server) start(ctx context.Context) error {
	log, err := os.OpenFile(s.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open the control plane's log: %w", err)
	}
	defer log.Close()
	cmd := exec.CommandContext(context.WithoutCancel(ctx), s.options.Executable, "serve", "--data-dir", s.dir, "--listen", s.address)
	// What it greets with on standard output holds the first credential, which belongs in no log.
	cmd.Stderr = log
	cmd.SysProcAttr = childAttributes()
	exited := make(chan struct{})
	s.mu.Lock()
	if s.stopping {
		s.mu.Unlock()
		return context.Canceled
	}
	if err := cmd.Start(); err != nil {
		s.mu.Unlock()
		return fmt.Errorf("start the control plane: %w", err)
	}
	s.cmd, s.exited = cmd, exited
	s.mu.Unlock()
	go func() {
		defer close(exited)
		_ = cmd.Wait() // how it ended stands in its log
	}()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-exited:
			return fmt.Errorf("the control plane ended before it was ready; its log is %s:\n%s", s.logFile(), tail(s.logFile()))
		case <-tick.C:
			if healthy(ctx, s.address) {
				return nil
			}
		}
	}
}

func healthy(ctx context.Context, address string) bool {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/healthz", nil)
	if err != nil {
		return false
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

// supervise starts the control plane again whenever it ends, until ctx does.
func (s *server) supervise(ctx context.Context, p *progress) error {
	for {
		s.mu.Lock()
		exited := s.exited
		s.mu.Unlock()
		select {
		case <-ctx.Done():
			return nil
		case <-exited:
		}
		p.printf("\nThe control plane is gone. The application goes on without it.\n")
		done := p.begin("Starting the control plane again")
		err := s.start(ctx)
		done(err)
		if err != nil && ctx.Err() == nil {
			return err
		}
	}
}

// stop ends the process and waits for it.
func (s *server) stop(p *progress) error {
	s.mu.Lock()
	s.stopping = true
	cmd, exited := s.cmd, s.exited
	s.mu.Unlock()
	if cmd == nil {
		return nil
	}
	done := p.begin("Stopping the control plane")
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		done(err)
		return fmt.Errorf("stop the control plane: %w", err)
	}
	select {
	case <-exited:
		done(nil)
		return nil
	case <-time.After(stopPatience):
		err := fmt.Errorf("the control plane (process %d) does not end; its log is %s", cmd.Process.Pid, s.logFile())
		done(err)
		return err
	}
}

// tail is the end of a text file.
func tail(path string) string {
	const most = 2000
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	if len(text) > most {
		text = text[len(text)-most:]
	}
	return string(text)
}

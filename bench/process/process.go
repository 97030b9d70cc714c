// Package process starts the servers that benchmarks measure.
package process

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// patience is how long a server may take until it is ready.
const patience = 2 * time.Minute

// Process is a server that is running and ready.
type Process struct {
	cmd  *exec.Cmd
	name string
}

// Start runs a command until the context ends or Stop is called, and returns once GET ready answers 200. What it prints
// goes into the file log.
func Start(ctx context.Context, cmd *exec.Cmd, ready, log string) (*Process, error) {
	p := &Process{cmd: cmd, name: filepath.Base(cmd.Path)}
	if err := os.MkdirAll(filepath.Dir(log), 0o755); err != nil {
		return nil, err
	}
	file, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	cmd.Stdout, cmd.Stderr = file, file
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	if err := Poll(ctx, patience, func() (bool, error) { return answers(ctx, ready), nil }); err != nil {
		p.Stop()
		text, _ := os.ReadFile(log)
		return nil, fmt.Errorf("%s does not become ready: %w\n%s", p.name, err, text)
	}
	return p, nil
}

// Pid is the operating system's id of the process.
func (p *Process) Pid() int { return p.cmd.Process.Pid }

// Path is the file that was started.
func (p *Process) Path() string { return p.cmd.Path }

// Stop asks the process to end, and waits for that. What goes wrong is told on standard error.
func (p *Process) Stop() {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		fmt.Fprintf(os.Stderr, "stopping %s: %v\n", p.name, err)
	}
	err := p.cmd.Wait()
	if status, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == syscall.SIGTERM {
		return // it has no handler of its own
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s ended: %v\n", p.name, err)
	}
}

func answers(ctx context.Context, url string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// FreeAddress is a loopback address that nobody listens on at this moment.
func FreeAddress(ctx context.Context) (string, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// Poll waits until done says so, looking every 2 ms.
func Poll(ctx context.Context, limit time.Duration, done func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		ok, err := done()
		if ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

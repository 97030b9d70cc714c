package pod

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/penstock/penstock/runtime/local"
)

// secretDescriptor is the number under which the child finds its secret: the first after the standard ones.
const secretDescriptor = 3

// child is the program of the cluster.
type child struct {
	cmd    *exec.Cmd
	output *tail
	secret *os.File
}

// startChild starts the program, which waits for its secret.
func startChild(o Options, given *Assignment) (*child, error) {
	executable := o.Executable
	if executable == "" {
		executable = "/proc/self/exe"
	}
	c := &child{cmd: exec.Command(executable, given.Args...), output: &tail{}} //nolint:noctx // it lives as long as the pod
	c.cmd.Args[0] = "penstock"
	c.cmd.Dir = o.Dir
	c.cmd.Env = append(os.Environ(), given.Env...)
	out := io.MultiWriter(os.Stderr, c.output)
	c.cmd.Stdout, c.cmd.Stderr = out, out
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	// What it started may hold its output open.
	c.cmd.WaitDelay = time.Second
	if len(given.Secret) > 0 {
		from, to, err := os.Pipe()
		if err != nil {
			return nil, fmt.Errorf("start the cluster: %w", err)
		}
		defer from.Close()
		c.secret = to
		c.cmd.ExtraFiles = []*os.File{from}
		c.cmd.Env = append(c.cmd.Env, local.SecretVariable+"="+strconv.Itoa(secretDescriptor))
	}
	if err := c.cmd.Start(); err != nil {
		if c.secret != nil {
			c.secret.Close()
		}
		return nil, fmt.Errorf("start the cluster: %w", err)
	}
	return c, nil
}

// give hands over the secret. A child that has ended already, which is told otherwise, is no error.
func (c *child) give(secret []byte) error {
	if c.secret == nil {
		return nil
	}
	_, err := c.secret.Write(secret)
	if errors.Is(err, syscall.EPIPE) {
		err = nil
	}
	if err := errors.Join(err, c.secret.Close()); err != nil {
		return fmt.Errorf("hand over the secret of the cluster: %w", err)
	}
	return nil
}

// signal tells the program that its machine goes down.
func (c *child) signal() { _ = c.cmd.Process.Signal(syscall.SIGTERM) } // it has ended, or is told

// kill ends the program and all that it started.
func (c *child) kill() {
	_ = unix.Kill(-c.cmd.Process.Pid, unix.SIGKILL) // it has ended, or ends
	c.killOthers()
}

// killOthers ends all processes of the container but this one, where it is the first.
func (*child) killOthers() {
	if os.Getpid() == 1 {
		_ = unix.Kill(-1, unix.SIGKILL) // there are none, or they end
	}
}

// wait tells how the program ended, once nothing of it runs any more.
func (c *child) wait() Exit {
	err := c.cmd.Wait()
	c.killOthers()
	c.reap()
	e := Exit{Code: c.cmd.ProcessState.ExitCode(), At: time.Now(), Output: c.output.text()}
	status, ok := c.cmd.ProcessState.Sys().(syscall.WaitStatus)
	switch {
	case ok && status.Signaled() && status.Signal() == syscall.SIGKILL && oomKills() > 0:
		e.Reason = "The cluster's process was ended by the kernel, because the pod used more memory than its limit. Give the application more KPUs."
	case ok && status.Signaled():
		e.Reason = fmt.Sprintf("The cluster's process was ended by a signal (%s).", status.Signal())
	case err != nil && e.Code < 0:
		e.Reason = "The cluster's process ended unexpectedly: " + err.Error()
	default:
		e.Reason = fmt.Sprintf("The cluster's process ended with exit code %d.", e.Code)
	}
	return e
}

// reap waits for the processes that became this one's children when those who had started them ended.
func (*child) reap() {
	if os.Getpid() != 1 {
		return
	}
	for {
		if _, err := unix.Wait4(-1, nil, 0, nil); err != nil && !errors.Is(err, unix.EINTR) {
			return
		}
	}
}

// oomKills is how often the kernel ended a process of the container over its memory limit; 0 where that is not known.
func oomKills() int {
	for _, file := range []string{"/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control"} {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		for line := range bytes.Lines(text) {
			name, value, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
			if n, err := strconv.Atoi(string(value)); err == nil && string(name) == "oom_kill" {
				return n
			}
		}
	}
	return 0
}

// tailSize is how much is kept of what the program writes to its standard error: the end of a panic's stack traces.
const tailSize = 16 << 10

// tail keeps the end of what is written to it.
type tail struct {
	mu  sync.Mutex
	end []byte
	cut bool
}

// Write never fails.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.end = append(t.end, p...)
	if over := len(t.end) - tailSize; over > 0 {
		t.end, t.cut = append(t.end[:0], t.end[over:]...), true
	}
	return len(p), nil
}

// text is the end, in whole lines where there are several.
func (t *tail) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	kept := t.end
	if t.cut {
		if _, rest, found := bytes.Cut(kept, []byte("\n")); found {
			kept = rest
		}
	}
	return string(kept)
}

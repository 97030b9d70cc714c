//go:build unix

package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/penstock/penstock/runtime/driver"
)

// folderVariable names the cluster's folder in the environment of its processes. It is how a process is found whose pid
// nobody had the time to write down.
const folderVariable = "PENSTOCK_CLUSTER_FOLDER"

// process is the leader of a cluster's process group.
type process struct {
	PID int `json:"pid"`
	// Start tells this process from any other that ever has its pid, see startOf.
	Start string `json:"start"`
}

// running tells whether this very process runs. A zombie does not.
func (p process) running() bool {
	start, zombie, err := startOf(p.PID)
	return err == nil && !zombie && start == p.Start
}

// start starts the workload's process, which inherits the lock, writes down which it is, and gives it its secret.
func (d *Driver) start(ctx context.Context, f folder, w driver.Workload, lock *os.File) (process, error) {
	out, err := os.OpenFile(filepath.Join(f.path, processLog), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return process{}, err
	}
	defer out.Close()
	executable := w.Executable
	if executable == "" {
		executable = d.executable
	}
	cmd := exec.Command(executable, w.Args...) //nolint:noctx // it must not end with anybody's context
	cmd.Args[0] = "penstock"
	if w.Executable != "" {
		cmd.Args[0] = w.Executable
	}
	cmd.Dir = f.path
	cmd.Env = append(environment(os.Environ()), w.Env...)
	cmd.Env = append(cmd.Env, folderVariable+"="+f.path)
	cmd.Stdout, cmd.Stderr = out, out
	cmd.ExtraFiles = []*os.File{lock}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	give := func() error { return nil }
	if !w.Secret.Empty() {
		from, to, err := os.Pipe()
		if err != nil {
			return process{}, err
		}
		defer from.Close()
		defer to.Close()
		cmd.ExtraFiles = append(cmd.ExtraFiles, from)
		cmd.Env = append(cmd.Env, SecretVariable+"="+strconv.Itoa(secretDescriptor))
		give = func() error {
			return errors.Join(from.Close(), giveSecret(ctx, to, w.Secret))
		}
	}
	if err := cmd.Start(); err != nil {
		return process{}, err
	}
	// Before it is waited for, since then its pid is its own whatever became of it.
	p := process{PID: cmd.Process.Pid}
	if p.Start, _, err = startOf(p.PID); err == nil {
		err = writeJSON(filepath.Join(f.path, processFile), p)
	}
	ended := d.watch(f, cmd)
	if err != nil {
		err = fmt.Errorf("write down process %d: %w", p.PID, err)
	} else {
		err = give()
	}
	if err != nil {
		err = errors.Join(err, killGroup(p.PID))
		<-ended
		return process{}, err
	}
	return p, nil
}

// watch waits for a process of this driver's own, so that it does not stay as a zombie, and notes how it ended.
func (d *Driver) watch(f folder, cmd *exec.Cmd) (ended chan struct{}) {
	ended = make(chan struct{})
	d.mu.Lock()
	d.children[f.id] = ended
	d.mu.Unlock()
	go func() {
		err := cmd.Wait()
		s := status{Version: stateVersion, Code: cmd.ProcessState.ExitCode()}
		if ws, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
			s.Signal = ws.Signal().String()
		}
		// A folder that is gone was destroyed: nobody wants to know any more.
		if err := writeJSON(filepath.Join(f.path, statusFile), s); err != nil && !errors.Is(err, os.ErrNotExist) {
			d.log.Error("exit status not written", "cluster", f.id, "error", err)
		}
		d.log.Info("cluster process ended", "cluster", f.id, "status", cmd.ProcessState.String(), "error", err)
		d.mu.Lock()
		if d.children[f.id] == ended {
			delete(d.children, f.id)
		}
		d.mu.Unlock()
		close(ended)
	}()
	return ended
}

// awaitNote waits until it is noted how the process ended that holds no lock any more, if it is this driver's own. That is a
// matter of moments, but the lock is free before the process can be waited for.
func (d *Driver) awaitNote(ctx context.Context, f folder) error {
	d.mu.Lock()
	ended := d.children[f.id]
	d.mu.Unlock()
	if ended == nil {
		return nil
	}
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for the end of cluster %s: %w", f.id, ctx.Err())
	}
}

// environment is what clusters get of the control plane's own: everything (the standard variables of AWS's SDK among
// it) but Penstock's, which hold its credentials and the database's address.
func environment(own []string) []string {
	var env []string
	for _, kv := range own {
		if !strings.HasPrefix(kv, "PENSTOCK_") && !strings.HasPrefix(kv, "PG") {
			env = append(env, kv)
		}
	}
	return env
}

// killGroup ends the process group of a process at once, or the process alone where it leads no group. One that is gone
// already is no error.
func killGroup(pid int) error {
	err := unix.Kill(-pid, unix.SIGKILL)
	if errors.Is(err, unix.ESRCH) {
		err = unix.Kill(pid, unix.SIGKILL)
	}
	if err != nil && !errors.Is(err, unix.ESRCH) {
		return fmt.Errorf("kill process %d: %w", pid, err)
	}
	return nil
}

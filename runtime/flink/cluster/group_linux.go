package cluster

import (
	"errors"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// lead has a process lead a group of its own, which what it starts belongs to.
func lead(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// endTogether waits for the end of a process that leads a group, and ends the others in it: processes that run Python, and what programs have
// started. They would have the JVM's files open, and its end would not be seen. The process is not reaped, so that its group is no other.
func endTogether(pid int) {
	for {
		err := unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	_ = unix.Kill(-pid, unix.SIGKILL) // it may be alone
}

//go:build unix

package trial

import (
	"os/exec"
	"syscall"
)

// separate keeps Ctrl-C from the JVM, which is ended in its time.
func separate(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

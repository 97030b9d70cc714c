package demo

import "syscall"

// childAttributes keep Ctrl-C away from the control plane, which the demo stops itself, and let it end with a demo that is
// killed.
func childAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
}

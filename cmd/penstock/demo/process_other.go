//go:build unix && !linux

package demo

import "syscall"

// childAttributes keep Ctrl-C away from the control plane, which the demo stops itself.
func childAttributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

package awstest

import (
	"os/exec"
	"syscall"
)

// endWithParent makes the kernel end the process with the test binary, however that ends.
func endWithParent(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }

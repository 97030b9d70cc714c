package postgres

import (
	"context"
	"os"
	"os/exec"
	"syscall"
)

// namespace runs commands in a user namespace in which root has an ordinary number. Outside they stay root's: files that
// they make belong to root, and what only root can enter they can.
type namespace struct {
	ourselves

	uid, gid int
}

func (n namespace) command(ctx context.Context, name string, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, name, arguments...)
	command.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: n.uid, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: n.gid, HostID: os.Getgid(), Size: 1}},
	}
	return command
}

// enterNamespace returns the namespace if this machine permits one, which only trying tells.
func enterNamespace(ctx context.Context, uid, gid int, binaries binaries) (identity, bool) {
	n := namespace{uid: uid, gid: gid}
	return n, n.command(ctx, binaries.postgres(), "--version").Run() == nil
}

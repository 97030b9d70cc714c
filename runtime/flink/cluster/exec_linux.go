package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// ExecCommand is the name of the hidden command that [Exec] is.
const ExecCommand = "flink-exec"

// execCommand is what is put before the command line of a JVM.
func execCommand(executable, dir string) []string {
	return []string{executable, ExecCommand, filepath.Join(dir, propertiesFolder)}
}

// isolate has a process begin with mounts of its own; that of somebody who is not root, in a user namespace, which alone may change them.
func isolate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if uid := os.Geteuid(); uid != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: uid, HostID: uid, Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getegid(), HostID: os.Getegid(), Size: 1}}
	}
}

// Exec makes a folder appear as /etc/flink to this process, which must have mounts of its own, and replaces it by a command. Where the
// folder cannot be made to appear the command is run all the same, and what is wrong is told on standard error: not every program has
// runtime properties.
func Exec(folder string, command []string) error {
	if err := mount(folder); err != nil {
		fmt.Fprintf(os.Stderr, "The runtime properties are not at %s: %v. They are at %s.\n", propertiesMount, err, folder)
	}
	env := append(os.Environ(), "PENSTOCK_APPLICATION_PROPERTIES="+filepath.Join(folder, "application_properties.json"))
	if err := unix.Exec(command[0], command, env); err != nil {
		return fmt.Errorf("run %s: %w", command[0], err)
	}
	return nil
}

func mount(folder string) error {
	if err := os.MkdirAll(propertiesMount, 0o755); err != nil {
		return errors.Join(errors.New("the machine has no such folder to put them on"), err)
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("keep mounts to ourselves: %w", err)
	}
	if err := unix.Mount(folder, propertiesMount, "", unix.MS_BIND, ""); err != nil {
		return fmt.Errorf("mount them: %w", err)
	}
	return nil
}

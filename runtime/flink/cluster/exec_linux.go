package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// isolate has a process begin with mounts of its own; that of somebody who is not root, in a user namespace, which alone may change them.
func isolate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if uid := os.Geteuid(); uid != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: uid, HostID: uid, Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getegid(), HostID: os.Getegid(), Size: 1}}
		cmd.SysProcAttr.AmbientCaps = []uintptr{unix.CAP_SYS_ADMIN} // which a process loses otherwise that is not root
	}
}

// Exec is the command [ExecCommand]: it gives this process, which must have mounts of its own, the view of the cluster's folder that a JVM
// is to have, and replaces it by the command. Without a command it only tells whether that can be done. The arguments are
//
//	FOLDER MEMORY COMMAND...
//
// FOLDER/etc appears as /etc/flink. Where it cannot be made to appear the command is run all the same, and what is wrong is told on standard
// error: not every program has runtime properties. With MEMORY, a number of bytes that is not 0, FOLDER itself is a file system in memory
// that nobody else sees and that is gone with the process; standard input begins with the files in it, see [writePacked].
func Exec(args []string) error {
	folder, command := args[0], args[2:]
	memory, err := strconv.ParseInt(args[1], 10, 64)
	if err != nil {
		return fmt.Errorf("size of a file system in memory: %w", err)
	}
	if memory > 0 {
		if err := enterMemory(folder, memory); err != nil {
			return err
		}
	}
	if len(command) == 0 {
		return nil
	}
	if memory > 0 {
		if err := errors.Join(unpack(os.Stdin, folder), os.MkdirAll(filepath.Join(folder, "tmp"), 0o700), os.Chdir(folder)); err != nil {
			return fmt.Errorf("fill the file system in memory: %w", err)
		}
		// What a process has in memory is in its core dump, too.
		if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
			return fmt.Errorf("forbid core dumps: %w", err)
		}
	}
	if err := mountProperties(filepath.Join(folder, propertiesFolder)); err != nil {
		fmt.Fprintf(os.Stderr, "The runtime properties are not at %s: %v. They are at %s.\n", propertiesMount, err, filepath.Join(folder, propertiesFolder))
	}
	env := append(os.Environ(), "PENSTOCK_APPLICATION_PROPERTIES="+filepath.Join(folder, propertiesFolder, propertiesFile), "TMPDIR="+filepath.Join(folder, "tmp"))
	if err := unix.Prctl(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0); err != nil {
		return fmt.Errorf("give up capabilities: %w", err)
	}
	if err := unix.Exec(command[0], command, env); err != nil {
		return fmt.Errorf("run %s: %w", command[0], err)
	}
	return nil
}

// enterMemory makes a folder a file system in memory. It is not swapped out where the system knows how, which takes root and Linux 6.4.
func enterMemory(folder string, size int64) error {
	if err := private(); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	options := fmt.Sprintf("size=%d,mode=0700", size)
	const flags = unix.MS_NOSUID | unix.MS_NODEV
	err := unix.Mount("penstock", folder, "tmpfs", flags, options+",noswap")
	if err != nil {
		err = unix.Mount("penstock", folder, "tmpfs", flags, options)
	}
	if err != nil {
		return fmt.Errorf("mount a file system in memory: %w", err)
	}
	return nil
}

// liesInMemory tells whether a folder is in a file system in memory, as whoever made the machine may have seen to: a volume of a pod.
func liesInMemory(folder string) (bool, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil && !errors.Is(err, unix.ENOENT) {
		return false, fmt.Errorf("look at the file system of %s: %w", folder, err)
	}
	return s.Type == unix.TMPFS_MAGIC, nil
}

// private keeps the mounts of this process to itself.
func private() error {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("keep mounts to ourselves: %w", err)
	}
	return nil
}

func mountProperties(folder string) error {
	if err := os.MkdirAll(propertiesMount, 0o755); err != nil {
		return errors.Join(errors.New("the machine has no such folder to put them on"), err)
	}
	if err := private(); err != nil {
		return err
	}
	if err := unix.Mount(folder, propertiesMount, "", unix.MS_BIND, ""); err != nil {
		return fmt.Errorf("mount them: %w", err)
	}
	return nil
}

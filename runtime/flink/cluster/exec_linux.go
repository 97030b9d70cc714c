package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// surrounds tells that processes can be given surroundings of their own here.
const surrounds = true

// isolate has a process begin with mounts of its own; that of somebody who is not root, in a user namespace, which alone may change them.
func isolate(cmd *exec.Cmd) {
	lead(cmd)
	cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWNS
	if uid := os.Geteuid(); uid != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: uid, HostID: uid, Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getegid(), HostID: os.Getegid(), Size: 1}}
		cmd.SysProcAttr.AmbientCaps = []uintptr{unix.CAP_SYS_ADMIN} // which a process loses otherwise that is not root
	}
}

// Exec is the command [ExecCommand]: it brings this process into the surroundings that the first argument describes, and replaces it by the
// command that the others are. Without a command it only tells whether that can be done.
//
// Where the runtime properties cannot be made to appear at /etc/flink the command is run all the same, and what is wrong is told on standard
// error: not every program has some. Limits that cannot be set are an error, and so is a file system in memory that cannot be made, which
// nobody else sees and which is gone with the process; standard input begins with the files in it, see [writePacked].
func Exec(args []string) error {
	var s surroundings
	if err := json.Unmarshal([]byte(args[0]), &s); err != nil {
		return fmt.Errorf("surroundings of a process: %w", err)
	}
	if err := s.limit(); err != nil {
		return err
	}
	if s.Memory > 0 {
		if err := enterMemory(s.Folder, s.Memory); err != nil {
			return err
		}
	}
	command := args[1:]
	if len(command) == 0 {
		return nil
	}
	if s.Memory > 0 {
		if err := s.fillMemory(); err != nil {
			return fmt.Errorf("fill the file system in memory: %w", err)
		}
	}
	properties := filepath.Join(s.Folder, propertiesFolder)
	if s.Mount {
		if err := mountProperties(properties); err != nil {
			fmt.Fprintf(os.Stderr, "The runtime properties are not at %s: %v. They are at %s.\n", propertiesMount, err, properties)
		}
		if err := unix.Prctl(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0); err != nil {
			return fmt.Errorf("give up capabilities: %w", err)
		}
	}
	env := append(os.Environ(), "PENSTOCK_APPLICATION_PROPERTIES="+filepath.Join(properties, propertiesFile), "TMPDIR="+s.Temporary)
	if err := unix.Exec(command[0], command, env); err != nil {
		return fmt.Errorf("run %s: %w", command[0], err)
	}
	return nil
}

// fillMemory puts files into the file system in memory.
func (s surroundings) fillMemory() error {
	if err := errors.Join(unpack(os.Stdin, s.Folder), os.MkdirAll(s.Temporary, 0o700), os.Chdir(s.Folder)); err != nil {
		return err
	}
	// What a process has in memory is in its core dump, too.
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("forbid core dumps: %w", err)
	}
	return nil
}

// limit sets the limits.
func (s surroundings) limit() error {
	for _, entrance := range s.Entrances {
		if err := os.WriteFile(entrance, []byte("0"), 0o644); err != nil {
			return fmt.Errorf("enter a control group: %w", err)
		}
	}
	for resource, bytes := range map[int]uint64{unix.RLIMIT_DATA: s.Data, unix.RLIMIT_FSIZE: s.File} {
		var now unix.Rlimit
		if err := unix.Getrlimit(resource, &now); err != nil {
			return fmt.Errorf("limit a process: %w", err)
		}
		if bytes == 0 || now.Max <= bytes {
			continue // it may have less already
		}
		if err := unix.Setrlimit(resource, &unix.Rlimit{Cur: bytes, Max: bytes}); err != nil {
			return fmt.Errorf("limit a process: %w", err)
		}
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

package cgroup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// ownLeaf is the group of version 2 that the processes of a delegated group move to: one with groups below it has no processes itself.
const ownLeaf = "penstock.own"

// delegate lets groups of version 2 below a folder have controllers.
func delegate(folder string, controllers map[string]string) error {
	enabled, err := os.ReadFile(filepath.Join(folder, "cgroup.subtree_control"))
	if err != nil {
		return err
	}
	var missing []string
	for name := range controllers {
		if !slices.Contains(strings.Fields(string(enabled)), name) {
			missing = append(missing, "+"+name)
		}
	}
	if len(missing) == 0 {
		return unix.Access(folder, unix.W_OK)
	}
	enable := func() error {
		return os.WriteFile(filepath.Join(folder, "cgroup.subtree_control"), []byte(strings.Join(missing, " ")), 0o644)
	}
	err = enable()
	if !errors.Is(err, unix.EBUSY) {
		return err
	}
	if !delegated(folder) {
		return fmt.Errorf("%s has processes, and is not delegated to them", folder)
	}
	if err := empty(folder); err != nil {
		return err
	}
	return enable()
}

// delegated tells whether the group is this service's to divide, by the mark that systemd gives it.
func delegated(folder string) bool {
	for _, name := range []string{"user.delegate", "trusted.delegate"} {
		var value [1]byte
		if n, err := unix.Getxattr(folder, name, value[:]); err == nil && n == 1 && value[0] == '1' {
			return true
		}
	}
	return false
}

// empty moves the processes of a group to one below it.
func empty(folder string) error {
	leaf := filepath.Join(folder, ownLeaf)
	if err := os.Mkdir(leaf, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	list, err := os.ReadFile(filepath.Join(folder, "cgroup.procs"))
	if err != nil {
		return err
	}
	for _, pid := range strings.Fields(string(list)) {
		err := os.WriteFile(filepath.Join(leaf, "cgroup.procs"), []byte(pid), 0o644)
		if err != nil && !errors.Is(err, unix.ESRCH) {
			return fmt.Errorf("move process %s to %s: %w", pid, leaf, err)
		}
	}
	return nil
}

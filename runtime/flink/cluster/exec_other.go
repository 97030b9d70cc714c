//go:build !linux

package cluster

import (
	"errors"
	"os/exec"
)

// surrounds tells that processes can be given surroundings of their own here.
const surrounds = false

func isolate(*exec.Cmd) {}

// Exec is for Linux.
func Exec([]string) error {
	return errors.New("processes cannot have mounts of their own on this system")
}

// liesInMemory knows of none.
func liesInMemory(string) (bool, error) { return false, nil }

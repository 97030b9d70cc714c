//go:build !linux

package cluster

import (
	"errors"
	"os/exec"
)

// ExecCommand is the name of the hidden command that [Exec] is.
const ExecCommand = "flink-exec"

// execCommand is nothing: there are no mounts of one's own here.
func execCommand(string, string) []string { return nil }

func isolate(*exec.Cmd) {}

// Exec is for Linux.
func Exec(string, []string) error {
	return errors.New("processes cannot have mounts of their own on this system")
}

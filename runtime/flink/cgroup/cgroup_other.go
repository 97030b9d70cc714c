//go:build !linux

package cgroup

import "errors"

// ErrUnavailable is in the errors of [Open] on machines that have no control groups, or none that this process may make.
var ErrUnavailable = errors.New("control groups are not available")

// Limits are what the processes of a group have together.
type Limits struct {
	// Memory is in bytes.
	Memory int64
	// Processors is the share where processors are short, in those of a KPU.
	Processors int
	// Tasks is how many processes and threads there may be.
	Tasks int
}

// Parent is where groups are made.
type Parent struct{}

// Group is a group of processes.
type Group struct{}

// Open finds nothing: there are no control groups here.
func Open() (*Parent, error) { return nil, ErrUnavailable }

// Make is for Linux.
func (*Parent) Make(string, Limits) (*Group, error) { return nil, ErrUnavailable }

// Entrances are none.
func (*Group) Entrances() []string { return nil }

// Killed is 0.
func (*Group) Killed() int { return 0 }

// Remove does nothing.
func (*Group) Remove() error { return nil }

// Free is for Linux.
func (*Parent) Free() (int64, error) { return 0, ErrUnavailable }

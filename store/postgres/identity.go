package postgres

import (
	"context"
	"os/exec"
)

// identity is the user that the server runs as.
type identity interface {
	// command prepares a command of that user; SysProcAttr is set.
	command(ctx context.Context, name string, arguments ...string) *exec.Cmd
	// own gives the file to the user, if that is another one than ours.
	own(path string) error
	// canReach tells whether the user can enter the directory.
	canReach(dir string) bool
}

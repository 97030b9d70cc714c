//go:build unix

package postgres

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// ourselves is the ordinary user that this process belongs to.
type ourselves struct{}

func (ourselves) command(ctx context.Context, name string, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, name, arguments...)
	command.SysProcAttr = &syscall.SysProcAttr{}
	return command
}

func (ourselves) own(string) error { return nil }

func (ourselves) canReach(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// other is a user that root runs the server as.
type other struct {
	uid, gid int
}

func (o other) command(ctx context.Context, name string, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, name, arguments...)
	command.SysProcAttr = &syscall.SysProcAttr{
		Credential: &syscall.Credential{Uid: uint32(o.uid), Gid: uint32(o.gid)}, //nolint:gosec // from the user database
	}
	return command
}

func (o other) own(path string) error {
	err := filepath.WalkDir(path, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, o.uid, o.gid)
	})
	if err != nil {
		return fmt.Errorf("give %s to the user of Postgres: %w", path, err)
	}
	return nil
}

// canReach checks the execute permission of the directory and of all above it.
func (o other) canReach(dir string) bool {
	for {
		info, err := os.Stat(dir)
		if err != nil {
			return false
		}
		owner, ok := info.Sys().(*syscall.Stat_t)
		if !ok {
			return false
		}
		mode := info.Mode().Perm()
		switch {
		case int(owner.Uid) == o.uid:
			mode >>= 6
		case int(owner.Gid) == o.gid:
			mode >>= 3
		}
		if mode&1 == 0 {
			return false
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return true
		}
		dir = parent
	}
}

// ownerOf returns who owns the file.
func ownerOf(path string) (uid, gid int, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, 0, fmt.Errorf("find owner: %w", err)
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, fmt.Errorf("find owner of %s: not told by this system", path)
	}
	return int(owner.Uid), int(owner.Gid), nil
}

// serviceUser returns the user that a server started by root runs as: initdb demands one that the machine knows.
func serviceUser() (uid, gid int, err error) {
	for _, name := range []string{"postgres", "nobody", "daemon"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.Atoi(found.Uid)
		gid, gidErr := strconv.Atoi(found.Gid)
		if uidErr == nil && gidErr == nil && uid != 0 {
			return uid, gid, nil
		}
	}
	return 0, 0, fmt.Errorf("postgres refuses to run as root, and this machine knows no user postgres, nobody or daemon")
}

// chooseIdentity decides whom the server runs as.
func chooseIdentity(ctx context.Context, config Config, binaries binaries) (identity, error) {
	if os.Geteuid() != 0 {
		return ourselves{}, nil
	}
	major, err := clusterMajor(config)
	if err != nil {
		return nil, err
	}
	if major != 0 {
		// What somebody made as an ordinary user, or in the absence of namespaces, stays theirs.
		uid, gid, err := ownerOf(config.dataDir())
		if err != nil {
			return nil, err
		}
		if uid != 0 {
			return reachable(config, binaries, other{uid: uid, gid: gid})
		}
	}
	uid, gid, err := serviceUser()
	if err != nil {
		return nil, err
	}
	if !config.noNamespaces {
		if namespace, permitted := enterNamespace(ctx, uid, gid, binaries); permitted {
			return namespace, nil
		}
	}
	config.Logger.Info("user namespaces are not permitted here, running Postgres as another user", "uid", uid)
	user := other{uid: uid, gid: gid}
	if major != 0 {
		if err := user.own(config.Dir); err != nil {
			return nil, err
		}
	}
	return reachable(config, binaries, user)
}

func reachable(config Config, binaries binaries, user other) (identity, error) {
	for _, dir := range []string{filepath.Dir(config.Dir), binaries.dir} {
		if !user.canReach(dir) {
			return nil, fmt.Errorf("postgres cannot run as root, and user %d, as which it would run, cannot enter %s: "+
				"open it to that user, choose another data directory or run as an ordinary user", user.uid, dir)
		}
	}
	return user, nil
}

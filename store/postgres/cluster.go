package postgres

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// clusterMajor returns the major version that made the cluster, or 0 when there is none yet.
func clusterMajor(config Config) (int, error) {
	text, err := os.ReadFile(filepath.Join(config.dataDir(), "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read version of the database cluster: %w", err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("read version of the database cluster: %w", err)
	}
	return major, nil
}

// initialise makes the cluster if there is none. It is made aside and renamed when it is whole and on disk.
func initialise(ctx context.Context, config Config, binaries binaries, id identity, password string) error {
	major, err := clusterMajor(config)
	if err != nil || major != 0 {
		return err
	}
	if err := id.own(config.Dir); err != nil {
		return err
	}
	unfinished := config.dataDir() + ".unfinished"
	if err := os.RemoveAll(unfinished); err != nil {
		return fmt.Errorf("remove unfinished database cluster: %w", err)
	}
	// The server's user may be another than ours, so it gets a copy.
	passwordCopy := filepath.Join(config.Dir, "password.initdb")
	if err := os.WriteFile(passwordCopy, []byte(password), 0o600); err != nil {
		return fmt.Errorf("write password: %w", err)
	}
	defer func() { _ = os.Remove(passwordCopy) }()
	if err := id.own(passwordCopy); err != nil {
		return err
	}
	arguments := []string{
		"--pgdata", unfinished, "--username", role, "--pwfile", passwordCopy, "--auth", "scram-sha-256",
		"--encoding", "UTF8", "--no-locale", "--data-checksums",
	}
	if config.Ephemeral {
		arguments = append(arguments, "--no-sync")
	}
	config.Logger.Info("making the database cluster", "postgres", binaries.major, "dir", config.dataDir())
	command := id.command(ctx, binaries.initdb(), arguments...)
	command.Dir = config.Dir
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	if err := command.Run(); err != nil {
		return fmt.Errorf("make database cluster: initdb: %w: %s", err, strings.TrimSpace(output.String()))
	}
	if err := os.Rename(unfinished, config.dataDir()); err != nil {
		return fmt.Errorf("finish database cluster: %w", err)
	}
	return nil
}

// loadPassword returns the role's password. It is made before the cluster is.
func loadPassword(config Config) (string, error) {
	text, err := os.ReadFile(config.passwordFile())
	if err == nil && len(text) > 0 {
		return string(text), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read password of Postgres: %w", err)
	}
	major, err := clusterMajor(config)
	if err != nil {
		return "", err
	}
	if major != 0 {
		return "", fmt.Errorf("the password of the database cluster is gone: %s is missing or empty", config.passwordFile())
	}
	password := rand.Text()
	unfinished := config.passwordFile() + ".unfinished"
	if err := os.WriteFile(unfinished, []byte(password), 0o600); err != nil {
		return "", fmt.Errorf("write password of Postgres: %w", err)
	}
	if err := os.Rename(unfinished, config.passwordFile()); err != nil {
		return "", fmt.Errorf("write password of Postgres: %w", err)
	}
	return password, nil
}

package postgres

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"

	"github.com/penstock/penstock/maven"
)

// Config says how to run the server.
type Config struct {
	// Dir is the server's directory; it is made if it is not there.
	Dir string
	// Logger is told what happens; nil means the default one.
	Logger *slog.Logger
	// RepositoryURL and CacheDir are for binaries that must be fetched; empty means what package maven takes.
	RepositoryURL string
	CacheDir      string
	// BinariesDir, if set, is the only place where binaries are looked for.
	BinariesDir string
	// noNamespaces makes root do without user namespaces, as where they are not permitted.
	noNamespaces bool
	// Ephemeral trades durability for speed. For tests only: a crash of the machine loses data.
	Ephemeral bool
}

func (c Config) withDefaults() (Config, error) {
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return c, fmt.Errorf("find directory of Postgres: %w", err)
	}
	c.Dir = dir
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	if c.RepositoryURL == "" {
		c.RepositoryURL = maven.Repository()
	}
	if c.CacheDir == "" {
		c.CacheDir = maven.CacheDir(c.Dir)
	}
	return c, nil
}

func (c Config) dataDir() string      { return filepath.Join(c.Dir, "data") }
func (c Config) socketDir() string    { return filepath.Join(c.Dir, "run") }
func (c Config) passwordFile() string { return filepath.Join(c.Dir, "password") }
func (c Config) logFile() string      { return filepath.Join(c.Dir, "server.log") }

// settings are the server's parameters. They are few: one small database with a handful of clients.
func (c Config) settings(socketDir string) []string {
	connections := "50"
	if c.Ephemeral {
		connections = "150"
	}
	settings := []string{
		"listen_addresses=", "unix_socket_directories=" + quoted(socketDir), "unix_socket_permissions=0700",
		"port=" + socketPort, "max_connections=" + connections,
		"shared_buffers=32MB", "work_mem=4MB", "maintenance_work_mem=32MB", "max_wal_size=256MB", "jit=off",
		"max_parallel_workers_per_gather=0", "timezone=UTC", "log_timezone=UTC", "logging_collector=off",
		"log_min_messages=warning", "password_encryption=scram-sha-256",
	}
	if c.Ephemeral {
		settings = append(settings, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
	}
	arguments := make([]string, 0, 2*len(settings))
	for _, setting := range settings {
		arguments = append(arguments, "-c", setting)
	}
	return arguments
}

// quoted makes one element of a list out of the directory, whatever its name has in it.
func quoted(dir string) string { return `"` + strings.ReplaceAll(dir, `"`, `""`) + `"` }

package postgres

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// oldestMajor is the oldest major version that the schema is tested with.
const oldestMajor = 14

// binaries is a set of Postgres programs of one version.
type binaries struct {
	dir   string
	major int
}

func (b binaries) postgres() string { return filepath.Join(b.dir, "postgres") }
func (b binaries) initdb() string   { return filepath.Join(b.dir, "initdb") }

// findBinaries returns the programs to run the directory's cluster with: of its major version if there is a cluster, of
// the newest that is installed otherwise. They are fetched only when none is installed that will do.
func findBinaries(ctx context.Context, config Config) (binaries, error) {
	major, err := clusterMajor(config)
	if err != nil {
		return binaries{}, err
	}
	var best binaries
	var seen []string
	for _, found := range installed(ctx, config) {
		seen = append(seen, strconv.Itoa(found.major))
		suits := found.major == major || major == 0 && found.major >= oldestMajor
		if suits && found.major > best.major {
			best = found
		}
	}
	switch {
	case best.major != 0:
		return best, nil
	case config.BinariesDir == "" && (major == 0 || major == fetchedMajor):
		return fetchBinaries(ctx, config)
	case major == 0:
		return binaries{}, fmt.Errorf("no Postgres %d or newer in %s", oldestMajor, config.BinariesDir)
	default:
		return binaries{}, fmt.Errorf("%s was made by Postgres %d, and this machine has %s: install Postgres %d, or move "+
			"the data with pg_dump and --database-url", config.dataDir(), major, orNone(seen), major)
	}
}

func orNone(majors []string) string {
	if len(majors) == 0 {
		return "none"
	}
	return "Postgres " + strings.Join(majors, ", ")
}

// installed returns the complete sets of programs on this machine.
func installed(ctx context.Context, config Config) []binaries {
	var found []binaries
	known := map[string]bool{}
	for _, dir := range candidates(ctx, config) {
		dir, err := filepath.EvalSymlinks(dir)
		if err != nil || known[dir] {
			continue
		}
		known[dir] = true
		if set, ok := inspect(ctx, dir); ok {
			found = append(found, set)
		}
	}
	return found
}

// candidates returns directories that may hold programs.
func candidates(ctx context.Context, config Config) []string {
	if config.BinariesDir != "" {
		return []string{config.BinariesDir}
	}
	var dirs []string
	if path, err := exec.LookPath("postgres"); err == nil {
		// The link leads to where the other programs are.
		if target, err := filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(target))
		}
	}
	if path, err := exec.LookPath("pg_config"); err == nil {
		if out, err := exec.CommandContext(ctx, path, "--bindir").Output(); err == nil {
			dirs = append(dirs, strings.TrimSpace(string(out)))
		}
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin", "/usr/libexec/postgresql*",
		"/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin",
	} {
		if matches, err := filepath.Glob(pattern); err == nil {
			dirs = append(dirs, matches...)
		}
	}
	return dirs
}

var versionPattern = regexp.MustCompile(`^postgres \(PostgreSQL\) (\d+)`)

// inspect tells the version of the programs in the directory, if they are all there and run.
func inspect(ctx context.Context, dir string) (binaries, bool) {
	set := binaries{dir: dir}
	if info, err := os.Stat(set.initdb()); err != nil || info.IsDir() {
		return set, false
	}
	out, err := exec.CommandContext(ctx, set.postgres(), "--version").Output()
	if err != nil {
		return set, false
	}
	match := versionPattern.FindSubmatch(out)
	if match == nil {
		return set, false
	}
	set.major, err = strconv.Atoi(string(match[1]))
	return set, err == nil
}

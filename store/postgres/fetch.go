package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// The version that is fetched.
const (
	fetchedVersion = "18.3.0"
	fetchedMajor   = 18
)

// fetchedDigests are the SHA-256 digests of the published archives, by platform. What is fetched is run, so it must be
// exactly what was looked at when the version was chosen, whatever a repository hands out.
var fetchedDigests = map[string]string{
	"linux-amd64":        "1974c3a59c3ae010e9818e81637e425aad94eaac26e4ef533b42e081fe7ca345",
	"linux-arm64v8":      "1fb555a6602c13a113ab1f0cc9224d599948e85e51ac5f001393605505eaf78e",
	"linux-amd64-alpine": "510fd314da39f1eeccef774a92428474168fedf55403342548e2adeaed66b483",
	"darwin-amd64":       "cb68c57232945f5e74db946e6077d70cec56bfed35959b21acc750cc80ca0977",
	"darwin-arm64v8":     "a18ec9ec6a905e04f5a08a8f7870bddadd635feb54dee332a3daf80fada3cb1a",
}

// fetchTimeout bounds a download of about 15 MB.
const fetchTimeout = 10 * time.Minute

// fetchBinaries returns the programs in the cache, fetching them first if need be.
func fetchBinaries(ctx context.Context, config Config) (binaries, error) {
	platform := platformName()
	digest, known := fetchedDigests[platform]
	if !known {
		return binaries{}, fmt.Errorf("no Postgres is installed, and there is none to fetch for %s: install Postgres %d "+
			"or newer, or name a database with --database-url", platform, oldestMajor)
	}
	dir := filepath.Join(config.CacheDir, "postgres", fetchedVersion+"-"+platform)
	if set, ok := inspect(ctx, filepath.Join(dir, "bin")); ok {
		return set, nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return binaries{}, fmt.Errorf("make cache directory: %w", err)
	}
	// Each process works in a directory of its own and the first to finish wins, so none needs to wait for another.
	unfinished, err := os.MkdirTemp(filepath.Dir(dir), ".unfinished-")
	if err != nil {
		return binaries{}, fmt.Errorf("make cache directory: %w", err)
	}
	defer func() { _ = os.RemoveAll(unfinished) }()

	address := archiveURL(config.RepositoryURL, platform)
	archive := filepath.Join(unfinished, "archive.jar")
	config.Logger.Info("fetching Postgres, once for this machine", "version", fetchedVersion, "url", address)
	if err := download(ctx, config.Logger, address, digest, archive); err != nil {
		return binaries{}, fmt.Errorf("fetch Postgres: %w", err)
	}
	extracted := filepath.Join(unfinished, "extracted")
	if err := extract(archive, extracted); err != nil {
		return binaries{}, fmt.Errorf("unpack Postgres: %w", err)
	}
	if err := os.Chmod(extracted, 0o755); err != nil {
		return binaries{}, fmt.Errorf("unpack Postgres: %w", err)
	}
	if err := os.Rename(extracted, dir); err != nil && !errors.Is(err, os.ErrExist) {
		return binaries{}, fmt.Errorf("keep Postgres: %w", err)
	}
	set, ok := inspect(ctx, filepath.Join(dir, "bin"))
	if !ok {
		return binaries{}, fmt.Errorf("the Postgres fetched for %s does not run on this machine: install Postgres %d or "+
			"newer, or name a database with --database-url", platform, oldestMajor)
	}
	return set, nil
}

// platformName is how the builds call this machine.
func platformName() string {
	name := runtime.GOOS + "-" + runtime.GOARCH
	if runtime.GOARCH == "arm64" {
		name += "v8"
	}
	if _, err := os.Stat("/etc/alpine-release"); err == nil {
		name += "-alpine"
	}
	return name
}

func archiveURL(repository, platform string) string {
	artifact := "embedded-postgres-binaries-" + platform
	return strings.TrimRight(repository, "/") + "/io/zonky/test/postgres/" + artifact + "/" + fetchedVersion + "/" +
		artifact + "-" + fetchedVersion + ".jar"
}

// download writes what is at the address to the file, and fails unless it has the SHA-256 digest.
func download(ctx context.Context, logger *slog.Logger, address, digest, path string) (err error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return fmt.Errorf("read repository URL: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("download: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("download %s: %s", address, response.Status)
	}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("download: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	sum := sha256.New()
	shown := &progress{logger: logger, total: response.ContentLength, last: time.Now()}
	if _, err := io.Copy(io.MultiWriter(file, sum, shown), response.Body); err != nil {
		return fmt.Errorf("download %s: %w", address, err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != digest {
		return fmt.Errorf("%s is not what it should be: its SHA-256 is %s, not %s", address, got, digest)
	}
	return nil
}

// progress logs how far a long download is.
type progress struct {
	logger      *slog.Logger
	total, done int64
	last        time.Time
}

// Write counts.
func (p *progress) Write(data []byte) (int, error) {
	p.done += int64(len(data))
	if now := time.Now(); now.Sub(p.last) >= 2*time.Second {
		p.last = now
		p.logger.Info("fetching Postgres", "bytes", p.done, "of", p.total)
	}
	return len(data), nil
}

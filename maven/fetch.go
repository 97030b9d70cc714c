package maven

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Artifact is one file of a repository.
type Artifact struct {
	// Path is where it is below the repository's address, such as org/example/a/1.0/a-1.0.jar.
	Path string
	// SHA256 is its digest, in lower case hex digits.
	SHA256 string
	// Size is its number of bytes.
	Size int64
}

// Name is the name of its file.
func (a Artifact) Name() string { return a.Path[strings.LastIndexByte(a.Path, '/')+1:] }

// partSuffix ends the name of a file that is not whole yet.
const partSuffix = ".part"

const (
	// attempts is how often a fetch is begun, or gone on with, before it is given up.
	attempts = 4
	// silence is how long a repository may send nothing.
	silence = 30 * time.Second
)

// errDiffers says that a file is another than the one that was pinned.
var errDiffers = errors.New("it is not what it should be")

// Fetch brings an artifact of the repository to the path, unless it is there already, and calls got with each number of bytes that have
// come. What an earlier call left is gone on with. Calls for one path take turns.
func Fetch(ctx context.Context, repository string, a Artifact, path string, got func(bytes int64)) error {
	if Verify(a, path) == nil {
		got(a.Size)
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("fetch %s: %w", a.Name(), err)
	}
	address := strings.TrimRight(repository, "/") + "/" + a.Path
	var err error
	for attempt := range attempts {
		if attempt > 0 {
			if err := pause(ctx, time.Duration(attempt)*time.Second); err != nil {
				return err
			}
		}
		if err = fetchOnce(ctx, address, a, path, got); err == nil || !worthRepeating(err, attempt) || ctx.Err() != nil {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("fetch %s: %w", address, err)
	}
	return nil
}

// statusError is an answer that is no file.
type statusError struct {
	code int
	text string
}

func (e *statusError) Error() string { return e.text }

// worthRepeating tells what may go away by itself from what does not: the wrong bytes only if they were gone on with.
func worthRepeating(err error, attempt int) bool {
	if errors.Is(err, errDiffers) {
		return attempt == 0
	}
	var status *statusError
	return !errors.As(err, &status) || status.code >= http.StatusInternalServerError || status.code == http.StatusTooManyRequests
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// fetchOnce goes on with the part that is there.
func fetchOnce(ctx context.Context, address string, a Artifact, path string, got func(int64)) (err error) {
	part, err := os.OpenFile(path+partSuffix, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, part.Close()) }()
	have, err := part.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if have < a.Size {
		if have, err = receive(ctx, address, part, have, got); err != nil {
			return err
		}
	}
	if err := verify(a, part, have); err != nil {
		return errors.Join(err, os.Remove(path+partSuffix))
	}
	if err := part.Sync(); err != nil {
		return err
	}
	return os.Rename(path+partSuffix, path)
}

// receive appends to the part what is missing, and returns how many bytes there are then.
func receive(ctx context.Context, address string, part *os.File, have int64, got func(int64)) (int64, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return have, err
	}
	if have > 0 {
		request.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
	}
	watchdog := time.AfterFunc(silence, cancel)
	defer watchdog.Stop()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return have, err
	}
	defer response.Body.Close()
	switch response.StatusCode {
	case http.StatusPartialContent:
		got(have)
	case http.StatusOK: // from the beginning, whatever was asked for
		if have, err = 0, part.Truncate(0); err != nil {
			return 0, err
		}
	default:
		return have, &statusError{response.StatusCode, response.Status}
	}
	if _, err := part.Seek(have, io.SeekStart); err != nil {
		return have, err
	}
	n, err := io.Copy(part, &counted{response.Body, func(n int64) {
		watchdog.Reset(silence)
		got(n)
	}})
	return have + n, err
}

// counted tells of what is read.
type counted struct {
	from io.Reader
	got  func(int64)
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.got(int64(n))
	return n, err
}

// Verify tells whether the file at the path is the artifact. The error says what is wrong with it; it wraps fs.ErrNotExist where there is
// none.
func Verify(a Artifact, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("verify %s: %w", a.Name(), err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("verify %s: %w", a.Name(), err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("verify %s: %s is not a file: %w", a.Name(), path, fs.ErrInvalid)
	}
	if err := verify(a, file, info.Size()); err != nil {
		return fmt.Errorf("verify %s: %w", path, err)
	}
	return nil
}

func verify(a Artifact, file io.ReaderAt, size int64) error {
	if size != a.Size {
		return fmt.Errorf("%w: it has %d bytes, not %d", errDiffers, size, a.Size)
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(file, 0, size)); err != nil {
		return err
	}
	if digest := hex.EncodeToString(sum.Sum(nil)); digest != a.SHA256 {
		return fmt.Errorf("%w: its SHA-256 is %s, not %s", errDiffers, digest, a.SHA256)
	}
	return nil
}

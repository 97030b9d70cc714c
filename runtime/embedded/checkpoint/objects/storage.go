package objects

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
	"golang.org/x/sync/errgroup"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

const (
	// callTimeout bounds every call but those that move the data of a file.
	callTimeout = time.Minute
	// atOnce is how many small calls are under way at the same time.
	atOnce = 16
)

// Bucket is what is needed of a [blob.Bucket].
type Bucket interface {
	NewWriter(ctx context.Context, key string, options *blob.WriterOptions) (*blob.Writer, error)
	NewRangeReader(ctx context.Context, key string, offset, length int64, options *blob.ReaderOptions) (*blob.Reader, error)
	WriteAll(ctx context.Context, key string, content []byte, options *blob.WriterOptions) error
	Delete(ctx context.Context, key string) error
	List(options *blob.ListOptions) *blob.ListIterator
}

var _ Bucket = (*blob.Bucket)(nil)

// Storage keeps files in a bucket. Paths are keys with a slash in front.
type Storage struct {
	bucket Bucket
	// pool is the prefix of the objects.
	pool string
}

var _ checkpoint.Storage = (*Storage)(nil)

// New keeps files in the bucket, and their objects below the prefix; it may be empty.
func New(bucket Bucket, prefix string) *Storage {
	return &Storage{bucket: bucket, pool: path.Join(prefix, "objects") + "/"}
}

// pointer is what a file is.
type pointer struct {
	ID   string `json:"object"`
	Size int64  `json:"size"`
}

func key(p string) string { return strings.TrimPrefix(path.Clean(p), "/") }

func (s *Storage) data(id string) string { return s.pool + id + "/data" }

// references is the prefix of an object's references.
func (s *Storage) references(id string) string { return s.pool + id + "/ref/" }

func (s *Storage) reference(id, holder string) string { return s.references(id) + escape(holder) }

// escape makes a name without slashes of a key.
func escape(holder string) string {
	return strings.NewReplacer("%", "%25", "/", "%2F").Replace(holder)
}

func unescape(name string) string {
	return strings.NewReplacer("%2F", "/", "%25", "%").Replace(name)
}

// isOwn tells the files that are nobody else's, and have no object.
func isOwn(key string) bool { return path.Base(key) == checkpoint.MetadataFile }

// Create implements checkpoint.Storage.
func (s *Storage) Create(p string) (checkpoint.File, error) {
	f := &file{storage: s, key: key(p), id: rand.Text()}
	at := f.key
	if !isOwn(f.key) {
		at = s.data(f.id)
	}
	var ctx context.Context
	ctx, f.cancel = context.WithCancel(context.Background())
	var err error
	if f.Writer, err = s.bucket.NewWriter(ctx, at, nil); err != nil {
		f.cancel()
		return nil, told("create "+p, err)
	}
	return f, nil
}

// file is a file being written.
type file struct {
	*blob.Writer

	storage *Storage
	key, id string
	size    int64
	cancel  context.CancelFunc
	done    bool
}

func (f *file) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	f.size += int64(n)
	if err != nil {
		return n, told("write "+f.key, err)
	}
	return n, nil
}

// Commit implements checkpoint.File.
func (f *file) Commit() error {
	defer f.cancel()
	f.done = true
	if err := f.Close(); err != nil {
		return told("write "+f.key, err)
	}
	if isOwn(f.key) {
		return nil
	}
	if err := f.storage.point(f.key, pointer{f.id, f.size}); err != nil {
		return errors.Join(err, f.storage.release(pointer{ID: f.id}, f.key))
	}
	return nil
}

// Abort implements checkpoint.File.
func (f *file) Abort() error {
	if f.done {
		return nil
	}
	f.done = true
	f.cancel() // which is what keeps the object from appearing
	_ = f.Close()
	return nil
}

// point writes a reference and then the pointer.
func (s *Storage) point(holder string, to pointer) error {
	if err := s.put(s.reference(to.ID, holder), nil); err != nil {
		return err
	}
	content, err := json.Marshal(to)
	if err != nil {
		return fmt.Errorf("write pointer: %w", err)
	}
	return s.put(holder, content)
}

func (s *Storage) put(key string, content []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), callTimeout)
	defer cancel()
	return told("write "+key, s.bucket.WriteAll(ctx, key, content, nil))
}

func (s *Storage) pointer(key string) (to pointer, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), callTimeout)
	defer cancel()
	from, err := s.bucket.NewRangeReader(ctx, key, 0, mostPointer, nil)
	if err != nil {
		return to, told("read "+key, err)
	}
	content, err := io.ReadAll(from)
	if err = errors.Join(err, from.Close()); err != nil {
		return to, told("read "+key, err)
	}
	if err := json.Unmarshal(content, &to); err != nil || to.ID == "" {
		return to, fmt.Errorf("%s %w", key, errNoPointer)
	}
	return to, nil
}

// mostPointer is more than a pointer has, in bytes.
const mostPointer = 1 << 10

// errNoPointer is a file that is its content itself: Apache Flink writes such ones.
var errNoPointer = errors.New("does not point to an object")

// Link implements checkpoint.Storage.
func (s *Storage) Link(from, to string) error {
	p, err := s.pointer(key(from))
	if err != nil {
		return err
	}
	return s.point(key(to), p)
}

// List implements checkpoint.Storage.
func (s *Storage) List(dir string) (names []string, err error) {
	prefix := key(dir) + "/"
	err = s.each(prefix, "/", func(o *blob.ListObject) error {
		// Others have empty objects stand for folders.
		if name := strings.TrimSuffix(strings.TrimPrefix(o.Key, prefix), "/"); name != "" {
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}

// each lists the keys with a prefix.
func (s *Storage) each(prefix, delimiter string, do func(*blob.ListObject) error) error {
	objects := s.bucket.List(&blob.ListOptions{Prefix: prefix, Delimiter: delimiter})
	for {
		ctx, cancel := context.WithTimeout(context.Background(), callTimeout)
		o, err := objects.Next(ctx)
		cancel()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return told("list "+prefix, err)
		}
		if err := do(o); err != nil {
			return err
		}
	}
}

// Remove implements checkpoint.Storage. The metadata goes first, so that a folder that is half removed is no checkpoint.
func (s *Storage) Remove(dir string) error {
	var own, pointers []string
	err := s.each(key(dir)+"/", "", func(o *blob.ListObject) error {
		if strings.HasPrefix(o.Key, s.pool) {
			return nil // whoever removes everything removes what points there
		}
		if isOwn(o.Key) || o.Size == 0 {
			own = append(own, o.Key)
		} else {
			pointers = append(pointers, o.Key)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, step := range []struct {
		keys   []string
		remove func(string) error
	}{{own, s.delete}, {pointers, s.unpoint}} {
		var group errgroup.Group
		group.SetLimit(atOnce)
		for _, k := range step.keys {
			group.Go(func() error { return step.remove(k) })
		}
		if err := group.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// unpoint removes a pointer, and the object if nothing else needs it.
func (s *Storage) unpoint(holder string) error {
	to, err := s.pointer(holder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // somebody else removes it, too
	}
	if errors.Is(err, errNoPointer) {
		return s.delete(holder)
	}
	if err == nil {
		err = s.delete(holder)
	}
	if err != nil {
		return err
	}
	return s.release(to, holder)
}

// release removes a reference, and the object if it was the last.
func (s *Storage) release(to pointer, holder string) error {
	if err := s.delete(s.reference(to.ID, holder)); err != nil {
		return err
	}
	_, err := s.drop(to.ID)
	return err
}

// drop removes an object that has no reference.
func (s *Storage) drop(id string) (gone bool, err error) {
	err = s.each(s.references(id), "", func(*blob.ListObject) error { return errEnough })
	if err != nil {
		return false, ignore(err, errEnough)
	}
	return true, s.delete(s.data(id))
}

var errEnough = errors.New("there is one")

func ignore(err, which error) error {
	if errors.Is(err, which) {
		return nil
	}
	return err
}

func (s *Storage) delete(key string) error {
	ctx, cancel := context.WithTimeout(context.Background(), callTimeout)
	defer cancel()
	return ignore(told("remove "+key, s.bucket.Delete(ctx, key)), fs.ErrNotExist)
}

// told says what was being done, and makes what is not there [fs.ErrNotExist].
func told(what string, err error) error {
	switch {
	case err == nil:
		return nil
	case gcerrors.Code(err) == gcerrors.NotFound:
		return fmt.Errorf("%s: %w", what, fs.ErrNotExist)
	default:
		return fmt.Errorf("%s: %w", what, err)
	}
}

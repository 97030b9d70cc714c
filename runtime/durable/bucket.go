package durable

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	"gocloud.dev/blob"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
)

// runMarker says that the directory of a run was made. A bucket has no directories, and one that is lost has to look lost.
const runMarker = ".run"

// Bucket is durable state in a bucket of S3. It is safe for concurrent use.
type Bucket struct {
	at      objects.S3
	bucket  *blob.Bucket
	storage *objects.Storage
}

// NewBucket keeps durable state in a bucket that is open.
func NewBucket(at objects.S3, bucket *blob.Bucket) *Bucket {
	return &Bucket{at, bucket, objects.New(bucket, at.Prefix)}
}

// Check tells whether the bucket can be written, read and listed.
func (b *Bucket) Check(ctx context.Context) error {
	key := path.Join(b.at.Prefix, ".penstock")
	if err := b.bucket.WriteAll(ctx, key, []byte("state of Penstock\n"), nil); err != nil {
		return fmt.Errorf("write to %s: %w", b.at.URI(), err)
	}
	if _, err := b.bucket.ReadAll(ctx, key); err != nil {
		return fmt.Errorf("read from %s: %w", b.at.URI(), err)
	}
	if _, err := b.bucket.List(&blob.ListOptions{Prefix: key}).Next(ctx); err != nil {
		return fmt.Errorf("list %s: %w", b.at.URI(), err)
	}
	return nil
}

// ApplicationURI is the directory of everything that belongs to the application.
func (b *Bucket) ApplicationURI(applicationID int64) string { return b.uri(applicationID) }

// CheckpointsURI is the directory of the checkpoints of one run.
func (b *Bucket) CheckpointsURI(applicationID int64, run string) string {
	return b.uri(applicationID, "checkpoints", run)
}

// SnapshotsURI is the directory of all snapshots of the application.
func (b *Bucket) SnapshotsURI(applicationID int64) string { return b.uri(applicationID, "snapshots") }

// SnapshotURI is the directory of the files of one snapshot, by the name of its directory.
func (b *Bucket) SnapshotURI(applicationID int64, directory string) string {
	return b.uri(applicationID, "snapshots", directory)
}

func (b *Bucket) uri(applicationID int64, elements ...string) string {
	return b.at.URI(append([]string{"applications", strconv.FormatInt(applicationID, 10)}, elements...)...)
}

// MakeCheckpoints makes it known that there is the directory of the checkpoints of a run.
func (b *Bucket) MakeCheckpoints(ctx context.Context, checkpointsURI string) error {
	prefix, err := b.prefix(checkpointsURI)
	if err != nil {
		return err
	}
	if err := b.bucket.WriteAll(ctx, prefix+runMarker, nil, nil); err != nil {
		return fmt.Errorf("make directory of checkpoints: %w", err)
	}
	return nil
}

// NewestCheckpoint is as [Directory.NewestCheckpoint].
func (b *Bucket) NewestCheckpoint(ctx context.Context, checkpointsURI string) (string, error) {
	prefix, err := b.prefix(checkpointsURI)
	if err != nil {
		return "", err
	}
	newest, highest, there := "", int64(-1), false
	err = b.each(ctx, prefix, func(key string, _ int64) error {
		there = true
		parts := strings.Split(strings.TrimPrefix(key, prefix), "/")
		if len(parts) != 3 || parts[2] != metadata || !strings.HasPrefix(parts[1], "chk-") {
			return nil
		}
		n, err := strconv.ParseInt(strings.TrimPrefix(parts[1], "chk-"), 10, 64)
		if err == nil && n > highest {
			newest, highest = b.at.LocationOf("/"+path.Dir(key)), n
		}
		return nil
	})
	switch {
	case err != nil:
		return "", fmt.Errorf("look for checkpoints: %w", err)
	case !there:
		return "", fmt.Errorf("look for checkpoints: %s: %w", checkpointsURI, fs.ErrNotExist)
	default:
		return newest, nil
	}
}

// Savepoint is as [Directory.Savepoint].
func (b *Bucket) Savepoint(ctx context.Context, snapshotURI string) (found string, err error) {
	prefix, err := b.prefix(snapshotURI)
	if err != nil {
		return "", err
	}
	err = b.each(ctx, prefix, func(key string, _ int64) error {
		if rest := strings.TrimPrefix(key, prefix); rest == metadata || strings.Count(rest, "/") == 1 && path.Base(rest) == metadata {
			found = b.at.LocationOf("/" + path.Dir(key))
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("look for a savepoint: %w", err)
	}
	return found, nil
}

// MetadataDigest is as [Directory.MetadataDigest].
func (b *Bucket) MetadataDigest(_ context.Context, uri string) ([]byte, error) {
	return metadataDigest(b.Files(uri))
}

// Files opens the files below a URI, and tells the path that they have there.
func (b *Bucket) Files(uri string) (files checkpoint.Storage, at string, err error) {
	at, err = b.at.Path(uri)
	return b.storage, at, err
}

// Size is the number of bytes of the files below the URI, each as if nobody shared it; 0 when nothing is there.
func (b *Bucket) Size(ctx context.Context, uri string) (size int64, err error) {
	prefix, err := b.prefix(uri)
	if err != nil {
		return 0, err
	}
	err = b.each(ctx, prefix, func(key string, own int64) error {
		n, err := b.storage.Size("/"+key, own)
		size += n
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("measure durable state: %w", err)
	}
	return size, nil
}

// Remove removes everything below the URI; nothing there is success. A URI that is not of an application is refused.
func (b *Bucket) Remove(_ context.Context, uri string) error {
	if _, err := b.prefix(uri); err != nil {
		return err
	}
	at, err := b.at.Path(uri)
	if err != nil {
		return err
	}
	if err := b.storage.Remove(at); err != nil {
		return fmt.Errorf("remove durable state: %w", err)
	}
	return nil
}

// Sweep removes what processes that died have left of objects, as far as it is older than the grace.
func (b *Bucket) Sweep(ctx context.Context, grace time.Duration) (removed int, err error) {
	if removed, err = b.storage.Sweep(ctx, grace); err != nil {
		return removed, fmt.Errorf("sweep %s: %w", b.at.URI(), err)
	}
	return removed, nil
}

// prefix is that of the keys of what lies at a URI that this value gave out.
func (b *Bucket) prefix(uri string) (string, error) {
	at, err := b.at.Path(uri)
	if err != nil {
		return "", fmt.Errorf("durable state: %w", err)
	}
	root := path.Join("/", b.at.Prefix, "applications") + "/"
	if !strings.HasPrefix(at, root) {
		return "", fmt.Errorf("durable state at %q lies outside its directory", uri)
	}
	return strings.TrimPrefix(at, "/") + "/", nil
}

func (b *Bucket) each(ctx context.Context, prefix string, do func(key string, size int64) error) error {
	list := b.bucket.List(&blob.ListOptions{Prefix: prefix})
	for {
		o, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = do(o.Key, o.Size)
		}
		if err != nil {
			return err
		}
	}
}

package objects

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"gocloud.dev/blob"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// maxBreaks is how often in a row reading may break off without a byte being read.
const maxBreaks = 3

// Open implements checkpoint.Storage. Reading goes on after a connection has broken: an object never changes.
func (s *Storage) Open(p string) (io.ReadCloser, error) {
	k, size := key(p), int64(-1)
	if !isOwn(k) {
		switch to, err := s.pointer(k); {
		case err == nil:
			k, size = s.data(to.ID), to.Size
		case !errors.Is(err, errNoPointer):
			return nil, err
		}
	}
	r := &reader{bucket: s.bucket, key: k, size: size}
	r.ctx, r.cancel = context.WithCancel(context.Background())
	if err := r.open(); err != nil {
		r.cancel()
		return nil, told("open "+p, err)
	}
	return r, nil
}

// reader reads an object.
type reader struct {
	bucket Bucket
	key    string
	// size is what it has to have; -1 where that is not known before.
	size   int64
	ctx    context.Context
	cancel context.CancelFunc
	from   *blob.Reader
	at     int64
	breaks int
}

func (r *reader) open() error {
	var err error
	r.from, err = r.bucket.NewRangeReader(r.ctx, r.key, r.at, -1, nil)
	if err == nil && r.size < 0 {
		r.size = r.from.Size()
	}
	return err
}

// Read implements [io.Reader].
func (r *reader) Read(p []byte) (int, error) {
	for {
		if r.at == r.size {
			return 0, io.EOF
		}
		n, err := r.from.Read(p)
		if n > 0 {
			r.at += int64(n)
			r.breaks = 0
			if r.at > r.size {
				return 0, fmt.Errorf("%w: it has more than the %d bytes that were written", checkpoint.ErrDamaged, r.size)
			}
			return n, nil
		}
		if err == nil {
			continue
		}
		if errors.Is(err, io.EOF) && r.from.Size() != r.size {
			return 0, fmt.Errorf("%w: it has %d bytes, and %d were written", checkpoint.ErrDamaged, r.from.Size(), r.size)
		}
		if r.breaks++; r.breaks > maxBreaks || r.ctx.Err() != nil {
			return 0, told("read "+r.key, err)
		}
		again := errors.Join(r.from.Close(), r.open())
		if again != nil && r.from == nil {
			return 0, told("read "+r.key, again)
		}
	}
}

// Close implements [io.Closer].
func (r *reader) Close() error {
	defer r.cancel()
	if r.from == nil {
		return nil
	}
	return told("read "+r.key, r.from.Close())
}

// Size is the number of bytes of a file. own is the size that the bucket tells of its key.
func (s *Storage) Size(p string, own int64) (int64, error) {
	k := key(p)
	if isOwn(k) || own == 0 {
		return own, nil
	}
	to, err := s.pointer(k)
	if errors.Is(err, errNoPointer) {
		return own, nil
	}
	return to.Size, ignore(err, fs.ErrNotExist)
}

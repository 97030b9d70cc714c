package codestore

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// chunkSize is how many bytes one row holds, and thereby what copying holds in memory.
const chunkSize = 1 << 20

// Upload is a package whose content is stored and that nothing can refer to yet: whoever wants it looks at it first. It ends
// with Commit or Discard.
type Upload struct {
	packages *Packages
	pkg      *store.CodePackage
	stream   tink.StreamingAEAD
}

// Upload copies code from its source, in small pieces. No connection to the database is held while the source is read. The
// source's error is returned wrapped, and nothing is kept then.
func (p *Packages) Upload(ctx context.Context, owner Owner, kind lifecycle.CodeContentType, source io.Reader) (_ *Upload, err error) {
	pkg, stream, err := p.newPackage(ctx, owner, kind)
	if err != nil {
		return nil, err
	}
	if pkg.ID, err = p.store.BeginCode(ctx, pkg); err != nil {
		return nil, err
	}
	u := &Upload{p, pkg, stream}
	defer func() {
		if err != nil {
			err = errors.Join(err, u.Discard(ctx))
		}
	}()
	digests := newDigests()
	to := &chunkWriter{ctx: ctx, store: p.store, id: pkg.ID, buffer: make([]byte, 0, chunkSize)}
	err = seal(stream, pkg.ContentName, to, func(w io.Writer) error {
		if _, err := io.Copy(io.MultiWriter(w, digests), source); err != nil {
			return fmt.Errorf("copy code: %w", err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := to.flush(); err != nil {
		return nil, err
	}
	digests.fill(&pkg.Code)
	return u, nil
}

// Size is the number of bytes of the content.
func (u *Upload) Size() int64 { return u.pkg.Size }

// Open reads the content; the caller closes it. It can be called several times, until Commit or Discard.
func (u *Upload) Open(ctx context.Context) (io.ReadCloser, error) {
	return u.packages.open(ctx, u.pkg.ID, u.stream, u.pkg.ContentName)
}

// Commit makes the package one that can be referred to. The same content of the same application is kept once.
func (u *Upload) Commit(ctx context.Context) (lifecycle.Code, error) {
	id, err := u.packages.store.FinishCode(ctx, u.pkg)
	if err != nil {
		return lifecycle.Code{}, err
	}
	u.pkg.ID = id
	return u.pkg.Code, nil
}

// Discard removes what was copied, also when the request that wanted it has ended.
func (u *Upload) Discard(ctx context.Context) error {
	return u.packages.store.DropCode(context.WithoutCancel(ctx), u.pkg.ID)
}

// chunkWriter gathers what is written into chunks and stores each.
type chunkWriter struct {
	ctx      context.Context
	store    *store.Store
	id       int64
	sequence int
	buffer   []byte
}

func (w *chunkWriter) Write(b []byte) (int, error) {
	for rest := b; len(rest) > 0; {
		n := min(len(rest), chunkSize-len(w.buffer))
		w.buffer = append(w.buffer, rest[:n]...)
		rest = rest[n:]
		if len(w.buffer) == chunkSize {
			if err := w.flush(); err != nil {
				return len(b) - len(rest), err
			}
		}
	}
	return len(b), nil
}

// flush stores what is gathered.
func (w *chunkWriter) flush() error {
	if len(w.buffer) == 0 {
		return nil
	}
	if err := w.store.AppendCode(w.ctx, w.id, w.sequence, w.buffer); err != nil {
		return err
	}
	w.sequence++
	w.buffer = w.buffer[:0]
	return nil
}

// chunkReader reads the chunks of a package as one stream. Each is fetched by itself, so that a reader that pauses holds nothing.
type chunkReader struct {
	ctx      context.Context
	cancel   context.CancelFunc
	store    *store.Store
	id       int64
	sequence int
	rest     []byte
	err      error
}

func (p *Packages) chunks(ctx context.Context, id int64) *chunkReader {
	r := &chunkReader{store: p.store, id: id}
	r.ctx, r.cancel = context.WithCancel(ctx)
	return r
}

func (r *chunkReader) Read(b []byte) (int, error) {
	for len(r.rest) == 0 && r.err == nil {
		r.rest, r.err = r.store.CodeChunk(r.ctx, r.id, r.sequence)
		r.sequence++
	}
	if len(r.rest) == 0 {
		return 0, r.err
	}
	n := copy(b, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// Close ends a fetch that is under way.
func (r *chunkReader) Close() error {
	r.cancel()
	return nil
}

package codestore

import (
	"bytes"
	"context"
	"crypto/md5" //nolint:gosec // the API tells the MD5 of the code; nothing is protected by it
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// Packages are the stored copies of code. It is safe for concurrent use.
type Packages struct {
	store *store.Store
	keys  *kms.Keyring
}

// New returns the packages in a database, encrypted with the keys of a keyring.
func New(s *store.Store, keys *kms.Keyring) *Packages { return &Packages{s, keys} }

// Owner is the application that code belongs to.
type Owner struct {
	// Application names it; it need not exist yet.
	Application store.ApplicationKey
	// ID is 0 for an application that does not exist yet. It gets a data key of its own, and not that of a predecessor of its name.
	ID int64
	// Key is what wraps the data key.
	Key lifecycle.Key
}

func (o Owner) arn() string {
	return lifecycle.ARN(o.Application.Region, o.Application.AccountID, o.Application.Name)
}

// Put stores code that is at hand and small. For anything else there is [Packages.Upload].
func (p *Packages) Put(ctx context.Context, owner Owner, kind lifecycle.CodeContentType, content []byte) (lifecycle.Code, error) {
	if len(content) > chunkSize/2 {
		u, err := p.Upload(ctx, owner, kind, bytes.NewReader(content))
		if err != nil {
			return lifecycle.Code{}, err
		}
		return u.Commit(ctx)
	}
	pkg, stream, err := p.newPackage(ctx, owner, kind)
	if err != nil {
		return lifecycle.Code{}, err
	}
	var sealed bytes.Buffer
	digests := newDigests()
	err = seal(stream, pkg.ContentName, &sealed, func(w io.Writer) error {
		_, err := io.MultiWriter(w, digests).Write(content)
		return err
	})
	if err != nil {
		return lifecycle.Code{}, err
	}
	digests.fill(&pkg.Code)
	if pkg.ID, err = p.store.PutCode(ctx, pkg, sealed.Bytes()); err != nil {
		return lifecycle.Code{}, err
	}
	return pkg.Code, nil
}

// Open reads the content of a package; the caller closes it. Where there is no such package the error is a fault of kind NotFound.
func (p *Packages) Open(ctx context.Context, id int64) (io.ReadCloser, error) {
	pkg, err := p.store.CodePackage(ctx, id)
	if err != nil {
		return nil, err
	}
	if pkg.Key.ID == "" {
		return p.chunks(ctx, id), nil
	}
	stream, err := p.keys.Open(ctx, wrapped(&pkg.Key))
	if err != nil {
		return nil, fmt.Errorf("open code %d: %w", id, err)
	}
	return p.open(ctx, id, stream, pkg.ContentName)
}

func (p *Packages) open(ctx context.Context, id int64, stream tink.StreamingAEAD, name string) (io.ReadCloser, error) {
	chunks := p.chunks(ctx, id)
	content, err := stream.NewDecryptingReader(chunks, associated(name))
	if err != nil {
		return nil, fmt.Errorf("open code %d: %w", id, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{&openedReader{content, id}, chunks}, nil
}

// openedReader says of which package what is read cannot be read.
type openedReader struct {
	io.Reader
	id int64
}

func (r *openedReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if err != nil && err != io.EOF { //nolint:errorlint // the end itself, which readers compare to
		err = fmt.Errorf("decrypt code %d: %w", r.id, err)
	}
	return n, err
}

// reference is the owner's key for a keyring.
func (o Owner) reference() kms.Reference {
	if o.Key.Owned() {
		return kms.Reference{Provider: kms.OwnedKey}
	}
	return kms.Reference{Provider: o.Key.Provider, KeyID: o.Key.ARN}
}

// newPackage is a package that is not stored yet, under the newest data key of its application, or a new one.
func (p *Packages) newPackage(ctx context.Context, owner Owner, kind lifecycle.CodeContentType) (*store.CodePackage, tink.StreamingAEAD, error) {
	by := owner.reference()
	pkg := &store.CodePackage{
		Code: lifecycle.Code{ContentType: kind}, AccountID: owner.Application.AccountID, ContentName: rand.Text(),
	}
	if owner.ID != 0 {
		key, found, err := p.store.CodeKey(ctx, owner.ID, by.Provider, by.KeyID)
		if err != nil {
			return nil, nil, err
		}
		if found {
			pkg.Key = key
			stream, err := p.keys.Open(ctx, wrapped(&key))
			return pkg, stream, err
		}
	}
	w, stream, err := p.keys.Generate(ctx, by, owner.arn())
	if err != nil {
		return nil, nil, err
	}
	pkg.Key = store.DataKey{
		ID: rand.Text(), ApplicationARN: w.ApplicationARN, Provider: w.Provider, KeyID: w.KeyID, Wrapped: w.Ciphertext,
	}
	return pkg, stream, nil
}

func wrapped(k *store.DataKey) kms.Wrapped {
	return kms.Wrapped{
		Reference: kms.Reference{Provider: k.Provider, KeyID: k.KeyID}, ApplicationARN: k.ApplicationARN, Ciphertext: k.Wrapped,
	}
}

// associated is what the ciphertext of a package is bound to, beside the application that its key is bound to.
func associated(name string) []byte { return []byte("penstock code\x00" + name) }

// seal encrypts what is written.
func seal(stream tink.StreamingAEAD, name string, to io.Writer, write func(io.Writer) error) error {
	w, err := stream.NewEncryptingWriter(to, associated(name))
	if err != nil {
		return fmt.Errorf("encrypt code: %w", err)
	}
	if err := write(w); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("encrypt code: %w", err)
	}
	return nil
}

// digests are what is told of content.
type digests struct {
	io.Writer
	sha256, md5 interface{ Sum([]byte) []byte }
	size        countingWriter
}

func newDigests() *digests {
	sha, md := sha256.New(), md5.New() //nolint:gosec // see the import
	d := &digests{sha256: sha, md5: md}
	d.Writer = io.MultiWriter(sha, md, &d.size)
	return d
}

func (d *digests) fill(code *lifecycle.Code) {
	code.SHA256, code.MD5, code.Size = hex.EncodeToString(d.sha256.Sum(nil)), hex.EncodeToString(d.md5.Sum(nil)), int64(d.size)
}

type countingWriter int64

func (w *countingWriter) Write(b []byte) (int, error) {
	*w += countingWriter(len(b))
	return len(b), nil
}

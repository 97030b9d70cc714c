package apiserver

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/codestore/archive"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// storeCode checks the code of a request, keeps a copy of it, and returns its description. Nothing is kept of code that is
// refused.
func (s *Service) storeCode(ctx context.Context, contentType model.CodeContentType, c codeContent, use codeUse,
) (lifecycle.Code, *model.CodeContentDescription, error) {
	if err := c.check(contentType); err != nil {
		return lifecycle.Code{}, nil, err
	}
	kind := lifecycle.CodeContentType(contentType)
	store := s.storeAtHand
	if c.s3 != nil && kind == lifecycle.CodeZipFile {
		store = s.storeObject
	}
	code, err := store(ctx, kind, c, use)
	return code, c.describe(code), err
}

// storeAtHand is for what the request itself brings, and for scripts, which are small wherever they come from.
func (s *Service) storeAtHand(ctx context.Context, kind lifecycle.CodeContentType, c codeContent, use codeUse) (lifecycle.Code, error) {
	content := c.zip
	switch {
	case c.text != nil:
		content = []byte(*c.text)
	case c.s3 != nil:
		var err error
		if content, err = s.readScript(ctx, c.s3); err != nil {
			return lifecycle.Code{}, err
		}
	}
	if kind == lifecycle.CodeZipFile {
		if err := checkArchive(bytes.NewReader(content), int64(len(content))); err != nil {
			return lifecycle.Code{}, err
		}
	}
	if err := s.checkCode(ctx, sourceOf(kind, content), use); err != nil {
		return lifecycle.Code{}, err
	}
	return s.code.Put(ctx, use.owner, kind, content)
}

// sourceOf is code that lies in memory.
func sourceOf(kind lifecycle.CodeContentType, content []byte) CodeSource {
	return CodeSource{ContentType: kind, Size: int64(len(content)), Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	}}
}

// readScript reads a script from S3.
func (s *Service) readScript(ctx context.Context, at *model.S3ContentLocation) ([]byte, error) {
	var content []byte
	err := s.readObject(ctx, at, maxTextContent, func(object io.Reader) (err error) {
		content, err = io.ReadAll(object)
		return err
	})
	return content, err
}

// storeObject copies a package from S3 in small pieces, for it may be large, and looks at the copy: at an object's end nobody
// remembers its beginning.
func (s *Service) storeObject(ctx context.Context, kind lifecycle.CodeContentType, c codeContent, use codeUse) (lifecycle.Code, error) {
	var (
		upload *codestore.Upload
		tail   archive.Tail
	)
	err := s.readObject(ctx, c.s3, s.quotas.codeBytes(), func(object io.Reader) (err error) {
		upload, err = s.code.Upload(ctx, use.owner, kind, io.TeeReader(object, &tail))
		return err
	})
	if err == nil {
		err = checkArchive(&tail, tail.Size())
	}
	if err == nil {
		err = s.checkCode(ctx, CodeSource{ContentType: kind, Size: upload.Size(), Open: upload.Open}, use)
	}
	switch {
	case err != nil && upload != nil:
		return lifecycle.Code{}, errors.Join(err, upload.Discard(ctx))
	case err != nil:
		return lifecycle.Code{}, err
	}
	return upload.Commit(ctx)
}

// checkArchive refuses what is no archive, or one that would do harm.
func checkArchive(content io.ReaderAt, size int64) error {
	err := archive.Check(content, size)
	var wrong *archive.Error
	if errors.As(err, &wrong) {
		return fault.CodeValidation("%s", wrong.Reason)
	}
	return err
}

// readObject has an object read to its end, which must not be at its beginning or after more than most bytes.
func (s *Service) readObject(ctx context.Context, at *model.S3ContentLocation, most int64, read func(io.Reader) error) error {
	object, err := s.objects.OpenObject(ctx, IdentityFrom(ctx).Region, *at.BucketARN, *at.FileKey, orZero(at.ObjectVersion))
	if err != nil {
		return err
	}
	defer object.Close()
	source := &objectReader{object: object, left: most}
	if sized, ok := object.(interface{ Size() int64 }); ok && sized.Size() > most {
		source.tooLarge = true // and nothing of it need be read
	} else {
		err = read(source)
	}
	switch {
	case source.tooLarge:
		return fault.InvalidArgument("The object %s is larger than %d bytes", *at.FileKey, most)
	case source.err != nil:
		return unreadable(*at.BucketARN, *at.FileKey, source.err)
	case err == nil && source.left == most:
		return fault.InvalidArgument("The object %s is empty", *at.FileKey)
	}
	return err
}

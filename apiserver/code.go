package apiserver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

const (
	maxTextContent = 102400    // bytes of a script sent inline
	maxObject      = 512 << 20 // bytes of code in S3
)

// CodeValidator tells whether code can run, without running it.
type CodeValidator interface {
	// ValidateCode compiles the code with its runtime properties. What is wrong with the code is a fault: CodeValidation
	// with line and column, or what else the owner is to be told.
	ValidateCode(ctx context.Context, runtime string, code CodeSource, properties map[string]map[string]string) error
}

// CodeSource is code that can be read, several times if need be.
type CodeSource struct {
	ContentType lifecycle.CodeContentType
	// Size is in bytes.
	Size int64
	Open func(ctx context.Context) (io.ReadCloser, error)
}

// ObjectReader reads objects of S3.
type ObjectReader interface {
	// OpenObject opens an object, at a version where one is given. What the owner can mend is a fault.
	OpenObject(ctx context.Context, region, bucketARN, key, version string) (io.ReadCloser, error)
}

// codeContent is the code that a request brings: exactly one of the three.
type codeContent struct {
	text *string
	zip  []byte
	s3   *model.S3ContentLocation
}

// storeCode checks the code of a request, keeps a copy of it, and returns its description.
func (s *Service) storeCode(ctx context.Context, runtime string, contentType model.CodeContentType, c codeContent,
	properties map[string]map[string]string,
) (lifecycle.Code, *model.CodeContentDescription, error) {
	if err := c.check(contentType); err != nil {
		return lifecycle.Code{}, nil, err
	}
	account := IdentityFrom(ctx).AccountID
	kind := lifecycle.CodeContentType(contentType)
	if c.s3 != nil {
		return s.storeObject(ctx, account, runtime, kind, c.s3, properties)
	}
	content := c.zip
	if c.text != nil {
		content = []byte(*c.text)
	}
	source := CodeSource{ContentType: kind, Size: int64(len(content)), Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	}}
	if err := s.validator.ValidateCode(ctx, runtime, source, properties); err != nil {
		return lifecycle.Code{}, nil, err
	}
	code, err := s.store.PutCode(ctx, account, kind, bytes.NewReader(content))
	if err != nil {
		return lifecycle.Code{}, nil, err
	}
	if c.text != nil {
		return code, &model.CodeContentDescription{TextContent: c.text}, nil
	}
	return code, &model.CodeContentDescription{CodeMD5: &code.MD5, CodeSize: &code.Size}, nil
}

func (s *Service) storeObject(ctx context.Context, account, runtime string, kind lifecycle.CodeContentType,
	at *model.S3ContentLocation, properties map[string]map[string]string,
) (lifecycle.Code, *model.CodeContentDescription, error) {
	object, err := s.objects.OpenObject(ctx, IdentityFrom(ctx).Region, *at.BucketARN, *at.FileKey, orZero(at.ObjectVersion))
	if err != nil {
		return lifecycle.Code{}, nil, err
	}
	defer object.Close()
	code, err := s.store.PutCode(ctx, account, kind, &limitedReader{object, maxObject})
	if err != nil {
		return lifecycle.Code{}, nil, fmt.Errorf("copy code from %s of %s: %w", *at.FileKey, *at.BucketARN, err)
	}
	if err := s.validator.ValidateCode(ctx, runtime, s.stored(code), properties); err != nil {
		return lifecycle.Code{}, nil, err
	}
	return code, &model.CodeContentDescription{
		CodeMD5: &code.MD5, CodeSize: &code.Size,
		S3ApplicationCodeLocationDescription: &model.S3ApplicationCodeLocationDescription{
			BucketARN: at.BucketARN, FileKey: at.FileKey, ObjectVersion: at.ObjectVersion,
		},
	}, nil
}

// stored is a stored copy as something to read.
func (s *Service) stored(code lifecycle.Code) CodeSource {
	return CodeSource{ContentType: code.ContentType, Size: code.Size, Open: func(ctx context.Context) (io.ReadCloser, error) {
		r, w := io.Pipe()
		go func() { w.CloseWithError(s.store.ReadCode(ctx, code.ID, w)) }()
		return r, nil
	}}
}

func (c codeContent) check(contentType model.CodeContentType) error {
	given := 0
	for _, is := range []bool{c.text != nil, c.zip != nil, c.s3 != nil} {
		if is {
			given++
		}
	}
	switch {
	case given != 1:
		return fault.InvalidArgument("CodeContent must have exactly one of TextContent, ZipFileContent and S3ContentLocation")
	case c.text != nil && contentType != model.CodeContentTypePLAINTEXT:
		return fault.InvalidArgument("TextContent needs the CodeContentType PLAINTEXT, not %s", contentType)
	case c.zip != nil && contentType != model.CodeContentTypeZIPFILE:
		return fault.InvalidArgument("ZipFileContent needs the CodeContentType ZIPFILE, not %s", contentType)
	case c.text != nil && len(*c.text) > maxTextContent:
		return fault.InvalidArgument("TextContent is %d bytes long, more than %d", len(*c.text), maxTextContent)
	case c.text != nil && strings.TrimSpace(*c.text) == "":
		return fault.InvalidArgument("TextContent is empty")
	}
	return nil
}

// errTooLarge ends the copying of an object that is too large.
var errTooLarge = errors.New("object too large")

// limitedReader fails once more than left bytes were read.
type limitedReader struct {
	r    io.Reader
	left int64
}

func (l *limitedReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return n, fault.InvalidArgument("The code in S3 is larger than %d MiB", maxObject>>20).Because(errTooLarge)
	}
	return n, err
}

func orZero[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

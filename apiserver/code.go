package apiserver

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// maxTextContent is how many bytes a script may have.
const maxTextContent = 102400

// CodeValidator tells whether code can run, without running it.
type CodeValidator interface {
	// ValidateCode compiles the code with its runtime properties. What is wrong with the code is a fault: CodeValidation
	// with line and column, or what else the owner is to be told; for code that nothing here can run, one with ErrNoEngine.
	ValidateCode(ctx context.Context, runtime string, code CodeSource, properties map[string]map[string]string) error
}

// ErrNoEngine is in the error for code that no engine of this installation can run. Such code is not wrong: it may be created,
// described and changed, but not started.
var ErrNoEngine = errors.New("no engine runs this code")

// CodeSource is code that can be read, several times if need be.
type CodeSource struct {
	ContentType lifecycle.CodeContentType
	// Size is in bytes.
	Size int64
	Open func(ctx context.Context) (io.ReadCloser, error)
}

// codeContent is the code that a request brings: exactly one of the three.
type codeContent struct {
	text *string
	zip  []byte
	s3   *model.S3ContentLocation
}

// codeUse is what code is stored and checked for.
type codeUse struct {
	owner      codestore.Owner
	runtime    string
	properties map[string]map[string]string
	// now says that it is to run at once; otherwise the start tells whether anything can run it.
	now bool
}

// checkCode has code checked for its use.
func (s *Service) checkCode(ctx context.Context, code CodeSource, use codeUse) error {
	if use.runtime == lifecycle.RuntimeSQL {
		return nil // nothing here runs it, so nothing here reads it
	}
	err := s.validator.ValidateCode(ctx, use.runtime, code, use.properties)
	known, ok := fault.As(err)
	switch {
	case !errors.Is(err, ErrNoEngine):
		return err
	case !use.now:
		return nil
	case ok:
		return fault.InvalidConfiguration("%s", known.Message).Because(err)
	default:
		return fault.InvalidConfiguration("This server has no engine that runs the code with %s", use.runtime).Because(err)
	}
}

// describe is what is told of the code: a script itself, of anything else size and digest.
func (c codeContent) describe(code lifecycle.Code) *model.CodeContentDescription {
	if c.text != nil {
		return &model.CodeContentDescription{TextContent: c.text}
	}
	d := &model.CodeContentDescription{CodeMD5: &code.MD5, CodeSize: &code.Size}
	if at := c.s3; at != nil {
		d.S3ApplicationCodeLocationDescription = &model.S3ApplicationCodeLocationDescription{
			BucketARN: at.BucketARN, FileKey: at.FileKey, ObjectVersion: at.ObjectVersion,
		}
	}
	return d
}

// stored is a stored copy as something to read.
func (s *Service) stored(code lifecycle.Code) CodeSource {
	return CodeSource{ContentType: code.ContentType, Size: code.Size, Open: func(ctx context.Context) (io.ReadCloser, error) {
		return s.code.Open(ctx, code.ID)
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
	case c.zip != nil && len(c.zip) == 0:
		return fault.InvalidArgument("ZipFileContent is empty")
	case c.text != nil && len(*c.text) > maxTextContent:
		return fault.InvalidArgument("TextContent is %d bytes long, more than %d", len(*c.text), maxTextContent)
	case c.text != nil && strings.TrimSpace(*c.text) == "":
		return fault.InvalidArgument("TextContent is empty")
	}
	return nil
}

func orZero[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

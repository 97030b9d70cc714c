package apiserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// ObjectReader reads objects of S3.
type ObjectReader interface {
	// OpenObject opens an object, at a version where one is given. What the owner can mend is a fault.
	OpenObject(ctx context.Context, region, bucketARN, key, version string) (io.ReadCloser, error)
}

// fetchObject copies an object to a file without a name, so that it is read once from S3, and no connection to the database
// waits for S3. The file goes with release, or with the process.
func (s *Service) fetchObject(ctx context.Context, kind lifecycle.CodeContentType, at *model.S3ContentLocation,
) (_ CodeSource, release func(), err error) {
	object, err := s.objects.OpenObject(ctx, IdentityFrom(ctx).Region, *at.BucketARN, *at.FileKey, orZero(at.ObjectVersion))
	if err != nil {
		return CodeSource{}, nil, err
	}
	defer object.Close()
	file, err := os.CreateTemp("", "penstock-code-")
	if err != nil {
		return CodeSource{}, nil, fmt.Errorf("copy code: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, file.Close())
		}
	}()
	if err := os.Remove(file.Name()); err != nil {
		return CodeSource{}, nil, fmt.Errorf("copy code: %w", err)
	}
	most := s.quotas.codeBytes()
	if kind == lifecycle.CodePlainText {
		most = maxTextContent
	}
	reader := &failureReader{Reader: io.LimitReader(object, most+1)}
	size, err := io.Copy(file, reader)
	switch {
	case reader.err != nil:
		return CodeSource{}, nil, unreadable(*at.BucketARN, *at.FileKey, reader.err)
	case err != nil:
		return CodeSource{}, nil, fmt.Errorf("copy code: %w", err)
	case size > most:
		return CodeSource{}, nil, fault.InvalidArgument("The object %s is larger than %d bytes", *at.FileKey, most)
	case size == 0:
		return CodeSource{}, nil, fault.InvalidArgument("The object %s is empty", *at.FileKey)
	}
	return sourceOf(kind, file, size), func() { _ = file.Close() }, nil // it was only read since it was written
}

// failureReader remembers why reading ended, to tell it from a failure of the writing.
type failureReader struct {
	io.Reader
	err error
}

func (r *failureReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err //nolint:wrapcheck // a reader passes on what it reads
}

// unreadable is the service's message: clients look for it and try again, because a role may take a while to be known
// everywhere.
func unreadable(bucketARN, key string, cause error) error {
	_, bucket, _ := strings.Cut(bucketARN, ":s3:::")
	return fault.InvalidArgument("Unable to get the specified fileKey: %s in the specified bucket: %s. "+
		"Please check the role provided or validity of S3 location you provided. "+
		"We are unable to get the specified fileKey: %s in the specified bucket: %s", key, bucket, key, bucket).Because(cause)
}

package apiserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/penstock/penstock/lifecycle/fault"
)

// ObjectReader reads objects of S3.
type ObjectReader interface {
	// OpenObject opens an object, at a version where one is given. What the owner can mend is a fault.
	OpenObject(ctx context.Context, region, bucketARN, key, version string) (io.ReadCloser, error)
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
	return n, err
}

// objectReader reads an object of S3 to its end, unless it is too large, and remembers why it ended, to tell that from a failure of who
// reads.
type objectReader struct {
	object   io.Reader
	left     int64
	tooLarge bool
	err      error
}

func (r *objectReader) Read(p []byte) (int, error) {
	n, err := r.object.Read(p)
	if r.left -= int64(n); r.left < 0 {
		r.tooLarge = true
		return 0, errTooLarge
	}
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}

var errTooLarge = errors.New("the object is larger than allowed")

// checkRole is what the service says of an object that it does not get. Clients look for it and try again, because a role may take a
// while to be known everywhere.
const checkRole = "Please check the role provided or validity of S3 location you provided."

// unreadable is the service's message, with more where there is more to say. What is meant for the owner already stays as it is.
func unreadable(bucketARN, key string, cause error, more ...string) error {
	if known, ok := fault.As(cause); ok {
		return known
	}
	_, bucket, _ := strings.Cut(bucketARN, ":s3:::")
	message := fmt.Sprintf("Unable to get the specified fileKey: %[1]s in the specified bucket: %[2]s. %[3]s "+
		"We are unable to get the specified fileKey: %[1]s in the specified bucket: %[2]s", key, bucket, checkRole)
	return fault.InvalidArgument("%s", strings.Join(append([]string{message}, more...), ". ")).Because(cause)
}

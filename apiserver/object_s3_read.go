package apiserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/penstock/penstock/lifecycle/fault"
)

// s3Object is an object that is being read, through one answer of S3 or several.
type s3Object struct {
	ctx    context.Context
	cancel context.CancelFunc
	client *s3.Client
	region string
	// bucketARN is what the caller calls the bucket.
	bucketARN   string
	in          s3.GetObjectInput
	silence     time.Duration
	resumptions int

	// body is the answer that is being read, nil between two. It ends with attempt, which watch ends when nothing arrives.
	body    io.ReadCloser
	attempt context.Context
	hangUp  context.CancelCauseFunc
	watch   *time.Timer
	// etag is the state of the object that is read; size its length, -1 if it was not told, and offset how much was read.
	etag         *string
	size, offset int64
	// began is the offset at which the attempt began; fruitless counts the attempts in a row that brought nothing.
	began     int64
	fruitless int
}

var (
	errSilent  = errors.New("S3 sends nothing")
	errChanged = errors.New("the object is another now")
)

// Size is the length of the object in bytes, -1 where S3 did not tell.
func (o *s3Object) Size() int64 { return o.size }

// request asks for the object from the offset on.
func (o *s3Object) request() error {
	o.began = o.offset
	o.attempt, o.hangUp = context.WithCancelCause(o.ctx)
	hangUp := o.hangUp
	o.watch = time.AfterFunc(o.silence, func() { hangUp(errSilent) })
	defer o.watch.Stop()
	in := o.in
	if o.etag != nil {
		in.Range, in.IfMatch = aws.String(fmt.Sprintf("bytes=%d-", o.offset)), o.etag
	}
	out, err := o.client.GetObject(o.attempt, &in, func(so *s3.Options) { so.Region = o.region })
	if err != nil {
		err = o.cause(err)
		o.hangUp(nil)
		return err
	}
	o.body = out.Body
	if o.etag != nil {
		if !sameRange(out.ContentRange, o.offset, o.size) || aws.ToString(out.ETag) != *o.etag {
			o.hang()
			return errChanged
		}
		return nil
	}
	o.size = -1
	if aws.ToString(out.ETag) != "" {
		o.etag = out.ETag
	}
	if out.ContentLength != nil {
		o.size = *out.ContentLength
	}
	if out.VersionId != nil && *out.VersionId != "null" {
		o.in.VersionId = out.VersionId
	}
	return nil
}

// sameRange tells whether an answer goes on at the offset of an object of the size.
func sameRange(told *string, offset, size int64) bool {
	return strings.HasPrefix(aws.ToString(told), fmt.Sprintf("bytes %d-", offset)) &&
		(size < 0 || strings.HasSuffix(*told, fmt.Sprintf("/%d", size)))
}

// cause is why an attempt ended: what ended its context, where that was it.
func (o *s3Object) cause(err error) error {
	if cause := context.Cause(o.attempt); cause != nil {
		return fmt.Errorf("%w: %w", cause, err)
	}
	return err
}

// Read reads on, from another answer of S3 where one breaks off.
func (o *s3Object) Read(p []byte) (int, error) {
	for {
		n, err := o.read(p)
		switch {
		case err == nil || errors.Is(err, io.EOF):
			return n, err
		case n > 0:
			o.fruitless = 0
			return n, nil // the next call goes on
		case !o.again(err):
			return 0, o.told(err)
		}
	}
}

// read reads from the answer at hand, or from a new one. After a failure there is none at hand.
func (o *s3Object) read(p []byte) (int, error) {
	if o.body == nil {
		if o.offset > 0 && o.etag == nil {
			return 0, io.ErrUnexpectedEOF // nothing to tell by whether it is still the same
		}
		if err := o.request(); err != nil {
			return 0, err
		}
	}
	o.watch.Reset(o.silence)
	n, err := o.body.Read(p)
	o.watch.Stop()
	o.offset += int64(n)
	switch {
	case err == nil:
		return n, nil
	case errors.Is(err, io.EOF) && (o.size < 0 || o.offset == o.size):
		return n, io.EOF
	case errors.Is(err, io.EOF):
		err = io.ErrUnexpectedEOF
	}
	err = o.cause(err)
	o.hang()
	return n, err
}

// again tells whether to ask anew after a failure: of the connection, not of what S3 has decided, and not at the end, where only the
// checksum can have been wrong.
func (o *s3Object) again(err error) bool {
	if status := statusOf(err); o.etag == nil || o.ctx.Err() != nil || o.offset == o.size || errors.Is(err, errChanged) ||
		status >= http.StatusBadRequest && status < http.StatusInternalServerError {
		return false
	}
	if o.offset > o.began {
		o.fruitless = 0
		return true
	}
	o.fruitless++
	return o.fruitless <= o.resumptions
}

// statusOf is the status of S3's answer, 0 where there was none.
func statusOf(err error) int {
	var answer *awshttp.ResponseError
	if errors.As(err, &answer) {
		return answer.HTTPStatusCode()
	}
	return 0
}

// told is what the owner is told of a failure.
func (o *s3Object) told(err error) error {
	if known, ok := fault.As(err); ok {
		return known
	}
	status := statusOf(err)
	switch {
	case o.ctx.Err() != nil:
		return context.Cause(o.ctx) // the client has left
	case errors.Is(err, errChanged), status == http.StatusPreconditionFailed:
		return fault.InvalidArgument("The object %s was changed while it was read. Please try again, or name its ObjectVersion", *o.in.Key).Because(err)
	case status == 0 || status >= http.StatusInternalServerError:
		return unreadable(o.bucketARN, *o.in.Key, err, "S3 does not answer, or breaks off.")
	default:
		return unreadable(o.bucketARN, *o.in.Key, err)
	}
}

// hang up on the answer that is being read.
func (o *s3Object) hang() {
	if o.body != nil {
		o.watch.Stop()
		o.hangUp(nil)
		_ = o.body.Close() // it was only read
		o.body = nil
	}
}

// Close lets go of the object.
func (o *s3Object) Close() error {
	o.hang()
	o.cancel()
	return nil
}

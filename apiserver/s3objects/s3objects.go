// Package s3objects reads the code of applications from S3, with the credentials and endpoints of the standard environment
// of AWS's SDK: AWS_ENDPOINT_URL_S3, AWS_PROFILE, AWS_ROLE_ARN and so on. Nothing of it is looked at before the first
// object is wanted.
package s3objects

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"github.com/penstock/penstock/lifecycle/fault"
)

// Reader reads objects. It is safe for concurrent use.
type Reader struct {
	client func() (*s3.Client, error)
}

// New makes a reader. It does nothing yet.
func New() *Reader { return &Reader{sync.OnceValues(newClient)} }

func newClient() (*s3.Client, error) {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		return nil, fmt.Errorf("read the configuration for S3: %w", err)
	}
	return s3.NewFromConfig(cfg, func(o *s3.Options) {
		// Stores other than AWS's own seldom have a name for every bucket.
		o.UsePathStyle = os.Getenv("AWS_ENDPOINT_URL_S3") != "" || os.Getenv("AWS_ENDPOINT_URL") != ""
	}), nil
}

// OpenObject opens an object, at a version where one is given. That it is not there or may not be read is a fault of kind
// InvalidArgument in the service's words, which clients look for.
func (r *Reader) OpenObject(ctx context.Context, region, bucketARN, key, version string) (io.ReadCloser, error) {
	bucket, err := bucketOf(bucketARN)
	if err != nil {
		return nil, err
	}
	client, err := r.client()
	if err != nil {
		return nil, err
	}
	in := &s3.GetObjectInput{Bucket: &bucket, Key: &key}
	if version != "" {
		in.VersionId = &version
	}
	out, err := client.GetObject(ctx, in, func(o *s3.Options) { o.Region = region })
	var answered smithy.APIError
	switch {
	case errors.As(err, &answered):
		return nil, fault.InvalidArgument(
			"Please check the role provided or validity of S3 location you provided. We are unable to get the specified fileKey: %s in the specified bucket: %s (%s)",
			key, bucket, answered.ErrorCode()).Because(err)
	case err != nil:
		return nil, fmt.Errorf("read %s of bucket %s: %w", key, bucket, err)
	}
	return out.Body, nil
}

// bucketOf is the name in arn:<partition>:s3:::<name>.
func bucketOf(arn string) (string, error) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" || parts[2] != "s3" || parts[5] == "" || strings.Contains(parts[5], "/") {
		return "", fault.InvalidArgument("%q is not the ARN of a bucket, such as arn:aws:s3:::name", arn)
	}
	return parts[5], nil
}

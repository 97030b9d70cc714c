package apiserver

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/penstock/penstock/lifecycle/fault"
)

// S3 reads objects through the SDK's standard environment (AWS_ENDPOINT_URL_S3, credentials, ...), which is read when the
// first object is.
type S3 struct {
	once   sync.Once
	client *s3.Client
	err    error
}

func (r *S3) connect(ctx context.Context) (*s3.Client, error) {
	r.once.Do(func() {
		cfg, err := config.LoadDefaultConfig(context.WithoutCancel(ctx))
		if err != nil {
			r.err = fmt.Errorf("configure S3: %w", err)
			return
		}
		r.client = s3.NewFromConfig(cfg, func(o *s3.Options) { o.UsePathStyle = o.BaseEndpoint != nil })
	})
	return r.client, r.err
}

// OpenObject implements ObjectReader.
func (r *S3) OpenObject(ctx context.Context, region, bucketARN, key, version string) (io.ReadCloser, error) {
	client, err := r.connect(ctx)
	if err != nil {
		return nil, err
	}
	partition, bucket, ok := strings.Cut(bucketARN, ":s3:::")
	if !ok || !strings.HasPrefix(partition, "arn:aws") || bucket == "" || strings.Contains(bucket, "/") {
		return nil, fault.InvalidArgument("BucketARN %s is not the ARN of a bucket, such as arn:aws:s3:::code", bucketARN)
	}
	in := &s3.GetObjectInput{Bucket: &bucket, Key: &key}
	if version != "" {
		in.VersionId = aws.String(version)
	}
	out, err := client.GetObject(ctx, in, func(o *s3.Options) { o.Region = region })
	if err != nil {
		return nil, unreadable(bucketARN, key, err)
	}
	return out.Body, nil
}

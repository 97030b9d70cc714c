package apiserver

import (
	"cmp"
	"context"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/penstock/penstock/lifecycle/fault"
)

// S3 reads objects through the SDK's standard environment (AWS_ENDPOINT_URL_S3, credentials, ...), which is read when the
// first object is. The zero value is ready for use.
type S3 struct {
	// Silence is how long S3 may send nothing, be it an answer or the next bytes, before the attempt counts as failed; 20 s by
	// default.
	Silence time.Duration
	// Patience is how long an object may take as a whole; 4 min by default, which is less than the client waits for its answer.
	Patience time.Duration
	// Resumptions is how often in a row reading may break off without any progress before it is given up; 3 by default.
	Resumptions int

	sdk    sdkConfig
	once   sync.Once
	client *s3.Client
}

func (r *S3) connect(ctx context.Context) (*s3.Client, error) {
	cfg, err := r.sdk.load(ctx)
	if err != nil {
		return nil, err
	}
	r.once.Do(func() {
		r.client = s3.NewFromConfig(cfg, func(o *s3.Options) {
			o.UsePathStyle = o.BaseEndpoint != nil
			o.DisableLogOutputChecksumValidationSkipped = true // it would go to standard error, for most objects
		})
	})
	return r.client, nil
}

// OpenObject implements ObjectReader. What is read is one state of the object: reading that breaks off is resumed where it was, if
// the object is still the same, and otherwise fails.
func (r *S3) OpenObject(ctx context.Context, region, bucketARN, key, version string) (io.ReadCloser, error) {
	client, err := r.connect(ctx)
	if err != nil {
		return nil, err
	}
	partition, bucket, ok := strings.Cut(bucketARN, ":s3:::")
	if !ok || !strings.HasPrefix(partition, "arn:aws") || bucket == "" || strings.Contains(bucket, "/") {
		return nil, fault.InvalidArgument("BucketARN %s is not the ARN of a bucket, such as arn:aws:s3:::code", bucketARN)
	}
	o := &s3Object{
		client: client, region: region, bucketARN: bucketARN,
		in:      s3.GetObjectInput{Bucket: &bucket, Key: &key},
		silence: cmp.Or(r.Silence, 20*time.Second), resumptions: cmp.Or(r.Resumptions, 3),
	}
	if version != "" {
		o.in.VersionId = aws.String(version)
	}
	patience := cmp.Or(r.Patience, 4*time.Minute)
	o.ctx, o.cancel = context.WithTimeoutCause(ctx, patience, fault.InvalidArgument(
		"The object %s in the bucket %s did not arrive within %s. %s", key, bucket, patience, checkRole))
	if err := o.request(); err != nil {
		defer o.cancel()
		return nil, o.told(err)
	}
	return o, nil
}

package cluster

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
	"github.com/penstock/penstock/runtime/flink/assembly"
)

// storage is where the state of a cluster lies, for its keeper.
type storage struct {
	checkpoint.Storage

	// path is what the storage calls what lies at a URI, uri the other way round.
	path func(uri string) (string, error)
	uri  func(path string) string
}

// openStorage opens where the spec says that state is kept.
func openStorage(ctx context.Context, spec assembly.Spec, c *objects.Credentials) (storage, error) {
	if spec.StateStorage == "" {
		return storage{checkpoint.LocalStorage{}, localPath, fileURI}, nil
	}
	at, err := objects.ParseS3(spec.StateStorage)
	if err != nil {
		return storage{}, fmt.Errorf("storage of state: %w", err)
	}
	var own objects.Credentials
	if c != nil {
		own = *c
	}
	bucket, err := at.Open(ctx, own)
	if err != nil {
		return storage{}, fmt.Errorf("storage of state: %w", err)
	}
	return storage{objects.New(bucket, at.Prefix), at.Path, at.LocationOf}, nil
}

// bucketSettings tell Flink how to reach the bucket that state is kept in, for that bucket alone.
func bucketSettings(storage string, c *objects.Credentials) (map[string]string, error) {
	if storage == "" {
		return nil, nil
	}
	at, err := objects.ParseS3(storage)
	if err != nil {
		return nil, fmt.Errorf("storage of state: %w", err)
	}
	prefix := "fs.s3a.bucket." + at.Bucket + "."
	all := map[string]string{prefix + "path.style.access": strconv.FormatBool(at.PathStyle)}
	if at.Endpoint != "" {
		all[prefix+"endpoint"] = at.Endpoint
		all[prefix+"connection.ssl.enabled"] = strconv.FormatBool(strings.HasPrefix(at.Endpoint, "https:"))
	}
	if at.Region != "" {
		all[prefix+"endpoint.region"] = at.Region
	}
	if c != nil {
		maps.Copy(all, map[string]string{prefix + "access.key": c.AccessKeyID, prefix + "secret.key": c.SecretAccessKey})
		provider := "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider"
		if c.SessionToken != "" {
			provider, all[prefix+"session.token"] = "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider", c.SessionToken
		}
		all[prefix+"aws.credentials.provider"] = provider
	}
	return all, nil
}

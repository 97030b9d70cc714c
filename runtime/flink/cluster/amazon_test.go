package cluster

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// of is an environment.
func of(variables map[string]string) func(string) string {
	return func(name string) string { return variables[name] }
}

func TestS3Settings(t *testing.T) {
	t.Parallel()
	require.Empty(t, s3Settings(of(nil)), "Amazon's own")
	require.Equal(t, map[string]string{"s3.endpoint": "http://minio:9000", "s3.path.style.access": "true"},
		s3Settings(of(map[string]string{"AWS_ENDPOINT_URL": "http://moto:5000", "AWS_ENDPOINT_URL_S3": "http://minio:9000"})))
	require.Equal(t, "http://moto:5000", s3Settings(of(map[string]string{"AWS_ENDPOINT_URL": "http://moto:5000"}))["s3.endpoint"])
}

func TestRegionEnvironment(t *testing.T) {
	t.Parallel()
	arn := "arn:aws:kinesisanalytics:eu-west-1:000000000000:application/orders"
	require.Equal(t, []string{"AWS_REGION=eu-west-1", "AWS_DEFAULT_REGION=eu-west-1"}, regionEnvironment(arn, of(nil)))
	require.Equal(t, []string{"AWS_DEFAULT_REGION=eu-west-1"}, regionEnvironment(arn, of(map[string]string{"AWS_REGION": "us-east-2"})))
	require.Empty(t, regionEnvironment("", of(nil)), "a training has no application")
}

package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
)

func TestParseLogStreamARN(t *testing.T) {
	t.Parallel()
	got, ok := lifecycle.ParseLogStreamARN("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/kinesis-analytics/orders:log-stream:main")
	require.True(t, ok)
	require.Equal(t, lifecycle.LogStream{
		Region: "eu-west-1", AccountID: "123456789012", Group: "/aws/kinesis-analytics/orders", Stream: "main",
	}, got)
	for _, arn := range []string{
		"", "arn:", "arn:aws:logs:eu-west-1:123456789012:log-group:orders",
		"arn:aws:logs:eu-west-1:123456789012:log-group:orders:log-stream:",
		"arn:aws:logs:eu-west-1:123456789012:log-group::log-stream:main",
		"arn:aws:logs:eu-west-1::log-group:orders:log-stream:main",
		"arn:aws:logs::123456789012:log-group:orders:log-stream:main",
		"arn:aws:s3:eu-west-1:123456789012:log-group:orders:log-stream:main",
		"arn:gcp:logs:eu-west-1:123456789012:log-group:orders:log-stream:main",
		"urn:aws:logs:eu-west-1:123456789012:log-group:orders:log-stream:main",
	} {
		_, ok := lifecycle.ParseLogStreamARN(arn)
		require.False(t, ok, arn)
	}
}

func FuzzParseARN(f *testing.F) {
	f.Add("arn:aws:kinesis:eu-west-1:123456789012:stream/orders")
	f.Add("arn:aws:s3:::bucket")
	f.Fuzz(func(t *testing.T, text string) {
		n, ok := lifecycle.ParseARN(text)
		if ok {
			require.Equal(t, text, strings.Join([]string{"arn", n.Partition, n.Service, n.Region, n.AccountID, n.Resource}, ":"))
		}
	})
}

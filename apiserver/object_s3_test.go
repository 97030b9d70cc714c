package apiserver_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/lifecycle/fault"
)

// TestS3_ReadsThroughTheStandardEnvironment has a server of its own for S3, which the environment names. The environment
// belongs to the process, so the test runs alone.
func TestS3_ReadsThroughTheStandardEnvironment(t *testing.T) {
	s3 := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Authorization") == "":
			w.WriteHeader(http.StatusForbidden)
		case r.URL.Path == "/code/jobs/flights.sql" && r.URL.Query().Get("versionId") == "":
			_, _ = io.WriteString(w, script)
		case r.URL.Path == "/code/jobs/flights.sql" && r.URL.Query().Get("versionId") == "v1":
			_, _ = io.WriteString(w, "the first version")
		default:
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, `<Error><Code>NoSuchKey</Code></Error>`)
		}
	}))
	t.Cleanup(s3.Close)
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_S3": s3.URL, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
		"AWS_CONFIG_FILE": "/none", "AWS_SHARED_CREDENTIALS_FILE": "/none", "AWS_MAX_ATTEMPTS": "1",
	} {
		t.Setenv(name, value)
	}
	reader := &apiserver.S3{}
	for version, want := range map[string]string{"": script, "v1": "the first version"} {
		object, err := reader.OpenObject(t.Context(), region, "arn:aws:s3:::code", "jobs/flights.sql", version)
		require.NoError(t, err)
		content, err := io.ReadAll(object)
		require.NoError(t, err)
		require.NoError(t, object.Close())
		require.Equal(t, want, string(content))
	}
	for _, arn := range []string{"arn:aws:s3:::none", "arn:aws:s3:::code/jobs", "arn:aws:s3:::", "arn:aws:sqs:::code", "code"} {
		_, err := reader.OpenObject(t.Context(), region, arn, "jobs/flights.sql", "")
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%s: %v", arn, err)
	}
	_, err := reader.OpenObject(t.Context(), region, "arn:aws:s3:::code", "jobs/none.sql", "")
	require.ErrorContains(t, err, "Please check the role provided or validity of S3 location you provided. "+
		"We are unable to get the specified fileKey: jobs/none.sql in the specified bucket: code")
}

package s3objects_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/s3objects"
	"github.com/penstock/penstock/lifecycle/fault"
)

// A server with the one object that there is, asked for by a client that signs for the region of the request.
func TestReader(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/bucket/dir/app.sql" || r.URL.Query().Get("versionId") != "v1" {
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, `<Error><Code>NoSuchKey</Code><Message>no</Message></Error>`)
			return
		}
		_, _ = io.WriteString(w, "for "+r.Header.Get("Authorization"))
	}))
	t.Cleanup(server.Close)
	t.Setenv("AWS_ENDPOINT_URL_S3", server.URL)
	t.Setenv("AWS_ACCESS_KEY_ID", "id")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	t.Setenv("AWS_CONFIG_FILE", "/nonexistent")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")

	r := s3objects.New()
	object, err := r.OpenObject(t.Context(), "eu-west-3", "arn:aws:s3:::bucket", "dir/app.sql", "v1")
	require.NoError(t, err)
	defer object.Close()
	content, err := io.ReadAll(object)
	require.NoError(t, err)
	require.Contains(t, string(content), "/eu-west-3/s3/")

	for _, c := range []struct{ arn, key, want string }{
		{"arn:aws:s3:::bucket", "other", "Please check the role provided or validity of S3 location you provided."},
		{"bucket", "other", "not the ARN of a bucket"},
		{"arn:aws:s3:::bucket/key", "other", "not the ARN of a bucket"},
	} {
		_, err := r.OpenObject(t.Context(), "eu-west-3", c.arn, c.key, "")
		known, ok := fault.As(err)
		require.True(t, ok, "%v", err)
		require.Equal(t, fault.InvalidArgumentKind, known.Kind)
		require.ErrorContains(t, err, c.want)
	}
}

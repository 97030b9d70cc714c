package client_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
)

// newClient is a client of a handler.
func newClient(t *testing.T, handle http.HandlerFunc) *client.Client {
	t.Helper()
	s := httptest.NewServer(handle)
	t.Cleanup(s.Close)
	c, err := client.New(client.Config{Endpoint: s.URL, Region: "eu-west-1", AccessKeyID: "AKID", SecretAccessKey: "secret"})
	require.NoError(t, err)
	return c
}

func TestNew_WantsEverythingThatARequestNeeds(t *testing.T) {
	t.Parallel()
	whole := client.Config{Endpoint: "http://127.0.0.1:1", Region: "eu-west-1", AccessKeyID: "AKID", SecretAccessKey: "secret"}
	for name, change := range map[string]func(*client.Config){
		"Endpoint":         func(c *client.Config) { c.Endpoint = "" },
		"Region":           func(c *client.Config) { c.Region = "" },
		"AccessKeyID":      func(c *client.Config) { c.AccessKeyID = "" },
		"SecretAccessKey":  func(c *client.Config) { c.SecretAccessKey = "" },
		"no http":          func(c *client.Config) { c.Endpoint = "ftp://127.0.0.1:1" },
		"no http or https": func(c *client.Config) { c.Endpoint = "http://" },
		"endpoint":         func(c *client.Config) { c.Endpoint = "http://[" },
	} {
		config := whole
		change(&config)
		_, err := client.New(config)
		require.ErrorContains(t, err, name)
	}
	_, err := client.New(whole)
	require.NoError(t, err)
}

func TestCall_SpeaksAWSJSON(t *testing.T) {
	t.Parallel()
	c := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		var in map[string]any
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || in["Limit"] != 2.0 || len(in) != 1 {
			t.Errorf("the body is %v, %v", in, err)
		}
		for name, want := range map[string]string{
			"X-Amz-Target": "KinesisAnalytics_20180523.ListApplications", "Content-Type": "application/x-amz-json-1.1",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s is %q", name, got)
			}
		}
		if r.Header.Get("Authorization") == "" {
			t.Error("the request is not signed")
		}
		fmt.Fprint(w, `{"ApplicationSummaries": [{"ApplicationName": "a"}], "NextToken": "a"}`)
	})
	out, err := c.ListApplications(t.Context(), &model.ListApplicationsRequest{Limit: new(int64(2))})
	require.NoError(t, err)
	require.Equal(t, &model.ListApplicationsResponse{ApplicationSummaries: []model.ApplicationSummary{{ApplicationName: new("a")}}, NextToken: new("a")}, out)
}

func TestCall_Errors(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		body   string
		want   client.Error
	}{
		"the server's":      {400, `{"__type": "ResourceInUseException", "message": "no"}`, client.Error{Code: model.ResourceInUseException, Message: "no"}},
		"a proxy's page":    {502, `<html>`, client.Error{Code: "Bad Gateway", Message: "the answer is none of this API"}},
		"another's problem": {503, `{"detail": "x"}`, client.Error{Code: "Service Unavailable", Message: "the answer is none of this API"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("X-Amzn-Requestid", "7")
				w.WriteHeader(test.status)
				fmt.Fprint(w, test.body)
			})
			_, err := c.StopApplication(t.Context(), &model.StopApplicationRequest{})
			want := test.want
			want.Operation, want.Status, want.RequestID, want.Body = "StopApplication", test.status, "7", []byte(test.body)
			require.Equal(t, &want, err)
			require.True(t, client.IsCode(fmt.Errorf("stop: %w", err), want.Code))
			require.False(t, client.IsCode(err, model.ResourceNotFoundException))
			require.EqualError(t, err, "StopApplication: "+string(want.Code)+": "+want.Message)
		})
	}
	c := newClient(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"OperationId": 7}`) })
	_, err := c.StopApplication(t.Context(), &model.StopApplicationRequest{})
	require.ErrorContains(t, err, "understand answer")
}

func TestCall_SignsAsItsProviderSays(t *testing.T) {
	t.Parallel()
	headers := make(chan http.Header, 1)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		headers <- r.Header
		fmt.Fprint(w, "{}")
	}))
	t.Cleanup(s.Close)
	for _, test := range []struct {
		provider             aws.CredentialsProvider
		authorization, token string
	}{
		{aws.AnonymousCredentials{}, "", ""},
		{credentials.NewStaticCredentialsProvider("ASIA1", "secret", "token"), "Credential=ASIA1/", "token"},
	} {
		c, err := client.New(client.Config{Endpoint: s.URL, Region: "eu-west-1", Credentials: test.provider})
		require.NoError(t, err)
		answer, err := c.Call(t.Context(), "ListApplications", []byte("{}"))
		require.NoError(t, err)
		require.Equal(t, "{}", string(answer))
		h := <-headers
		require.Contains(t, h.Get("Authorization"), test.authorization)
		require.Equal(t, test.authorization == "", h.Get("Authorization") == "")
		require.Equal(t, test.token, h.Get("X-Amz-Security-Token"))
	}
}

// statuses answers DescribeApplication with one status after the other, then with the last of them; an empty one is gone.
func statuses(all ...string) http.HandlerFunc {
	var n atomic.Int64
	return func(w http.ResponseWriter, _ *http.Request) {
		status := all[min(int(n.Add(1)), len(all))-1]
		if status == "" {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"__type": "ResourceNotFoundException", "message": "gone"}`)
			return
		}
		fmt.Fprintf(w, `{"ApplicationDetail": {"ApplicationStatus": %q}}`, status)
	}
}

func TestWaitStatus(t *testing.T) {
	t.Parallel()
	c := newClient(t, statuses("STARTING", "STARTING", "RUNNING"))
	d, err := c.WaitStatus(t.Context(), "a", model.ApplicationStatusREADY, model.ApplicationStatusRUNNING)
	require.NoError(t, err)
	require.Equal(t, model.ApplicationStatusRUNNING, *d.ApplicationStatus)

	c = newClient(t, statuses("STARTING", ""))
	_, err = c.WaitStatus(t.Context(), "a", model.ApplicationStatusRUNNING)
	require.True(t, client.IsCode(err, model.ResourceNotFoundException))
	require.ErrorContains(t, err, "wait for application a, which is STARTING, to be [RUNNING]")

	c = newClient(t, statuses("STARTING"))
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	_, err = c.WaitStatus(ctx, "a", model.ApplicationStatusRUNNING)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestWaitDeleted(t *testing.T) {
	t.Parallel()
	require.NoError(t, newClient(t, statuses("DELETING", "")).WaitDeleted(t.Context(), "a"))
	c := newClient(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	require.True(t, client.IsCode(c.WaitDeleted(t.Context(), "a"), "Forbidden"))
}

// TestFromFiles sets the environment, to see that it does not count.
func TestFromFiles(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDOTHER")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "other")
	t.Setenv("AWS_PROFILE", "other")
	t.Setenv("AWS_REGION", "us-east-1")
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a := r.Header.Get("Authorization"); !regexp.MustCompile(`Credential=AKIDOWNER/[0-9]+/eu-west-1/kinesisanalytics/`).MatchString(a) {
			t.Errorf("signed as %s", a)
		}
		fmt.Fprint(w, "{}")
	}))
	t.Cleanup(s.Close)
	dir := t.TempDir()
	credentials, config := filepath.Join(dir, "credentials"), filepath.Join(dir, "config")
	require.NoError(t, os.WriteFile(credentials, []byte("[default]\naws_access_key_id = AKIDOWNER\naws_secret_access_key = s/e+c=\n"), 0o600))
	require.NoError(t, os.WriteFile(config, []byte("# Written by penstock serve at each start.\n[default]\nregion = eu-west-1\nendpoint_url = "+s.URL+"\n"), 0o600))
	c, err := client.FromFiles(credentials, config)
	require.NoError(t, err)
	_, err = c.ListApplications(t.Context(), &model.ListApplicationsRequest{})
	require.NoError(t, err)
	_, err = client.FromFiles(filepath.Join(dir, "none"), config)
	require.ErrorContains(t, err, "none")
}

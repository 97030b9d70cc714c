package objects_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/stretchr/testify/require"
	"gocloud.dev/blob"

	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
)

// service is an S3 with faults.
type service struct {
	*testing.T
	endpoint string
	// fault answers a request in the place of the service, if it returns true.
	fault atomic.Pointer[func(w http.ResponseWriter, r *http.Request) bool]
	// cut is after how many bytes of an answer the connection is cut; 0 for never. It is used up by one answer.
	cut atomic.Int64
}

func newService(t *testing.T) *service {
	t.Helper()
	target, err := url.Parse(awstest.Moto(t))
	require.NoError(t, err)
	s := &service{T: t}
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.ModifyResponse = func(r *http.Response) error {
		if n := s.cut.Load(); n > 0 && r.Request.Method == http.MethodGet && r.ContentLength > n && s.cut.CompareAndSwap(n, 0) {
			r.Body = &cutBody{r.Body, n}
		}
		return nil
	}
	proxy.ErrorHandler = func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) }
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if fault := s.fault.Load(); fault != nil && (*fault)(w, r) {
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	s.endpoint = server.URL
	client := s3.New(s3.Options{
		BaseEndpoint: aws.String(target.String()), Region: "eu-west-1", UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider(awstest.AccessKeyID, awstest.SecretAccessKey, ""),
	})
	_, err = client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String("state"), CreateBucketConfiguration: nil})
	if err != nil && !strings.Contains(err.Error(), "BucketAlreadyOwnedByYou") {
		client = s3.New(s3.Options{
			BaseEndpoint: aws.String(target.String()), Region: "us-east-1", UsePathStyle: true,
			Credentials: credentials.NewStaticCredentialsProvider(awstest.AccessKeyID, awstest.SecretAccessKey, ""),
		})
		_, err = client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String("state")})
		require.NoError(t, err)
	}
	return s
}

type cutBody struct {
	io.ReadCloser
	left int64
}

func (b *cutBody) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, errors.New("cut")
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

func (s *service) fails(f func(w http.ResponseWriter, r *http.Request) bool) {
	if f == nil {
		s.fault.Store(nil)
		return
	}
	s.fault.Store(&f)
}

func (s *service) open() (*objects.Storage, *blob.Bucket) {
	s.Helper()
	at, err := objects.ParseS3("s3://state/penstock/a?region=us-east-1&endpoint=" + s.endpoint)
	require.NoError(s, err)
	bucket, err := at.Open(s.Context(), objects.Credentials{AccessKeyID: awstest.AccessKeyID, SecretAccessKey: awstest.SecretAccessKey})
	require.NoError(s, err)
	s.Cleanup(func() { require.NoError(s, bucket.Close()) })
	return objects.New(bucket, at.Prefix), bucket
}

func write(storage checkpoint.Storage, path string, content []byte) error {
	f, err := storage.Create(path)
	if err != nil {
		return err
	}
	if _, err = f.Write(content); err == nil {
		err = f.Commit()
	}
	return errors.Join(err, f.Abort())
}

func read(storage checkpoint.Storage, path string) ([]byte, error) {
	f, err := storage.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func keys(t *testing.T, bucket *blob.Bucket) (all []string) {
	t.Helper()
	list := bucket.List(nil)
	for {
		o, err := list.Next(context.Background())
		if errors.Is(err, io.EOF) {
			return all
		}
		require.NoError(t, err)
		all = append(all, o.Key)
	}
}

func TestStorage_OverS3(t *testing.T) {
	t.Parallel()
	s := newService(t)
	storage, bucket := s.open()
	content := bytes.Repeat([]byte("state of many rows "), 1<<20) // several parts
	const folder = "/penstock/a/7/checkpoints/1-0/job/chk-1"
	require.NoError(t, write(storage, folder+"/v-0.state", content))
	require.NoError(t, write(storage, folder+"/_metadata", []byte("{}")))
	require.NoError(t, storage.Link(folder+"/v-0.state", "/penstock/a/7/snapshots/x/v-0.state"))
	names, err := storage.List(folder)
	require.NoError(t, err)
	require.Equal(t, []string{"_metadata", "v-0.state"}, names)
	names, err = storage.List("/penstock/a/7/checkpoints/1-0/job")
	require.NoError(t, err)
	require.Equal(t, []string{"chk-1"}, names)

	require.NoError(t, storage.Remove(folder))
	require.NoError(t, storage.Remove(folder), "removing again")
	got, err := read(storage, "/penstock/a/7/snapshots/x/v-0.state")
	require.NoError(t, err)
	require.True(t, bytes.Equal(content, got))
	_, err = storage.Open(folder + "/v-0.state")
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.ErrorIs(t, storage.Link(folder+"/v-0.state", folder+"/w"), fs.ErrNotExist)

	s.cut.Store(5000)
	got, err = read(storage, "/penstock/a/7/snapshots/x/v-0.state")
	require.NoError(t, err, "reading goes on after a connection was cut")
	require.True(t, bytes.Equal(content, got))
	require.Zero(t, s.cut.Load())
	require.NoError(t, storage.Remove("/penstock/a"))
	require.Empty(t, keys(t, bucket))
}

func TestStorage_FaultsLeaveNothingThatLooksWhole(t *testing.T) {
	t.Parallel()
	s := newService(t)
	storage, bucket := s.open()
	content := bytes.Repeat([]byte("x"), 24<<20) // in parts
	const path = "/penstock/a/7/chk-1/v-0.state"
	for name, broken := range map[string]func(r *http.Request) bool{
		"a part of an upload":  func(r *http.Request) bool { return r.URL.Query().Get("partNumber") == "2" },
		"the end of an upload": func(r *http.Request) bool { return r.Method == http.MethodPost && r.URL.Query().Has("uploadId") },
		"the reference":        func(r *http.Request) bool { return r.Method == http.MethodPut && strings.Contains(r.URL.Path, "/ref/") },
		"the pointer":          func(r *http.Request) bool { return r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, path) },
	} {
		t.Run(name, func(t *testing.T) {
			hit := false
			s.fails(func(w http.ResponseWriter, r *http.Request) bool {
				if !broken(r) {
					return false
				}
				hit = true
				_, _ = io.Copy(io.Discard, r.Body)
				w.WriteHeader(http.StatusForbidden) // which is not tried again
				return true
			})
			require.Error(t, write(storage, path, content))
			require.True(t, hit)
			s.fails(nil)
			_, err := storage.Open(path)
			require.ErrorIs(t, err, fs.ErrNotExist)
			_, err = storage.Sweep(t.Context(), 0)
			require.NoError(t, err)
			require.Empty(t, keys(t, bucket))
		})
	}
	t.Run("what passes is tried again", func(t *testing.T) {
		failures := atomic.Int64{}
		s.fails(func(w http.ResponseWriter, r *http.Request) bool {
			if failures.Add(1)%3 != 1 {
				return false
			}
			_, _ = io.Copy(io.Discard, r.Body)
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		})
		require.NoError(t, write(storage, path, []byte("short")))
		got, err := read(storage, path)
		require.NoError(t, err)
		require.Equal(t, "short", string(got))
		s.fails(nil)
	})
}

func TestParseS3(t *testing.T) {
	t.Parallel()
	at, err := objects.ParseS3("s3://state/a/b/?endpoint=http://127.0.0.1:9000&region=eu-west-1")
	require.NoError(t, err)
	require.Equal(t, objects.S3{Bucket: "state", Prefix: "a/b", Endpoint: "http://127.0.0.1:9000", Region: "eu-west-1", PathStyle: true}, at)
	require.Equal(t, "s3://state/a/b/7/snapshots", at.URI("7", "snapshots"))
	path, err := at.Path("s3://state/a/b/7/snapshots")
	require.NoError(t, err)
	require.Equal(t, "/a/b/7/snapshots", path)
	require.Equal(t, "s3://state/a/b/7/snapshots", at.LocationOf(path))
	for _, outside := range []string{"s3://other/a/b/7", "s3://state/a", "s3://state/a/b/../c", "file:///a/b/7", ""} {
		_, err := at.Path(outside)
		require.Error(t, err, outside)
	}
	for _, wrong := range []string{"", "state", "s3://", "file:///x", "s3://b?x=y", "s3://b?endpoint=ftp://x", "s3://b?pathStyle=maybe", "s3://u:p@b/x"} {
		_, err := objects.ParseS3(wrong)
		require.Error(t, err, wrong)
	}
}

// Files that others have put there, such as Apache Flink, are their content, whatever their size.
func TestStorage_FilesOfOthers(t *testing.T) {
	t.Parallel()
	storage, bucket := newService(t).open()
	for name, content := range map[string][]byte{"small": []byte("PENSFLNK, and a little more"), "large": bytes.Repeat([]byte("{"), 1<<20)} {
		require.NoError(t, bucket.WriteAll(t.Context(), "penstock/a/chk-1/"+name, content, nil))
		got, err := read(storage, "/penstock/a/chk-1/"+name)
		require.NoError(t, err)
		require.True(t, bytes.Equal(content, got))
		size, err := storage.Size("/penstock/a/chk-1/"+name, int64(len(content)))
		require.NoError(t, err)
		require.EqualValues(t, len(content), size)
	}
	require.NoError(t, bucket.WriteAll(t.Context(), "penstock/a/chk-1/", nil, nil), "what stands for a folder")
	names, err := storage.List("/penstock/a/chk-1")
	require.NoError(t, err)
	require.Equal(t, []string{"large", "small"}, names)
	require.NoError(t, storage.Remove("/penstock/a/chk-1"))
	require.Empty(t, keys(t, bucket))
}

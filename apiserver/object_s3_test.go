package apiserver_test

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/lifecycle/fault"
)

const codeBucket = "arn:aws:s3:::code"

// TestS3_OfMoto reads from moto's S3: versions, keys with every character, and what is not there or not allowed.
func TestS3_OfMoto(t *testing.T) {
	useAWS(t, awstest.Moto(t))
	cfg, err := config.LoadDefaultConfig(t.Context())
	require.NoError(t, err)
	client := s3.NewFromConfig(cfg, func(o *s3.Options) { o.UsePathStyle = true })
	_, err = client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String("code"), CreateBucketConfiguration: &s3types.CreateBucketConfiguration{
		LocationConstraint: s3types.BucketLocationConstraint(region),
	}})
	require.NoError(t, err)
	_, err = client.PutBucketVersioning(t.Context(), &s3.PutBucketVersioningInput{
		Bucket: aws.String("code"), VersioningConfiguration: &s3types.VersioningConfiguration{Status: s3types.BucketVersioningStatusEnabled},
	})
	require.NoError(t, err)
	put := func(key, content string) string {
		out, err := client.PutObject(t.Context(), &s3.PutObjectInput{Bucket: aws.String("code"), Key: &key, Body: strings.NewReader(content)})
		require.NoError(t, err)
		return *out.VersionId
	}
	reader := &apiserver.S3{}
	read := func(key, version string) (string, error) {
		object, err := reader.OpenObject(t.Context(), region, codeBucket, key, version)
		if err != nil {
			return "", err
		}
		content, err := io.ReadAll(object)
		require.NoError(t, object.Close())
		return string(content), err
	}
	old := put("jobs/flights.sql", "the first version")
	put("jobs/flights.sql", script)
	for version, want := range map[string]string{"": script, old: "the first version"} {
		content, err := read("jobs/flights.sql", version)
		require.NoError(t, err)
		require.Equal(t, want, content)
	}
	for _, key := range []string{"a b+c.sql", "ü/日本.sql", "a?b=c&d.sql", "100%.sql", "a//b.sql"} {
		put(key, key)
		content, err := read(key, "")
		require.NoError(t, err, key)
		require.Equal(t, key, content)
	}
	for name, test := range map[string]struct{ bucket, key, version string }{
		"no such key":      {codeBucket, "none.sql", ""},
		"no such bucket":   {"arn:aws:s3:::none", "jobs/flights.sql", ""},
		"no such version":  {codeBucket, "jobs/flights.sql", "no-such-version"},
		"not a bucket":     {"arn:aws:sqs:::code", "jobs/flights.sql", ""},
		"a key in the ARN": {"arn:aws:s3:::code/jobs", "flights.sql", ""},
		"no bucket":        {"arn:aws:s3:::", "jobs/flights.sql", ""},
	} {
		_, err := reader.OpenObject(t.Context(), region, test.bucket, test.key, test.version)
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%s: %v", name, err)
	}
	_, err = reader.OpenObject(t.Context(), region, codeBucket, "none.sql", "")
	require.ErrorContains(t, err, "Please check the role provided or validity of S3 location you provided. "+
		"We are unable to get the specified fileKey: none.sql in the specified bucket: code")
}

// faultyS3 is an S3 that misbehaves: answer decides about each request, the first being 0.
type faultyS3 struct {
	content []byte
	answer  func(n int, w http.ResponseWriter, r *http.Request)

	mu       sync.Mutex
	requests []*http.Request
}

func (f *faultyS3) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	n := len(f.requests)
	f.requests = append(f.requests, r)
	f.mu.Unlock()
	f.answer(n, w, r)
}

func (f *faultyS3) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.requests)
}

// part sends what is asked for, but hangs up after that many bytes.
func (f *faultyS3) part(w http.ResponseWriter, r *http.Request, etag string, most int) {
	from := 0
	w.Header().Set("ETag", etag)
	status := http.StatusOK
	if asked := r.Header.Get("Range"); asked != "" {
		if match := r.Header.Get("If-Match"); match != etag {
			w.WriteHeader(http.StatusPreconditionFailed)
			_, _ = io.WriteString(w, `<Error><Code>PreconditionFailed</Code></Error>`)
			return
		}
		from, _ = strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(asked, "bytes="), "-"))
		w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(f.content)-1, len(f.content)))
		status = http.StatusPartialContent
	}
	rest := f.content[from:]
	w.Header().Set("Content-Length", strconv.Itoa(len(rest)))
	w.WriteHeader(status)
	_, _ = w.Write(rest[:min(len(rest), most)])
	if most < len(rest) {
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
}

// code is the answer of S3 to a request that it refuses.
func code(w http.ResponseWriter, status int, name string) {
	w.WriteHeader(status)
	_, _ = io.WriteString(w, `<Error><Code>`+name+`</Code></Error>`)
}

// TestS3_ThatMisbehaves has a server in S3's place that does what moto does not.
func TestS3_ThatMisbehaves(t *testing.T) {
	content := bytes.Repeat([]byte("0123456789abcdef"), 10_000)
	const etag = `"an-etag"`
	for name, test := range map[string]struct {
		reader *apiserver.S3
		answer func(f *faultyS3) func(n int, w http.ResponseWriter, r *http.Request)
		// words are in the error; none for an object that is read whole.
		words    string
		requests int
	}{
		"breaks off again and again": {answer: func(f *faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(n int, w http.ResponseWriter, r *http.Request) { f.part(w, r, etag, 30_000) }
		}, requests: 6},
		"breaks off without progress": {answer: func(f *faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(n int, w http.ResponseWriter, r *http.Request) { f.part(w, r, etag, max(0, 30_000-n*30_000)) }
		}, words: "breaks off", requests: 5},
		"is another object after breaking off": {answer: func(f *faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(n int, w http.ResponseWriter, r *http.Request) {
				f.part(w, r, []string{etag, `"another"`}[min(n, 1)], 30_000)
			}
		}, words: "was changed while it was read", requests: 2},
		"is another object and does not say so": {answer: func(f *faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(n int, w http.ResponseWriter, r *http.Request) {
				if n > 0 {
					r.Header.Set("If-Match", `"another"`)
				}
				f.part(w, r, []string{etag, `"another"`}[min(n, 1)], 30_000)
			}
		}, words: "was changed while it was read", requests: 2},
		"knows no ranges": {answer: func(f *faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(n int, w http.ResponseWriter, r *http.Request) {
				r.Header.Del("Range")
				f.part(w, r, etag, 30_000)
			}
		}, words: "was changed while it was read", requests: 2},
		"breaks off an object without a tag": {answer: func(f *faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(n int, w http.ResponseWriter, r *http.Request) { f.part(w, r, "", 30_000) }
		}, words: "breaks off", requests: 1},
		"denies": {answer: func(*faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(_ int, w http.ResponseWriter, _ *http.Request) { code(w, http.StatusForbidden, "AccessDenied") }
		}, words: "Please check the role provided", requests: 1},
		"denies after breaking off": {answer: func(f *faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(n int, w http.ResponseWriter, r *http.Request) {
				if n > 0 {
					code(w, http.StatusForbidden, "AccessDenied")
					return
				}
				f.part(w, r, etag, 30_000)
			}
		}, words: "Please check the role provided", requests: 2},
		"fails": {answer: func(*faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(_ int, w http.ResponseWriter, _ *http.Request) {
				code(w, http.StatusServiceUnavailable, "SlowDown")
			}
		}, words: "does not answer", requests: 1},
		"never answers": {reader: &apiserver.S3{Silence: time.Second}, answer: func(*faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(_ int, _ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
		}, words: "does not answer", requests: 1},
		"falls silent": {reader: &apiserver.S3{Silence: time.Second, Resumptions: 1}, answer: func(f *faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(n int, w http.ResponseWriter, r *http.Request) {
				if n == 0 {
					w.Header().Set("ETag", etag)
					w.Header().Set("Content-Length", strconv.Itoa(len(content)))
					_, _ = w.Write(content[:30_000])
					w.(http.Flusher).Flush()
				}
				<-r.Context().Done()
			}
		}, words: "does not answer", requests: 3},
		"trickles": {reader: &apiserver.S3{Patience: time.Second}, answer: func(*faultyS3) func(int, http.ResponseWriter, *http.Request) {
			return func(_ int, w http.ResponseWriter, r *http.Request) {
				w.Header().Set("ETag", etag)
				w.Header().Set("Content-Length", strconv.Itoa(len(content)))
				for tick := time.NewTicker(5 * time.Millisecond); ; {
					select {
					case <-tick.C:
						_, _ = w.Write([]byte("x"))
						w.(http.Flusher).Flush()
					case <-r.Context().Done():
						tick.Stop()
						return
					}
				}
			}
		}, words: "did not arrive within 1s"},
	} {
		t.Run(name, func(t *testing.T) {
			f := &faultyS3{content: content}
			f.answer = test.answer(f)
			server := httptest.NewServer(f)
			t.Cleanup(server.Close)
			useAWS(t, server.URL)
			read, err := readAll(t, cmp.Or(test.reader, &apiserver.S3{}))
			if test.requests > 0 {
				require.Equal(t, test.requests, f.count(), "requests")
			}
			if test.words == "" {
				require.NoError(t, err)
				require.True(t, bytes.Equal(content, read))
				return
			}
			require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)
			require.ErrorContains(t, err, test.words)
		})
	}

	t.Run("nobody listens", func(t *testing.T) {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		require.NoError(t, listener.Close())
		useAWS(t, "http://"+listener.Addr().String())
		_, err = readAll(t, &apiserver.S3{})
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)
		require.ErrorContains(t, err, "S3 does not answer")
		require.ErrorContains(t, err, "Please check the role provided or validity of S3 location you provided.")
	})
}

func readAll(t *testing.T, reader *apiserver.S3) ([]byte, error) {
	object, err := reader.OpenObject(t.Context(), region, codeBucket, "app.jar", "")
	if err != nil {
		return nil, err
	}
	defer object.Close()
	return io.ReadAll(object)
}

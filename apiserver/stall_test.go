package apiserver_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

// stalled is an object that gives some bytes and then nothing until it is released.
type stalled struct {
	content        io.Reader
	began, release chan struct{}
	once           sync.Once
}

func (s *stalled) Read(p []byte) (int, error) {
	if n, err := s.content.Read(p); !errors.Is(err, io.EOF) {
		return n, err
	}
	s.once.Do(func() { s.began <- struct{}{} })
	<-s.release
	return 0, errors.New("connection reset")
}

func (s *stalled) Close() error { return nil }

// TestRequests_HoldNoConnectionWhileTheyWait has the pool of connections count what is held, while more uploads than it has connections
// stand still in the middle of their content, and while a validator does.
func TestRequests_HoldNoConnectionWhileTheyWait(t *testing.T) {
	t.Parallel()
	const many = 20
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	began, release := make(chan struct{}), make(chan struct{})
	f.objects[codeBucket+"/stalled.jar"] = func() (io.ReadCloser, error) {
		// More than a chunk, so that the upload is in the middle of storing.
		return &stalled{content: io.LimitReader(zeros{}, 3<<20), began: began, release: release}, nil
	}
	errs := make(chan error, 2*many)
	for i := range many {
		go func() {
			in := newApplication(fmt.Sprint("stalled-", i))
			in.ApplicationConfiguration.ApplicationCodeConfiguration = &model.ApplicationCodeConfiguration{
				CodeContentType: new(model.CodeContentTypeZIPFILE),
				CodeContent:     &model.CodeContent{S3ContentLocation: &model.S3ContentLocation{BucketARN: new(codeBucket), FileKey: new("stalled.jar")}},
			}
			_, err := f.api.CreateApplication(t.Context(), in)
			errs <- err
		}()
		go func() {
			u := update("orders")
			u.CurrentApplicationVersionId = new(int64(1))
			u.ApplicationConfigurationUpdate.ApplicationCodeConfigurationUpdate = &model.ApplicationCodeConfigurationUpdate{
				CodeContentTypeUpdate: new(model.CodeContentTypeZIPFILE),
				CodeContentUpdate: &model.CodeContentUpdate{S3ContentLocationUpdate: &model.S3ContentLocationUpdate{
					BucketARNUpdate: new(codeBucket), FileKeyUpdate: new("stalled.jar"),
				}},
			}
			_, err := f.api.UpdateApplication(t.Context(), u)
			errs <- err
		}()
	}
	for range 2 * many {
		<-began
	}
	require.Eventually(t, func() bool { return f.store.ConnectionsInUse() == 0 }, time.Minute, time.Millisecond, "all requests wait, and hold nothing")
	require.Equal(t, model.ApplicationStatusRUNNING, f.status("orders"), "others are answered")
	f.create("refunds")
	_, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders")})
	require.NoError(t, err, "also about the same application")
	close(release)
	for range 2 * many {
		requireCode(t, <-errs, model.InvalidArgumentException, "Please check the role provided or validity of S3 location you provided.")
	}
	swept, err := f.store.SweepCode(t.Context(), -1)
	require.NoError(t, err)
	require.Zero(t, swept, "nothing is left of what broke off")
}

// TestSlowLoris_DoesNotKeepOthersFromTheirAnswers opens many connections that say a little and then nothing.
func TestSlowLoris_DoesNotKeepOthersFromTheirAnswers(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{}, func(s *http.Server) { s.ReadHeaderTimeout, s.ReadTimeout = 5*time.Second, 5*time.Second })
	at, err := url.Parse(s.URL)
	require.NoError(t, err)
	var connections []net.Conn
	for _, said := range []string{
		"", "P", "POST / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nHost: " + at.Host + "\r\nX-Slow: 1",
		"POST / HTTP/1.1\r\nHost: " + at.Host + "\r\nContent-Length: 100\r\n\r\n{",
		"POST / HTTP/1.1\r\nHost: " + at.Host + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
	} {
		for range 20 {
			c := dial(t, s)
			_, err := io.WriteString(c, said)
			require.NoError(t, err)
			connections = append(connections, c)
		}
	}
	code, _ := send(t, s, signed(t, "POST", s.URL, "ListApplications", "{}")).failure(t)
	require.Equal(t, "UnsupportedOperationException", code)
	for _, c := range connections {
		// The server ends each of them, with an answer or without; if it did not, this would wait for ever.
		if _, err := io.Copy(io.Discard, c); err != nil {
			require.ErrorIs(t, err, syscall.ECONNRESET)
		}
	}
}

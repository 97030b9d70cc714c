package pod_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/porttest"
	"github.com/penstock/penstock/runtime/embedded/cluster/announce"
	"github.com/penstock/penstock/runtime/kubernetes/pod"
	"github.com/penstock/penstock/runtime/local"
)

// TestMain makes the test binary the program of a pod: it repeats its secret over REST.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "child" {
		os.Exit(runChild())
	}
	os.Exit(m.Run())
}

func runChild() int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	from, err := local.InheritedSecret()
	if err != nil || from == nil {
		return 9
	}
	secret, err := io.ReadAll(from)
	if err != nil {
		return 8
	}
	if string(secret) == "broken" {
		fmt.Fprintln(os.Stderr, "these are the last words")
		if announce.WriteExit(".", announce.Exit{Reason: "It does not compile.", Terminal: true}) != nil {
			return 7
		}
		return 3
	}
	dir, err := os.Getwd()
	if err != nil {
		return 6
	}
	listener, endpoint, err := announce.Listen(ctx, dir)
	if err != nil {
		return 6
	}
	go func() {
		_ = http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			file, _ := os.ReadFile("code/file")
			fmt.Fprintf(w, "%s %s", secret, file)
		}))
	}()
	if announce.WriteEndpoint(".", endpoint) != nil {
		return 5
	}
	<-ctx.Done()
	return 0
}

// started is a pod's first process within the test.
type started struct {
	client *pod.Client
	dir    string
	stop   context.CancelFunc
	ended  chan error
}

func key(b byte) []byte { return []byte(strings.Repeat(string(rune(b)), 32)) }

func identity(t *testing.T, k []byte) pod.Identity {
	t.Helper()
	id, err := pod.NewIdentity(k, "ps-a-1")
	require.NoError(t, err)
	return id
}

func start(t *testing.T) *started {
	t.Helper()
	// The path of a socket in it must be short.
	dir, err := os.MkdirTemp("", "pod")
	require.NoError(t, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	id, secret := identity(t, key('a')), t.TempDir()
	for name, content := range id.Secret() {
		require.NoError(t, os.WriteFile(filepath.Join(secret, name), content, 0o600))
	}
	ctx, stop := context.WithCancel(context.Background())
	s := &started{dir: dir, stop: stop, ended: make(chan error, 1)}
	address := porttest.Address(t)
	go func() {
		s.ended <- pod.Run(ctx, pod.Options{
			Dir: dir, Identity: secret, Address: address, ProbeAddress: "127.0.0.1:0", Logger: slog.New(slog.DiscardHandler),
			Termination: filepath.Join(secret, "termination"),
		})
	}()
	t.Cleanup(func() {
		stop()
		err := <-s.ended
		s.ended <- err
	})
	s.client, err = pod.NewClient(address, id)
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		_, err := s.client.Status(t.Context(), 0)
		return err == nil
	}, 2*time.Minute, time.Millisecond)
	return s
}

func assignment(secret string) *pod.Assignment {
	return &pod.Assignment{Args: []string{"child"}, Secret: []byte(secret), Files: []pod.File{{
		Name: "code/file", Size: 4, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("text")), nil },
	}}}
}

// await waits for a state by the changes that the pod tells.
func (s *started) await(t *testing.T, want pod.State) pod.Status {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var seen pod.Status
	for seen.State != want {
		var err error
		seen, err = s.client.Status(ctx, seen.Sequence)
		require.NoError(t, err)
	}
	return seen
}

// get asks the REST API.
func get(t *testing.T, c *pod.Client, token string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://pod/jobs", nil)
	require.NoError(t, err)
	request.Header.Set("Authorization", "Bearer "+token)
	web := http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext:       func(ctx context.Context, _, _ string) (net.Conn, error) { return c.Dial(ctx) },
	}}
	response, err := web.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(text)
}

func TestRun_does_what_it_is_assigned(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.await(t, pod.Waiting)
	status, _ := get(t, s.client, s.client.Token())
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.NoError(t, s.client.Assign(t.Context(), assignment("the secret")))
	require.NoError(t, s.client.Assign(t.Context(), assignment("another")), "the first counts")
	s.await(t, pod.Ready)
	status, body := get(t, s.client, s.client.Token())
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, "the secret text", body)
	status, _ = get(t, s.client, "x")
	require.Equal(t, http.StatusUnauthorized, status)

	require.NoError(t, s.client.End(t.Context()))
	require.NoError(t, s.client.End(t.Context()))
	seen := s.await(t, pod.Exited)
	require.True(t, seen.Exit.Asked)
	require.False(t, seen.Exit.Terminal)
	s.stop()
	err := <-s.ended
	s.ended <- err
	require.NoError(t, err)
}

func TestRun_tells_why_its_program_ended(t *testing.T) {
	t.Parallel()
	s := start(t)
	require.NoError(t, s.client.Assign(t.Context(), assignment("broken")))
	seen := s.await(t, pod.Exited)
	require.Equal(t, "It does not compile.", seen.Exit.Reason)
	require.True(t, seen.Exit.Terminal)
	require.False(t, seen.Exit.Asked)
	require.Equal(t, 3, seen.Exit.Code)
	require.Equal(t, "these are the last words\n", seen.Exit.Output)
}

func TestRun_passes_the_end_of_the_machine_on(t *testing.T) {
	t.Parallel()
	s := start(t)
	require.NoError(t, s.client.Assign(t.Context(), assignment("the secret")))
	s.await(t, pod.Ready)
	s.stop()
	err := <-s.ended
	s.ended <- err
	require.NoError(t, err, "the program ended by itself")
}

var errGone = errors.New("the control plane is gone")

func TestRun_ends_when_an_assignment_breaks_off(t *testing.T) {
	t.Parallel()
	s := start(t)
	a := assignment("the secret")
	a.Files[0].Open = func() (io.ReadCloser, error) { return nil, errGone }
	require.ErrorIs(t, s.client.Assign(t.Context(), a), errGone)
	err := <-s.ended
	s.ended <- err
	require.ErrorContains(t, err, "read the assignment")
}

func TestRun_lets_in_nobody_but_its_control_plane(t *testing.T) {
	t.Parallel()
	s := start(t)
	other, err := pod.NewClient(s.client.Address(), identity(t, key('b')))
	require.NoError(t, err)
	_, err = other.Status(t.Context(), 0)
	require.ErrorIs(t, err, pod.ErrUnreachable)
}

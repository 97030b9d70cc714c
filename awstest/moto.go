package awstest

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/porttest"
)

// motoPatience is how long a moto_server may take until it answers; it imports much, and machines are busy.
const motoPatience = 5 * time.Minute

// Credentials that moto_server takes; it takes any.
const (
	AccessKeyID     = "testing"
	SecretAccessKey = "testing"
)

// Moto starts a moto_server of the test's own and returns its endpoint, such as http://127.0.0.1:35001. It ends with the
// test, or with the test binary if that is killed.
func Moto(t testing.TB) (endpoint string) {
	t.Helper()
	command := Command(t, "moto_server")
	address := porttest.Address(t)
	_, port, err := net.SplitHostPort(address)
	require.NoError(t, err)
	log, err := os.Create(filepath.Join(t.TempDir(), "moto.log"))
	require.NoError(t, err)
	defer log.Close()
	ctx, cancel := context.WithCancel(context.Background())
	server := exec.CommandContext(ctx, command, "--host", "127.0.0.1", "--port", port)
	server.Stdout, server.Stderr = log, log
	server.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+AccessKeyID, "AWS_SECRET_ACCESS_KEY="+SecretAccessKey)
	endWithParent(server)
	require.NoError(t, server.Start())
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Log("moto_server ended: ", err)
		}
	})
	endpoint = "http://" + address
	deadline := time.After(motoPatience)
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		select {
		case err := <-ended:
			ended <- err // for the cleanup
			text, _ := os.ReadFile(log.Name())
			require.FailNow(t, "moto_server ended", "%v\n%s", err, text)
		case <-deadline:
			text, _ := os.ReadFile(log.Name())
			require.FailNow(t, "moto_server does not answer", "%s", text)
		case <-tick.C:
			if answers(ctx, endpoint) {
				tick.Stop()
				return endpoint
			}
		}
	}
}

func answers(ctx context.Context, endpoint string) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint+"/moto-api/data.json", nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return response.StatusCode == http.StatusOK
}

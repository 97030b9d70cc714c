package e2e

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	sdkkms "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/awstest"
)

// faulty stands before an AWS KMS and fails calls as it is told to.
type faulty struct {
	url string

	mu sync.Mutex
	// operation is the one that fails with code, after so many more calls of it that do not; a code "" hangs up.
	operation, code string
	after           int
}

func newFaulty(t *testing.T, behind string) *faulty {
	t.Helper()
	target, err := url.Parse(behind)
	require.NoError(t, err)
	f, proxy := &faulty{}, httputil.NewSingleHostReverseProxy(target)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		code, fails := f.fails(operation)
		switch {
		case !fails:
			proxy.ServeHTTP(w, r)
		case code == "":
			panic(http.ErrAbortHandler)
		default:
			w.Header().Set("Content-Type", "application/x-amz-json-1.1")
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write([]byte(`{"__type": "` + code + `", "message": "it was told to"}`))
		}
	}))
	t.Cleanup(s.Close)
	f.url = s.URL
	return f
}

// fail has an operation fail from then on, after some more calls that do not; an operation "" ends that.
func (f *faulty) fail(operation, code string, after int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.operation, f.code, f.after = operation, code, after
}

func (f *faulty) fails(operation string) (code string, fails bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if operation == "" || operation != f.operation {
		return "", false
	}
	f.after--
	return f.code, f.after < 0
}

// What an AWS KMS refuses at the worst moment, after the request was accepted, fails the operation with key and action, and what ran before
// goes on; trying again is all it takes. What passes is tried again by itself.
func TestCustomerKeys_fail_in_the_middle(t *testing.T) {
	t.Parallel()
	moto := awstest.Moto(t)
	proxy := newFaulty(t, moto)
	s := newServer(t, "--kms-provider", "aws", "--kms-endpoint", proxy.url, "--kms-patience", "2s")
	s.environment = []string{"AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test"}
	s.start()
	k := &keyed{s, sdkkms.New(sdkkms.Options{
		Region: "us-east-1", BaseEndpoint: &moto, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
	}), "123456789012", nil}
	f, out := newFeed(t), filepath.Join(shortDir(t), "out")
	k.create("orders", script, f.properties(out))
	first, second := k.newKey(), k.newKey()
	require.NoError(t, k.tries("orders", toKey(first)))

	proxy.fail("GenerateDataKey", "ThrottlingException", 0)
	k.refused(k.starts("orders", ""), "InvalidApplicationConfigurationException", first, "too many calls")
	proxy.fail("DescribeKey", "", 0)
	k.refused(k.starts("orders", ""), "InvalidApplicationConfigurationException", first, "cannot be reached")

	// The request makes one data key to find out that it may; the operation's fails.
	start := func() *types.ApplicationOperationInfoDetails {
		t.Helper()
		ctx, cancel := within(t)
		defer cancel()
		o, err := k.api.StartApplication(ctx, &kinesisanalyticsv2.StartApplicationInput{ApplicationName: aws.String("orders")})
		require.NoError(t, err)
		return k.outcome("orders", *o.OperationId)
	}
	proxy.fail("GenerateDataKey", "AccessDeniedException", 1)
	o := start()
	require.Equal(t, types.OperationStatusFailed, o.OperationStatus)
	require.Contains(t, reason(o), "kms:GenerateDataKey with the key "+first)
	k.await("orders", types.ApplicationStatusReady)
	proxy.fail("", "", 0)
	f.add(50)
	require.Equal(t, types.OperationStatusSuccessful, start().OperationStatus)
	f.processes(out, 50)

	update := func() *types.ApplicationOperationInfoDetails {
		t.Helper()
		return k.outcome("orders", k.change("orders", toKey(second), nil))
	}
	for _, failing := range []struct{ operation, code, action string }{
		{"GenerateDataKey", "DisabledException", "kms:GenerateDataKey"},
		{"Decrypt", "KMSInvalidStateException", "kms:Decrypt"},
	} {
		proxy.fail(failing.operation, failing.code, 2) // one for each key that the request asks about
		o = update()
		require.Equal(t, types.OperationStatusFailed, o.OperationStatus)
		require.Contains(t, reason(o), failing.action)
		require.Contains(t, reason(o), "try again")
		proxy.fail("", "", 0)
		k.await("orders", types.ApplicationStatusRunning)
		require.Empty(t, k.sealed("orders"), "nothing was touched")
		f.add(50)
		f.processes(out, f.next)
	}

	// What passes is tried again for a while, and what does not pass within that fails the operation, too.
	proxy.fail("GenerateDataKey", "ThrottlingException", 2)
	o = update()
	require.Equal(t, types.OperationStatusFailed, o.OperationStatus)
	require.Contains(t, reason(o), "kms:GenerateDataKey with the key "+second)
	require.Contains(t, reason(o), "too many calls at once")
	require.Contains(t, reason(o), "tried again and again")
	k.await("orders", types.ApplicationStatusRunning)
	require.Empty(t, k.sealed("orders"), "nothing was touched")
	proxy.fail("", "", 0)
	f.add(50)
	f.processes(out, f.next)
	require.Equal(t, types.OperationStatusSuccessful, update().OperationStatus)

	// A cluster that is lost while the keys cannot be reached comes back when they can.
	k.awaitCheckpoint()
	dead := k.cluster()
	proxy.fail("DescribeKey", "", 0)
	k.killsCluster(dead)
	f.add(50)
	eventually(t, "the application says what it waits for", func() bool { return k.says("orders", "cannot be reached") })
	proxy.fail("", "", 0)
	f.processes(out, f.next)
	k.newCluster([]int{dead})
}

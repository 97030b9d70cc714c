package connect_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/connect"
)

// environment is what a test has around it, and nothing else.
type environment struct {
	*testing.T
	home string
}

// newEnvironment takes away what the process has of AWS. The environment belongs to the process, so these tests run one at a time.
func newEnvironment(t *testing.T) *environment {
	t.Helper()
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "PENSTOCK_") {
			t.Setenv(name, "") // restores it
			require.NoError(t, os.Unsetenv(name))
		}
	}
	e := &environment{t, t.TempDir()}
	t.Setenv("HOME", e.home)
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(e.home, ".aws", "config")) // the SDK found its home before the test did
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(e.home, ".aws", "credentials"))
	return e
}

func (e *environment) writes(path, text string) string {
	e.Helper()
	path = filepath.Join(e.home, path)
	require.NoError(e, os.MkdirAll(filepath.Dir(path), 0o700))
	require.NoError(e, os.WriteFile(path, []byte(text), 0o600))
	return path
}

const ownConfig = `
[default]
region = eu-west-1
endpoint_url = http://general:1
output = table
cli_timestamp_format = wire
[profile other]
services = mine
region = sa-east-1
# output = json
[services mine]
kinesis_analytics_v2 =
  endpoint_url = http://special:2
  output = text
`

func TestResolve(t *testing.T) {
	const serverConfig = "# Written by penstock serve at each start.\n[default]\nregion = ap-south-1\nendpoint_url = http://served:3\n"
	for name, test := range map[string]struct {
		config           string
		variables        map[string]string
		options          connect.Options
		dataDir          bool
		endpoint, region string
		settings         connect.Settings
	}{
		"nothing at all is the local server": {endpoint: connect.DefaultEndpoint, region: connect.DefaultRegion},
		"the default profile": {
			config: ownConfig, endpoint: "http://general:1", region: "eu-west-1", settings: connect.Settings{Output: "table", TimestampFormat: "wire"},
		},
		"another profile's services": {
			config: ownConfig, options: connect.Options{Profile: "other"}, endpoint: "http://special:2", region: "sa-east-1",
		},
		"a profile by variable": {
			config: ownConfig, variables: map[string]string{"AWS_PROFILE": "other"}, endpoint: "http://special:2", region: "sa-east-1",
		},
		"a variable goes before the file": {
			config: ownConfig, variables: map[string]string{"AWS_ENDPOINT_URL": "http://variable:4", "AWS_REGION": "us-west-2", "AWS_DEFAULT_OUTPUT": "yaml"},
			endpoint: "http://variable:4", region: "us-west-2", settings: connect.Settings{Output: "yaml", TimestampFormat: "wire"},
		},
		"the service's variable goes before the general one": {
			variables: map[string]string{"AWS_ENDPOINT_URL": "http://variable:4", "AWS_ENDPOINT_URL_KINESIS_ANALYTICS_V2": "http://service:5"},
			endpoint:  "http://service:5", region: connect.DefaultRegion,
		},
		"configured endpoints can be ignored": {
			config: ownConfig, variables: map[string]string{"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"},
			endpoint: connect.DefaultEndpoint, region: "eu-west-1", settings: connect.Settings{Output: "table", TimestampFormat: "wire"},
		},
		"options go before everything": {
			config: ownConfig, variables: map[string]string{"AWS_ENDPOINT_URL": "http://variable:4", "AWS_REGION": "us-west-2"},
			options: connect.Options{Endpoint: "http://option:6", Region: "ca-central-1"}, endpoint: "http://option:6", region: "ca-central-1",
			settings: connect.Settings{Output: "table", TimestampFormat: "wire"},
		},
		"a data directory counts as a whole": {
			config: ownConfig, variables: map[string]string{"AWS_ENDPOINT_URL": "http://variable:4", "AWS_REGION": "us-west-2"}, dataDir: true,
			endpoint: "http://served:3", region: "ap-south-1",
		},
		"options go before a data directory": {
			dataDir: true, options: connect.Options{Region: "ca-central-1"}, endpoint: "http://served:3", region: "ca-central-1",
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := newEnvironment(t)
			if test.config != "" {
				e.writes(".aws/config", test.config)
			}
			for k, v := range test.variables {
				t.Setenv(k, v)
			}
			if test.dataDir {
				e.writes("data/aws/config", serverConfig)
				t.Setenv(connect.DataDirVariable, filepath.Join(e.home, "data"))
			}
			target, err := connect.Resolve(t.Context(), test.options)
			require.NoError(t, err)
			require.Equal(t, test.endpoint, target.Endpoint)
			require.Equal(t, test.region, target.Region)
			require.Equal(t, test.settings, target.Settings)
		})
	}
}

func TestResolve_errors(t *testing.T) {
	e := newEnvironment(t)
	_, err := connect.Resolve(t.Context(), connect.Options{DataDir: e.home})
	require.ErrorContains(t, err, "holds no aws/config")
	e.writes("data/aws/config", "[default]\nregion = eu-west-1\nendpoint_url = http://served:3\n")
	for _, o := range []connect.Options{{Profile: "nobody"}, {Profile: "nobody", DataDir: filepath.Join(e.home, "data")}} {
		_, err = connect.Resolve(t.Context(), o)
		var missing *connect.ProfileError
		require.ErrorAs(t, err, &missing)
		require.EqualError(t, err, "The config profile (nobody) could not be found")
	}
	_, err = connect.Resolve(t.Context(), connect.Options{CABundle: filepath.Join(e.home, "none.pem")})
	require.ErrorContains(t, err, "none.pem")
	_, err = connect.Resolve(t.Context(), connect.Options{CABundle: e.writes("empty.pem", "nothing")})
	require.ErrorContains(t, err, "has none")
}

func TestClient(t *testing.T) {
	authorizations := make(chan string, 1)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		authorizations <- r.Header.Get("Authorization")
		_, _ = w.Write([]byte("{}"))
	}))
	t.Cleanup(s.Close)
	e := newEnvironment(t)
	e.writes("data/aws/config", "[default]\nregion = ap-south-1\nendpoint_url = "+s.URL+"\n")
	data := filepath.Join(e.home, "data")
	call := func(o connect.Options) (string, error) {
		target, err := connect.Resolve(t.Context(), o)
		require.NoError(t, err)
		api, err := target.Client(t.Context())
		if err != nil {
			return "", err
		}
		_, err = api.ListApplications(t.Context(), &model.ListApplicationsRequest{})
		require.NoError(t, err)
		return <-authorizations, nil
	}

	for _, o := range []connect.Options{{}, {DataDir: data}, {Endpoint: s.URL}} {
		_, err := call(o)
		var missing *connect.CredentialsError
		require.True(t, errors.As(err, &missing), "%v", err)
		require.ErrorContains(t, err, "--data-dir DIR, or export PENSTOCK_DATA_DIR=DIR")
	}
	got, err := call(connect.Options{Endpoint: s.URL, NoSign: true})
	require.NoError(t, err)
	require.Empty(t, got)

	e.writes("data/aws/credentials", "[default]\naws_access_key_id = AKIDSERVED\naws_secret_access_key = s\n")
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDVARIABLE")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "v")
	got, err = call(connect.Options{DataDir: data})
	require.NoError(t, err)
	require.Contains(t, got, "Credential=AKIDSERVED/")
	require.Contains(t, got, "/ap-south-1/kinesisanalytics/")
	got, err = call(connect.Options{Endpoint: s.URL})
	require.NoError(t, err)
	require.Contains(t, got, "Credential=AKIDVARIABLE/")
	require.Contains(t, got, "/us-east-1/kinesisanalytics/")
}

// TestClient_gives_up_on_a_server_that_says_nothing has a server that takes the request and never answers.
func TestClient_gives_up_on_a_server_that_says_nothing(t *testing.T) {
	newEnvironment(t)
	over := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-over }))
	t.Cleanup(s.Close)
	t.Cleanup(func() { close(over) })
	target, err := connect.Resolve(t.Context(), connect.Options{Endpoint: s.URL, NoSign: true, ReadTimeout: new(10 * time.Millisecond)})
	require.NoError(t, err)
	api, err := target.Client(t.Context())
	require.NoError(t, err)
	_, err = api.ListApplications(t.Context(), &model.ListApplicationsRequest{})
	require.ErrorContains(t, err, "timeout awaiting response headers")
}

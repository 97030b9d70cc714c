package figures_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/figures"
	"github.com/penstock/penstock/runtime/flinkrest"
)

const vitals = `{"cpu":1500000000,"restarts":2,"records-in":3,"records-out":4,"busy":5000000000,"idle":6000000000,"backpressured":7000000,
	"pending":-1,"watermark":0,"completed":8,"failed":9,"last-completed":1700000000500,"newest-checkpoint":7}`

// read reads the figures of the job "j" of a cluster that has these answers, by path. An empty one breaks the connection.
func read(t *testing.T, answers map[string]string) (string, error) {
	t.Helper()
	cluster := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, known := answers[r.URL.Path]
		switch {
		case !known:
			http.NotFound(w, r)
		case body == "":
			panic(http.ErrAbortHandler)
		default:
			_, _ = w.Write([]byte(body))
		}
	}))
	t.Cleanup(cluster.Close)
	client := flinkrest.New(driver.Endpoint{Network: "tcp", Address: strings.TrimPrefix(cluster.URL, "http://"), BaseURL: cluster.URL})
	t.Cleanup(client.Close)
	text, err := figures.Read(t.Context(), client, "j")
	if err != nil {
		return "", err
	}
	problems, err := promlint.New(bytes.NewReader(text)).Lint()
	require.NoError(t, err)
	require.Empty(t, problems)
	return string(text), nil
}

const own = "# HELP own Own.\n# TYPE own gauge\nown 1\n"

func TestRead(t *testing.T) {
	t.Parallel()
	text, err := read(t, map[string]string{"/metrics": strings.TrimSpace(own), "/jobs/j/vitals": vitals})
	require.NoError(t, err)
	require.Contains(t, text, "own 1\n# HELP penstock_application_records_in_total")
	require.Contains(t, text, "penstock_application_records_in_total 3\n")
	require.Contains(t, text, "penstock_application_cpu_seconds_total 1.5\n")
	require.Contains(t, text, "penstock_application_last_checkpoint_timestamp_seconds 1.7000000005e+09\n")
	require.NotContains(t, text, "pending_records", "it is not known")
	require.NotContains(t, text, "watermark", "there is none")
}

func TestRead_ofWhoHasNotAll(t *testing.T) {
	t.Parallel()
	text, err := read(t, map[string]string{"/jobs/j/vitals": vitals})
	require.NoError(t, err)
	require.Contains(t, text, "penstock_application_restarts_total 2\n", "a cluster that tells nothing more")

	text, err = read(t, map[string]string{"/metrics": own})
	require.NoError(t, err)
	require.Equal(t, own, text, "a cluster without a job")

	for name, answers := range map[string]map[string]string{
		"one that breaks off":             {"/metrics": "", "/jobs/j/vitals": vitals},
		"one that has no vitals":          {"/metrics": own, "/jobs/j/vitals": ""},
		"one that tells more than enough": {"/metrics": strings.Repeat("own 1\n", 2<<20), "/jobs/j/vitals": vitals},
	} {
		_, err := read(t, answers)
		require.Error(t, err, name)
	}
}

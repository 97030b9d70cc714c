package awscli_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/awscli"
)

// request is what a server was sent.
type request struct {
	operation string
	body      string
	header    http.Header
}

// recorder is a server that keeps the last request and gives the answers one after the other, the last one for ever.
func recorder(t *testing.T, answers ...string) (last func() request, calls *atomic.Int64) {
	t.Helper()
	var kept atomic.Pointer[request]
	calls = &atomic.Int64{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		kept.Store(&request{operation, string(body), r.Header})
		answer := answers[min(int(calls.Add(1)), len(answers))-1]
		if strings.Contains(answer, "__type") {
			w.WriteHeader(http.StatusBadRequest)
		}
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(s.Close)
	t.Setenv("AWS_ENDPOINT_URL", s.URL)
	return func() request { return *kept.Load() }, calls
}

// TestRequest looks at what is sent, for the ways there are to say it.
func TestRequest(t *testing.T) {
	last, _ := recorder(t, "{}")
	dir := t.TempDir()
	file := func(name, content string) string {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
		return filepath.Join(dir, name)
	}
	t.Setenv("DIR", dir)
	file("code.zip", "PK\x03\x04")
	file("role", "from a file")
	file("request.yaml", "ApplicationName: orders\nTags:\n- Key: a\n  Value: '1'\n")
	file("token.json", `{"ConditionalToken": "t"}`)
	create := []string{"create-application", "--application-name", "orders", "--runtime-environment", "FLINK-1_20", "--service-execution-role", "r"}
	const created = `{"ApplicationName":"orders","RuntimeEnvironment":"FLINK-1_20","ServiceExecutionRole":"r"`
	for name, test := range map[string]struct {
		words []string
		want  string
	}{
		"a boolean":           {[]string{"stop-application", "--application-name", "orders", "--force"}, `{"ApplicationName":"orders","Force":true}`},
		"a boolean negated":   {[]string{"stop-application", "--application-name", "orders", "--no-force"}, `{"ApplicationName":"orders","Force":false}`},
		"the last one counts": {[]string{"stop-application", "--application-name=a", "--application-name=orders"}, `{"ApplicationName":"orders"}`},
		"a text that looks like a number": {
			[]string{"describe-application", "--application-name", "007"}, `{"ApplicationName":"007"}`,
		},
		"lists":            {[]string{"untag-resource", "--resource-arn", "arn", "--tag-keys", "a", "b"}, `{"ResourceARN":"arn","TagKeys":["a","b"]}`},
		"a list in JSON":   {[]string{"untag-resource", "--resource-arn", "arn", "--tag-keys", `["a","b"]`}, `{"ResourceARN":"arn","TagKeys":["a","b"]}`},
		"short structures": {append(create, "--tags", "Key=a,Value=1", "Key=b"), created + `,"Tags":[{"Key":"a","Value":"1"},{"Key":"b"}]}`},
		"structures in JSON": {
			append(create, "--tags", `{"Key":"a"}`, `{"Key":"b"}`), created + `,"Tags":[{"Key":"a"},{"Key":"b"}]}`,
		},
		"nested short ones": {
			append(create, "--application-configuration", "FlinkApplicationConfiguration={ParallelismConfiguration={ConfigurationType=CUSTOM,Parallelism=4}}"),
			created + `,"ApplicationConfiguration":{"FlinkApplicationConfiguration":{"ParallelismConfiguration":{"ConfigurationType":"CUSTOM","Parallelism":4}}}}`,
		},
		"a binary file within a short one": {
			append(create, "--application-configuration", "ApplicationCodeConfiguration={CodeContentType=ZIPFILE,CodeContent={ZipFileContent@=fileb://"+dir+"/code.zip}}"),
			created + `,"ApplicationConfiguration":{"ApplicationCodeConfiguration":{"CodeContentType":"ZIPFILE","CodeContent":{"ZipFileContent":"UEsDBA=="}}}}`,
		},
		"raw binary": {
			append(create, "--cli-binary-format", "raw-in-base64-out", "--application-configuration", `{"ApplicationCodeConfiguration":{"CodeContentType":"ZIPFILE","CodeContent":{"ZipFileContent":"PK"}}}`),
			created + `,"ApplicationConfiguration":{"ApplicationCodeConfiguration":{"CodeContentType":"ZIPFILE","CodeContent":{"ZipFileContent":"UEs="}}}}`,
		},
		"a file with variables in its path": {
			[]string{"describe-application", "--application-name", "file://$DIR/role"}, `{"ApplicationName":"from a file"}`,
		},
		"a whole request": {
			[]string{"create-application", "--runtime-environment", "FLINK-1_20", "--service-execution-role", "r", "--cli-input-yaml", "file://" + dir + "/request.yaml"},
			`{"RuntimeEnvironment":"FLINK-1_20","ServiceExecutionRole":"r","ApplicationName":"orders","Tags":[{"Key":"a","Value":"1"}]}`,
		},
		"times": {
			[]string{"delete-application", "--application-name", "orders", "--create-timestamp", "2026-11-21T06:35:36+01:00"}, `{"ApplicationName":"orders","CreateTimestamp":1795239336}`,
		},
		"options in front of the operation": {
			[]string{"--region", "eu-west-1", "--output", "text", "describe-application", "--application-name", "orders"}, `{"ApplicationName":"orders"}`,
		},
		"the option that would be the output": {
			[]string{"add-application-output", "--application-name", "o", "--current-application-version-id", "1", "--application-output", "Name=N,DestinationSchema={RecordFormatType=CSV}"},
			`{"ApplicationName":"o","CurrentApplicationVersionId":1,"Output":{"Name":"N","DestinationSchema":{"RecordFormatType":"CSV"}}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, stderr, code := run(t, test.words...)
			require.Zero(t, code, stderr)
			require.JSONEq(t, test.want, last().body)
		})
	}
}

func TestSignature_is_for_the_region_and_can_be_left_out(t *testing.T) {
	last, _ := recorder(t, "{}")
	_, _, code := run(t, "list-applications", "--region", "sa-east-1")
	require.Zero(t, code)
	require.Contains(t, last().header.Get("Authorization"), "/sa-east-1/kinesisanalytics/aws4_request")
	_, _, code = run(t, "list-applications", "--no-sign-request")
	require.Zero(t, code)
	require.Empty(t, last().header.Get("Authorization"))
}

func TestDebug_tells_no_secrets(t *testing.T) {
	last, _ := recorder(t, "{}")
	_, stderr, code := run(t, "describe-application", "--application-name", "orders", "--debug")
	require.Zero(t, code)
	require.Contains(t, stderr, "DescribeApplication, attempt 1: request of 28 bytes with [ApplicationName]")
	_, signature, found := strings.Cut(last().header.Get("Authorization"), "Signature=")
	require.True(t, found)
	require.NotContains(t, stderr, signature)
	require.NotContains(t, stderr, os.Getenv("AWS_SECRET_ACCESS_KEY"))
}

func TestThrottling_is_tried_again(t *testing.T) {
	const throttled = `{"__type":"ThrottlingException","message":"slowly"}`
	_, calls := recorder(t, throttled, "{}")
	_, _, code := run(t, "list-applications")
	require.Zero(t, code)
	require.EqualValues(t, 2, calls.Load())
	_, calls = recorder(t, `{"__type":"ResourceInUseException","message":"busy"}`)
	_, stderr, code := run(t, "start-application", "--application-name", "orders")
	require.Equal(t, awscli.Refused, code)
	require.EqualValues(t, 1, calls.Load())
	require.Equal(t, "\npenstock: [ERROR]: An error occurred (ResourceInUseException) when calling the StartApplication operation: busy\n", stderr)
}

func TestAnswers_that_are_none(t *testing.T) {
	for _, body := range []string{"", "[]", "<html>", `{"ApplicationDetail": {"CreateTimestamp": 1e999}}`} {
		recorder(t, body)
		_, stderr, code := run(t, "describe-application", "--application-name", "orders")
		require.Equal(t, awscli.Failed, code, body)
		require.Contains(t, stderr, "understand the answer", body)
	}
}

func TestSettings_of_the_profile(t *testing.T) {
	recorder(t, `{"ApplicationDetail": {"CreateTimestamp": 1795234536}}`)
	path := filepath.Join(t.TempDir(), "config")
	require.NoError(t, os.WriteFile(path, []byte("[default]\noutput = text\ncli_timestamp_format = wire\n"), 0o600))
	t.Setenv("AWS_CONFIG_FILE", path)
	stdout, _, code := run(t, "describe-application", "--application-name", "orders")
	require.Zero(t, code)
	require.Equal(t, "APPLICATIONDETAIL\t1795234536\n", stdout)
}

func TestWait(t *testing.T) {
	status := func(s string) string { return `{"ApplicationDetail":{"ApplicationStatus":"` + s + `"}}` }
	operation := func(s string) string { return `{"ApplicationOperationInfoDetails":{"OperationStatus":"` + s + `"}}` }
	const gone = `{"__type":"ResourceNotFoundException","message":"gone"}`
	for name, test := range map[string]struct {
		words   []string
		answers []string
		why     string // why it fails; empty where it does not
	}{
		"running":             {[]string{"application-running"}, []string{status("STARTING"), status("RUNNING")}, ""},
		"not running":         {[]string{"application-running"}, []string{status("STARTING"), status("READY")}, "terminal failure state: ApplicationDetail.ApplicationStatus is READY"},
		"running and gone":    {[]string{"application-running"}, []string{status("STARTING"), gone}, "ResourceNotFoundException"},
		"ready":               {[]string{"application-ready"}, []string{status("RUNNING"), status("STOPPING"), status("READY")}, ""},
		"deleted":             {[]string{"application-deleted"}, []string{status("DELETING"), gone}, ""},
		"a snapshot":          {[]string{"snapshot-ready", "--snapshot-name", "s"}, []string{`{"SnapshotDetails":{"SnapshotStatus":"CREATING"}}`, `{"SnapshotDetails":{"SnapshotStatus":"READY"}}`}, ""},
		"a snapshot in vain":  {[]string{"snapshot-ready", "--snapshot-name", "s"}, []string{`{"SnapshotDetails":{"SnapshotStatus":"FAILED"}}`}, "is FAILED"},
		"an operation":        {[]string{"operation-finished", "--operation-id", "o"}, []string{operation("IN_PROGRESS"), operation("SUCCESSFUL")}, ""},
		"an operation's fail": {[]string{"operation-finished", "--operation-id", "o"}, []string{`{"ApplicationOperationInfoDetails":{"OperationStatus":"FAILED","OperationFailureDetails":{"ErrorInfo":{"ErrorString":"no space"}}}}`}, "is FAILED (no space)"},
	} {
		t.Run(name, func(t *testing.T) {
			recorder(t, test.answers...)
			_, stderr, code := run(t, append([]string{"wait", test.words[0], "--application-name", "orders"}, test.words[1:]...)...)
			if test.why == "" {
				require.Zero(t, code, stderr)
				return
			}
			require.Equal(t, awscli.Failed, code)
			require.Regexp(t, `^\npenstock: \[ERROR\]: Waiter \w+ failed: `, stderr)
			require.Contains(t, stderr, test.why)
		})
	}
	for _, words := range [][]string{{"wait"}, {"wait", "application-runs"}, {"wait", "application-running"}, {"wait", "snapshot-ready", "--application-name", "o"}} {
		_, _, code := run(t, words...)
		require.Equal(t, awscli.WrongUsage, code, words)
	}
}

// TestHelp_tells_of_every_operation and its parameters.
func TestHelp_tells_of_every_operation(t *testing.T) {
	whole, _, code := run(t, "help")
	require.Zero(t, code)
	for _, op := range model.Operations {
		if op.Own {
			continue
		}
		command := commandOf(op.Name)
		require.Contains(t, whole, "\n  "+command+" ")
		stdout, _, code := run(t, command, "help")
		require.Zero(t, code, command)
		require.Contains(t, stdout, "penstock kinesisanalyticsv2 "+command+"\n")
		again, _, _ := run(t, command, "--help")
		require.Equal(t, stdout, again)
		yaml, _, code := run(t, command, "--generate-cli-skeleton", "yaml-input")
		require.Zero(t, code, command)
		require.NotEmpty(t, yaml)
		sample, stderr, code := run(t, command, "--cli-input-yaml", yaml, "--generate-cli-skeleton", "output")
		if code != 0 { // the sample has empty texts where there must be some
			require.Contains(t, stderr, "Invalid length for parameter", command)
			continue
		}
		require.True(t, sample == "" || json.Valid([]byte(sample)), command)
	}
}

func commandOf(operation string) string {
	var b strings.Builder
	for i, r := range operation {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}

func TestVersion(t *testing.T) {
	stdout, _, code := run(t, "--version")
	require.Zero(t, code)
	require.Equal(t, "penstock/test\n", stdout)
}

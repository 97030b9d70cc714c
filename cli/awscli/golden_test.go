package awscli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // times are shown in a zone that is not UTC

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/cli/awscli"
)

// record has the AWS CLI given, version 2, say what the golden file shall hold:
// go test ./cli/awscli -run TestOutput -record /path/to/aws
var record = flag.String("record", "", "rewrite testdata/awscli.txt with the output of this AWS CLI")

const zone = "Europe/Berlin"

func TestMain(m *testing.M) {
	flag.Parse()
	berlin, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	time.Local = berlin
	os.Clearenv()
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1", "TZ": zone,
		"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_PAGER": "", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent",
	} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// cannedServer answers each operation with what testdata/answers.json has for it: a page by the token of the request, or an
// error by the name in it.
func cannedServer(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("testdata/answers.json")
	require.NoError(t, err)
	var canned struct {
		Answers map[string]map[string]json.RawMessage
		Errors  map[string]json.RawMessage
	}
	require.NoError(t, json.Unmarshal(text, &canned))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct{ ApplicationName, ServiceExecutionRole, NextToken string }
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			t.Errorf("the request is no JSON: %v", err)
		}
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		for _, name := range []string{in.ApplicationName, in.ServiceExecutionRole} {
			if e, known := canned.Errors[name]; known {
				w.WriteHeader(http.StatusBadRequest)
				_, _ = w.Write(e)
				return
			}
		}
		answer, known := canned.Answers[operation][in.NextToken]
		if !known {
			t.Errorf("there is no answer to %s with token %q", operation, in.NextToken)
		}
		_, _ = w.Write(answer)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// run runs a command line in this process.
func run(t *testing.T, words ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errOut bytes.Buffer
	cmd := awscli.NewCommand("penstock/test")
	cmd.SetArgs(words)
	cmd.SetOut(&out)
	cmd.SetErr(&errOut)
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	err := cmd.ExecuteContext(t.Context())
	var exit awscli.ExitError
	if err != nil {
		require.ErrorAs(t, err, &exit)
	}
	return out.String(), errOut.String(), exit.Code
}

// golden is one command line and what the AWS CLI said.
type golden struct {
	line, output string
	code         int
}

// told is output as the golden file holds it: what the server refused is compared in words too, the rest by the exit code.
func told(line, stdout, stderr string, code int) golden {
	if code == awscli.Refused {
		stdout += strings.TrimPrefix(strings.ReplaceAll(stderr, "aws: [ERROR]", "penstock: [ERROR]"), "\n")
	}
	return golden{line, stdout, code}
}

func (g golden) String() string { return fmt.Sprintf("$ %s\n%s[%d]\n\n", g.line, g.output, g.code) }

func readGoldens(t *testing.T) (all []golden) {
	t.Helper()
	text, err := os.ReadFile("testdata/awscli.txt")
	require.NoError(t, err)
	for _, part := range strings.Split(string(text), "\n$ ")[1:] {
		line, rest, _ := strings.Cut(part, "\n")
		end := strings.LastIndex(rest, "[")
		require.GreaterOrEqual(t, end, 0, line)
		g := golden{line: line, output: rest[:end]}
		_, err := fmt.Sscanf(rest[end:], "[%d]", &g.code)
		require.NoError(t, err, line)
		all = append(all, g)
	}
	require.NotEmpty(t, all)
	return all
}

const goldenHead = `# What the AWS CLI, version 2, says to each command line after "aws kinesisanalyticsv2": standard output, the words of what the server
# refused, and the exit code. The server answers as in answers.json. Recorded by TestOutput, see golden_test.go.

`

func TestOutput_is_that_of_the_AWS_CLI(t *testing.T) {
	t.Setenv("AWS_ENDPOINT_URL", cannedServer(t))
	goldens := readGoldens(t)
	if *record != "" {
		recordGoldens(t, goldens)
		return
	}
	for _, want := range goldens {
		t.Run(want.line, func(t *testing.T) {
			stdout, stderr, code := run(t, words(want.line)...)
			require.Equal(t, want.String(), told(want.line, stdout, stderr, code).String(), stderr)
		})
	}
}

func words(line string) []string { return strings.Split(line, " ") }

func recordGoldens(t *testing.T, goldens []golden) {
	var b strings.Builder
	b.WriteString(goldenHead)
	for _, g := range goldens {
		cmd := exec.CommandContext(t.Context(), *record, append([]string{"kinesisanalyticsv2"}, words(g.line)...)...)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		var exit *exec.ExitError
		if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
			require.NoError(t, err)
		}
		_, err := io.WriteString(&b, told(g.line, stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()).String())
		require.NoError(t, err)
	}
	require.NoError(t, os.WriteFile("testdata/awscli.txt", []byte(b.String()), 0o644))
}

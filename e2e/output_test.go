package e2e

import (
	"bytes"
	"errors"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/awstest"
)

// TestOutput_is_that_of_the_AWS_CLI has both programs look at the same things and compares every byte of what they write, and the
// words of what is refused. Exit codes are those of the AWS CLI's version 2 and differ from version 1's.
func TestOutput_is_that_of_the_AWS_CLI(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.start()
	p := &person{T: t, s: s, dir: shortDir(t)}
	p.writes("orders.sql", peopleScript)
	p.does("deploy", "orders.sql", "--property", "g.k=ü \"quoted\"")
	p.does("deploy", "orders.sql", "--name", "second", "--no-start")
	p.does("snapshot", "orders", "by-hand")
	p.does("stop", "orders") // nothing changes any more

	aws := awstest.Command(t, "aws")
	environment := append(s.awsEnvironment("us-east-1"), "TZ=America/St_Johns",
		"AWS_CONFIG_FILE="+writeFile(t, "[default]\nendpoint_url = http://"+s.address+"\ncli_timestamp_format = iso8601\n"))
	run := func(program string, words []string) (stdout, stderr string) {
		cmd := exec.CommandContext(t.Context(), program, append([]string{"kinesisanalyticsv2"}, words...)...)
		cmd.Env = environment
		var out, errOut bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errOut
		var exit *exec.ExitError
		if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
			t.Error(err)
		}
		_, told, _ := strings.Cut(errOut.String(), "An error occurred")
		return out.String(), told
	}
	for _, line := range []string{
		"describe-application --application-name orders",
		"describe-application --application-name orders --output text",
		"describe-application --application-name orders --output table",
		"list-applications --max-items 1",
		"list-applications --output table",
		"list-application-snapshots --application-name orders --output text",
		"list-application-operations --application-name orders --page-size 1",
		"list-application-versions --application-name orders --output table",
		"describe-application-version --application-name orders --application-version-id 1 --query ApplicationVersionDetail.[ApplicationName,ApplicationVersionId] --output text",
		"list-tags-for-resource --resource-arn arn:aws:kinesisanalytics:us-east-1:000000000000:application/orders",
		"describe-application --application-name nobody",
		"stop-application --application-name second",
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			want, wantTold := run(aws, strings.Fields(line))
			got, gotTold := run(s.binary, strings.Fields(line))
			require.Equal(t, want, got)
			require.Equal(t, wantTold, gotTold)
			require.NotEmpty(t, got+gotTold)
		})
	}
}

package awstest_test

import (
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/awstest"
)

func TestMoto_answers_the_AWS_CLI(t *testing.T) {
	t.Parallel()
	endpoint := awstest.Moto(t)
	command := exec.CommandContext(t.Context(), awstest.Command(t, "aws"), "--endpoint-url", endpoint, "s3api", "create-bucket", "--bucket", "orders")
	command.Env = append(command.Environ(), "AWS_ACCESS_KEY_ID="+awstest.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY="+awstest.SecretAccessKey, "AWS_DEFAULT_REGION=us-east-1", "AWS_CONFIG_FILE=/dev/null", "AWS_SHARED_CREDENTIALS_FILE=/dev/null")
	out, err := command.CombinedOutput()
	require.NoError(t, err, string(out))
	require.Contains(t, string(out), "/orders")
}

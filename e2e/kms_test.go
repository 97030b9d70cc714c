package e2e

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/awskms"
	"github.com/penstock/penstock/kms/kmstest"
)

// kmsCLI is `aws kms` against the server.
type kmsCLI struct {
	*testing.T
	s *server
}

func (c *kmsCLI) run(arguments ...string) (stdout, stderr string, err error) {
	c.Helper()
	ctx, cancel := context.WithTimeout(c.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "aws", append([]string{"kms"}, arguments...)...)
	cmd.Env = c.s.awsEnvironment("us-east-1")
	var out, told strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &told
	err = cmd.Run()
	return strings.TrimSpace(out.String()), told.String(), err
}

// does runs a command that has to work, and returns its output.
func (c *kmsCLI) does(arguments ...string) string {
	c.Helper()
	out, told, err := c.run(arguments...)
	require.NoError(c, err, "aws kms %v: %s", arguments, told)
	return out
}

// text is one value of an answer.
func (c *kmsCLI) text(query string, arguments ...string) string {
	c.Helper()
	return c.does(append(arguments, "--query", query, "--output", "text")...)
}

// refuses runs a command that must end in an error of that name.
func (c *kmsCLI) refuses(code string, arguments ...string) {
	c.Helper()
	_, told, err := c.run(arguments...)
	require.Error(c, err, arguments)
	require.Contains(c, told, "("+code+")", arguments)
}

// The life of a key by the unmodified AWS CLI.
func TestKeyService_AWSCLI(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("aws"); err != nil {
		t.Skip("the AWS CLI is not installed")
	}
	s := newServer(t)
	s.start()
	c := &kmsCLI{t, s}
	dir := shortDir(t)
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return "fileb://" + path
	}
	id := c.text("KeyMetadata.KeyId", "create-key", "--description", "of orders")
	arn := "arn:aws:kms:us-east-1:000000000000:key/" + id
	require.Equal(t, arn+"\tof orders\tTrue\tEnabled",
		c.text("KeyMetadata.[Arn, Description, Enabled, KeyState]", "describe-key", "--key-id", id))
	require.Contains(t, c.text("Keys[].KeyArn", "list-keys"), arn)
	c.refuses("UnsupportedOperationException", "create-key", "--key-spec", "RSA_2048", "--key-usage", "SIGN_VERIFY")

	c.does("create-alias", "--alias-name", "alias/orders", "--target-key-id", id)
	c.refuses("AlreadyExistsException", "create-alias", "--alias-name", "alias/orders", "--target-key-id", id)
	c.refuses("InvalidAliasNameException", "create-alias", "--alias-name", "alias/aws/x", "--target-key-id", id)
	require.Equal(t, "alias/orders", c.text("Aliases[].AliasName", "list-aliases", "--key-id", arn))
	c.does("update-key-description", "--key-id", "alias/orders", "--description", "of all orders")
	require.Equal(t, "of all orders", c.text("KeyMetadata.Description", "describe-key", "--key-id", "arn:aws:kms:us-east-1:000000000000:alias/orders"))

	c.does("tag-resource", "--key-id", id, "--tags", "TagKey=team,TagValue=shop", "TagKey=x,TagValue=y")
	c.does("untag-resource", "--key-id", id, "--tag-keys", "x")
	require.Equal(t, "team\tshop", c.text("Tags[].[TagKey, TagValue]", "list-resource-tags", "--key-id", id))

	plain := file("plain", "a secret")
	sealed := c.text("CiphertextBlob", "encrypt", "--key-id", "alias/orders", "--plaintext", plain, "--encryption-context", "app=orders")
	require.NoError(t, exec.Command("sh", "-c", "printf %s \"$1\" | base64 -d > \"$2\"", "sh", sealed, filepath.Join(dir, "sealed")).Run())
	blob := "fileb://" + filepath.Join(dir, "sealed")
	require.Equal(t, "YSBzZWNyZXQ=\t"+arn, c.text("[Plaintext, KeyId]", "decrypt", "--ciphertext-blob", blob, "--encryption-context", "app=orders"))
	c.refuses("InvalidCiphertextException", "decrypt", "--ciphertext-blob", blob)
	other := c.text("KeyMetadata.KeyId", "create-key")
	c.refuses("IncorrectKeyException", "decrypt", "--ciphertext-blob", blob, "--encryption-context", "app=orders", "--key-id", other)
	require.Equal(t, "arn:aws:kms:us-east-1:000000000000:key/"+other, c.text("KeyId", "re-encrypt", "--ciphertext-blob", blob,
		"--source-encryption-context", "app=orders", "--destination-key-id", other))
	require.Len(t, c.text("Plaintext", "generate-data-key", "--key-id", id, "--key-spec", "AES_256"), 44)
	require.Equal(t, "None", c.text("Plaintext", "generate-data-key-without-plaintext", "--key-id", id, "--number-of-bytes", "10"))

	require.Equal(t, "False", c.text("KeyRotationEnabled", "get-key-rotation-status", "--key-id", id))
	c.does("enable-key-rotation", "--key-id", id, "--rotation-period-in-days", "90")
	require.Equal(t, "True\t90", c.text("[KeyRotationEnabled, RotationPeriodInDays]", "get-key-rotation-status", "--key-id", id))
	c.does("rotate-key-on-demand", "--key-id", id)
	require.Equal(t, "ON_DEMAND", c.text("Rotations[].RotationType", "list-key-rotations", "--key-id", id))
	c.does("disable-key-rotation", "--key-id", id)
	require.Equal(t, "YSBzZWNyZXQ=", c.text("Plaintext", "decrypt", "--ciphertext-blob", blob, "--encryption-context", "app=orders"))

	c.does("disable-key", "--key-id", id)
	c.refuses("DisabledException", "decrypt", "--ciphertext-blob", blob, "--encryption-context", "app=orders")
	c.refuses("DisabledException", "encrypt", "--key-id", id, "--plaintext", plain)
	c.does("enable-key", "--key-id", id)
	c.refuses("ValidationException", "schedule-key-deletion", "--key-id", id, "--pending-window-in-days", "3")
	require.Equal(t, arn+"\tPendingDeletion\t7", c.text("[KeyId, KeyState, PendingWindowInDays]", "schedule-key-deletion", "--key-id", id, "--pending-window-in-days", "7"))
	c.refuses("KMSInvalidStateException", "decrypt", "--ciphertext-blob", blob, "--encryption-context", "app=orders")
	c.refuses("KMSInvalidStateException", "enable-key", "--key-id", id)
	c.does("cancel-key-deletion", "--key-id", id)
	require.Equal(t, "Disabled", c.text("KeyMetadata.KeyState", "describe-key", "--key-id", id))
	c.does("enable-key", "--key-id", id)
	require.Equal(t, "YSBzZWNyZXQ=", c.text("Plaintext", "decrypt", "--ciphertext-blob", blob, "--encryption-context", "app=orders"))

	c.does("delete-alias", "--alias-name", "alias/orders")
	c.refuses("NotFoundException", "describe-key", "--key-id", "alias/orders")
	c.refuses("NotFoundException", "describe-key", "--key-id", "arn:aws:kms:eu-west-1:000000000000:key/"+id)
}

// A key's own policy comes before those of whoever uses it.
func TestKeyService_policies(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("aws"); err != nil {
		t.Skip("the AWS CLI is not installed")
	}
	s := newServer(t)
	s.start()
	c := &kmsCLI{t, s}
	id := c.text("KeyMetadata.KeyId", "create-key")
	require.Equal(t, "default", c.text("PolicyNames", "list-key-policies", "--key-id", id))
	var written struct{ Statement []map[string]any }
	require.NoError(t, json.Unmarshal([]byte(c.text("Policy", "get-key-policy", "--key-id", id)), &written))
	require.Equal(t, "kms:*", written.Statement[0]["Action"])

	policy := func(action, condition string) string {
		return `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "000000000000"}, "Action": ` + action +
			`, "Resource": "*"` + condition + `}]}`
	}
	c.refuses("MalformedPolicyDocumentException", "put-key-policy", "--key-id", id, "--policy", `{"Statement": []}`)
	c.refuses("MalformedPolicyDocumentException", "put-key-policy", "--key-id", id, "--policy", policy(`"kms:Encrypt"`, ""))
	c.does("put-key-policy", "--key-id", id, "--policy", policy(`["kms:PutKeyPolicy", "kms:DescribeKey"]`, ""))
	c.refuses("AccessDeniedException", "generate-data-key", "--key-id", id, "--key-spec", "AES_128")
	c.does("describe-key", "--key-id", id)
	c.does("put-key-policy", "--key-id", id, "--policy", policy(`["kms:PutKeyPolicy", "kms:GenerateDataKey"]`, ""))
	c.does("generate-data-key", "--key-id", id, "--key-spec", "AES_128")
	c.does("put-key-policy", "--key-id", id, "--bypass-policy-lockout-safety-check", "--policy",
		policy(`"kms:GenerateDataKey"`, `, "Condition": {"StringEquals": {"kms:EncryptionContext:app": "orders"}}`))
	c.refuses("AccessDeniedException", "generate-data-key", "--key-id", id, "--key-spec", "AES_128")
	c.does("generate-data-key", "--key-id", id, "--key-spec", "AES_128", "--encryption-context", "app=orders")
	c.refuses("AccessDeniedException", "get-key-policy", "--key-id", id)
}

// What speaks to AWS KMS speaks to the server's own keys.
func TestKeyService_SDK(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.start()
	cfg, err := config.LoadDefaultConfig(t.Context(),
		config.WithSharedConfigFiles([]string{filepath.Join(s.dir, "aws", "config")}),
		config.WithSharedCredentialsFiles([]string{filepath.Join(s.dir, "aws", "credentials")}),
		config.WithRetryer(func() aws.Retryer { return aws.NopRetryer{} }))
	require.NoError(t, err)
	c := &kmsCLI{t, s}
	id := c.text("KeyMetadata.KeyId", "create-key")
	provider := awskms.New(cfg)
	kmstest.TestProvider(t, provider, id)
	c.does("disable-key", "--key-id", id)
	var failure *kms.KeyError
	_, _, err = provider.GenerateDataKey(t.Context(), id, nil)
	require.ErrorAs(t, err, &failure)
	require.Equal(t, kms.KeyDisabled, failure.Kind)
}

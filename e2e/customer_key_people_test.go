package e2e

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	sdkkms "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/kms/kmstest"
)

// as gives a new user policies and returns what speaks for them.
func (p *person) as(name, policies string) *keyed {
	p.Helper()
	out, _ := p.does("access", "create-user", name, "--policy", policies, "--key", "--output", "json")
	var key struct {
		AccessKeyID     string `json:"AccessKeyId"`
		SecretAccessKey string
	}
	require.NoError(p, json.Unmarshal([]byte(out), &key), out)
	who, endpoint := credentials.NewStaticCredentialsProvider(key.AccessKeyID, key.SecretAccessKey, ""), "http://"+p.s.address
	user := *p.s
	user.api = kinesisanalyticsv2.New(kinesisanalyticsv2.Options{Region: "us-east-1", BaseEndpoint: &endpoint, Credentials: who})
	return &keyed{&user, sdkkms.New(sdkkms.Options{Region: "us-east-1", BaseEndpoint: &endpoint, Credentials: who}), "000000000000", nil}
}

// Who runs an application and who administers its key are two people, and neither can do what the other does: with the policy that the
// service's documentation has for a key, the operator uses it by way of the one application only. What the server does by itself, such as
// to roll back, takes none of them.
func TestCustomerKeys_people(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.start()
	p := &person{T: t, s: s, dir: shortDir(t)}
	f, out := newFeed(t), filepath.Join(shortDir(t), "out")
	for _, name := range []string{"orders", "refunds"} {
		s.create(name, script, f.properties(out))
	}
	s.change("orders", &types.ApplicationConfigurationUpdate{
		ApplicationSystemRollbackConfigurationUpdate: &types.ApplicationSystemRollbackConfigurationUpdate{RollbackEnabledUpdate: aws.Bool(true)},
	}, nil)
	operator, keeper := p.as("ann", "ApplicationOperator"), p.as("kim", "KeyAdministrator")
	stranger := p.as("bob", "ApplicationOperator,ApplicationKeyUser")
	user := func(name string) string { return "arn:aws:iam::000000000000:user/" + name }
	least := kmstest.KeyPolicy(user("kim"), user("ann"), "arn:aws:kinesisanalytics:us-east-1:000000000000:application/orders")
	newKey := func() string {
		t.Helper()
		out, err := keeper.kms.CreateKey(t.Context(), &sdkkms.CreateKeyInput{Policy: &least})
		require.NoError(t, err)
		return *out.KeyMetadata.Arn
	}
	first, second := newKey(), newKey()

	require.NoError(t, operator.tries("orders", toKey(first)))
	operator.refused(operator.tries("refunds", toKey(first)), "InvalidArgumentException", "user/ann", "kms:Decrypt", first)
	stranger.refused(stranger.tries("orders", toKey(second)), "InvalidArgumentException", "user/bob", "kms:DescribeKey")
	stranger.refused(stranger.starts("orders", ""), "InvalidApplicationConfigurationException", "user/bob", first)
	keeper.refused(keeper.starts("orders", ""), "AccessDeniedException", "user/kim", "kinesisanalytics:StartApplication")
	for _, who := range []*keyed{operator, keeper} {
		_, err := who.kms.GenerateDataKey(t.Context(), &sdkkms.GenerateDataKeyInput{
			KeyId: &first, KeySpec: "AES_256", EncryptionContext: map[string]string{
				"aws:kinesisanalytics:arn": "arn:aws:kinesisanalytics:us-east-1:000000000000:application/orders",
			},
		})
		who.refused(err, "AccessDeniedException", "kms:GenerateDataKey")
	}
	_, err := operator.kms.DisableKey(t.Context(), &sdkkms.DisableKeyInput{KeyId: &first})
	operator.refused(err, "AccessDeniedException", "kms:DisableKey")

	f.add(50)
	operator.run("orders")
	f.processes(out, 50)
	operator.takes("orders", "by-ann")
	before := s.cluster()
	withoutCounts := script[:strings.Index(script, "INSERT INTO counts")] + "END;\n"
	broken := code(withoutCounts)
	broken.ApplicationEncryptionConfigurationUpdate = toKey(second).ApplicationEncryptionConfigurationUpdate
	failed := operator.outcome("orders", operator.change("orders", broken, nil))
	require.Equal(t, types.OperationStatusFailed, failed.OperationStatus)
	back := operator.outcome("orders", aws.ToString(failed.OperationFailureDetails.RollbackOperationId))
	require.Equal(t, types.OperationStatusSuccessful, back.OperationStatus, reason(back))
	e := s.describe("orders").ApplicationConfigurationDescription.ApplicationEncryptionConfigurationDescription
	require.Equal(t, first, *e.KeyId)
	require.Equal(t, before, s.cluster(), "the job was not touched")

	// The key is told, and what is wrong with it, before anybody needs it.
	keeper.disable(first)
	eventually(t, "the status warns", func() bool {
		text, _ := p.does("status", "orders")
		return strings.Contains(text, first+"  DISABLED")
	})
	text, _ := p.does("keys", "--output", "json")
	require.Contains(t, text, `"application": "orders"`)
	require.True(t, s.says("orders", "Enable it and try again"))
	operator.refused(operator.stops("orders", false), "InvalidApplicationConfigurationException", first, "Enable it and try again")
	keeper.enable(first)
	require.NoError(t, operator.stops("orders", false))
	operator.await("orders", types.ApplicationStatusReady)
	denials, _ := p.does("audit", "--denied")
	require.Contains(t, denials, "user/bob")
}

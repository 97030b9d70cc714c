package builtin_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/kms/kmstest"
	"github.com/penstock/penstock/store"
)

const application = "arn:aws:kinesisanalytics:eu-west-1:123456789012:application/orders"

// A key's policy has to let the service in as both of its principals, for what each of them does and for that application.
func TestLetsServiceIn(t *testing.T) {
	t.Parallel()
	least := kmstest.KeyPolicy("arn:aws:iam::123456789012:user/keeper", "arn:aws:iam::123456789012:role/Operator", application)
	for name, test := range map[string]struct{ policy, action, principal string }{
		"least privilege": {policy: least},
		"open":            {policy: kmstest.OpenKeyPolicy("123456789012")},
		"another application": {
			kmstest.KeyPolicy("arn:aws:iam::123456789012:user/keeper", "arn:aws:iam::123456789012:role/Operator", application+"2"),
			"kms:DescribeKey", "kinesisanalytics.amazonaws.com",
		},
		"the account alone": {
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "kms:*", "Resource": "*"}}`,
			"kms:DescribeKey", "kinesisanalytics.amazonaws.com",
		},
		"everybody": {
			`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}}`,
			"kms:DescribeKey", "kinesisanalytics.amazonaws.com",
		},
		"one principal": {
			strings.ReplaceAll(kmstest.OpenKeyPolicy("123456789012"), `, "infrastructure.kinesisanalytics.amazonaws.com"`, ""),
			"kms:DescribeKey", "infrastructure.kinesisanalytics.amazonaws.com",
		},
		"no writing":   {strings.ReplaceAll(least, `"kms:GenerateDataKey"`, `"kms:Encrypt"`), "kms:GenerateDataKey", "kinesisanalytics.amazonaws.com"},
		"no reading":   {strings.ReplaceAll(least, `["kms:Decrypt"]`, `["kms:Encrypt"]`), "kms:Decrypt", "kinesisanalytics.amazonaws.com"},
		"other grants": {strings.ReplaceAll(least, `"kms:GrantOperations":"Decrypt"`, `"kms:GrantOperations":"Encrypt"`), "kms:CreateGrant", "infrastructure.kinesisanalytics.amazonaws.com"},
		"a denial": {
			strings.Replace(least, `"Statement":[`, `"Statement":[{"Sid":"No","Effect":"Deny","Principal":{"Service":"kinesisanalytics.amazonaws.com"},"Action":"kms:Decrypt","Resource":"*"},`, 1),
			"kms:Decrypt", "No of the key's policy denies it to the service kinesisanalytics.amazonaws.com",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			key := &store.KMSKey{ID: "1", AccountID: "123456789012", Region: "eu-west-1", Policy: test.policy, Enabled: true}
			err := builtin.LetsServiceIn(key, application, true)
			if test.action == "" {
				require.NoError(t, err)
				return
			}
			var failed *kms.KeyError
			require.ErrorAs(t, err, &failed)
			require.Equal(t, kms.KeyDenied, failed.Kind)
			require.Equal(t, test.action, failed.Action)
			if test.action == "kms:GenerateDataKey" {
				require.NoError(t, builtin.LetsServiceIn(key, application, false), "it is only read with it")
			}
			require.ErrorContains(t, err, test.principal)
			require.ErrorContains(t, err, "arn:aws:kms:eu-west-1:123456789012:key/1")
		})
	}
}

// Whoever has a key whose policy forgets the service is told all that it takes, and not one action after another.
func TestLetsServiceIn_namesAllThatIsMissing(t *testing.T) {
	t.Parallel()
	key := &store.KMSKey{ID: "1", AccountID: "123456789012", Region: "eu-west-1", Enabled: true, Policy: `{"Version": "2012-10-17", "Statement": ` +
		`{"Effect": "Allow", "Principal": {"Service": "kinesisanalytics.amazonaws.com"}, "Action": ["kms:DescribeKey", "kms:Decrypt"], "Resource": "*"}}`}
	const running = " to infrastructure.kinesisanalytics.amazonaws.com"
	err := builtin.LetsServiceIn(key, application, true)
	for _, missing := range []string{"kms:Decrypt" + running, "kms:GenerateDataKeyWithoutPlaintext" + running, "kms:CreateGrant" + running, "kms:GenerateDataKey to kinesisanalytics"} {
		require.ErrorContains(t, err, missing)
	}
	err = builtin.LetsServiceIn(key, application, false)
	require.ErrorContains(t, err, "it also has to allow kms:Decrypt"+running)
	require.NotContains(t, err.Error(), "GenerateDataKey")
}

// Whoever changes the policy takes the key from what runs with it at its next use.
func TestProvider_asks_the_keys_policy_at_each_use(t *testing.T) {
	t.Parallel()
	keys, _ := newKeys(t)
	key := newKey(t, keys)
	provider, arn, ec := builtin.NewProvider(keys), scope.ARN(key.ID), kms.ApplicationContext(application)
	_, wrapped, err := provider.GenerateDataKey(t.Context(), arn, ec)
	require.NoError(t, err)
	require.NoError(t, keys.Change(t.Context(), key, func(k *store.KMSKey) error {
		k.Policy = kmstest.KeyPolicy("arn:aws:iam::123456789012:user/keeper", "arn:aws:iam::123456789012:user/op", application+"2")
		return nil
	}))
	var failed *kms.KeyError
	_, err = provider.Decrypt(t.Context(), arn, wrapped, ec)
	require.ErrorAs(t, err, &failed)
	require.Equal(t, kms.KeyDenied, failed.Kind)
	_, _, err = provider.GenerateDataKey(t.Context(), arn, ec)
	require.ErrorAs(t, err, &failed)
	require.Equal(t, kms.KeyDenied, failed.Kind)
}

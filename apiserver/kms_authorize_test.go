package apiserver_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

// kmsAs is the key service as a new user with at most one policy sees it.
func (g *guarded) kmsAs(name, document string) *kmsEndpoint {
	g.Helper()
	_, err := g.root.CreateUser(g.Context(), &model.CreateUserRequest{UserName: &name})
	require.NoError(g, err)
	if document != "" {
		out, err := g.root.CreatePolicy(g.Context(), &model.CreatePolicyRequest{PolicyName: &name, PolicyDocument: &document})
		require.NoError(g, err)
		_, err = g.root.AttachUserPolicy(g.Context(), &model.AttachUserPolicyRequest{UserName: &name, PolicyArn: out.Policy.PolicyArn})
		require.NoError(g, err)
	}
	out, err := g.root.CreateAccessKey(g.Context(), &model.CreateAccessKeyRequest{UserName: &name})
	require.NoError(g, err)
	return &kmsEndpoint{g.T, g.server.URL, aws.Credentials{
		AccessKeyID: *out.AccessKey.AccessKeyId, SecretAccessKey: *out.AccessKey.SecretAccessKey,
	}, map[string]string{}, nil}
}

// Whoever administers a key cannot use it, whoever uses it cannot administer it, and a policy of a user's own does not get past the key's.
func TestKeyService_keeps_keepers_and_users_apart(t *testing.T) {
	t.Parallel()
	g := newKeyServer(t)
	root := &kmsEndpoint{t, g.server.URL, aws.Credentials{AccessKeyID: "AKIDROOT", SecretAccessKey: "root's secret"}, map[string]string{}, nil}
	everything := `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*"}]}`
	nothing := `{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "kms:Decrypt", "Resource": "*"}]}`
	who := map[string]*kmsEndpoint{
		"root": root, "keeper": g.kmsAs("keeper", ""), "deployer": g.kmsAs("deployer", ""), "barred": g.kmsAs("barred", nothing),
		"mighty": g.kmsAs("mighty", everything), "stranger": g.kmsAs("stranger", ""),
	}
	prefix := "arn:aws:iam::" + account + ":"
	written, err := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": []map[string]any{
		{
			"Effect": "Allow", "Resource": "*", "Principal": map[string]any{"AWS": prefix + "user/keeper"},
			"Action": []string{"kms:DescribeKey", "kms:DisableKey", "kms:EnableKey", "kms:PutKeyPolicy"},
		},
		{
			"Effect": "Allow", "Resource": "*", "Principal": map[string]any{"AWS": []string{prefix + "user/deployer", prefix + "user/barred"}},
			"Action": []string{"kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"},
		},
		{"Effect": "Allow", "Resource": "*", "Principal": map[string]any{"AWS": prefix + "root"}, "Action": "kms:DescribeKey"},
	}})
	require.NoError(t, err)
	request, err := json.Marshal(map[string]any{"Policy": string(written), "BypassPolicyLockoutSafetyCheck": true})
	require.NoError(t, err)
	code, made := root.call("CreateKey", string(request))
	require.Empty(t, code)
	key, _ := made["KeyMetadata"].(map[string]any)["KeyId"].(string)
	_, drawn := who["deployer"].call("GenerateDataKey", `{"KeyId": "`+key+`", "KeySpec": "AES_256"}`)
	blob, _ := drawn["CiphertextBlob"].(string)
	for _, e := range who {
		e.values["key"], e.values["blob"] = key, blob
	}

	for _, test := range []struct {
		operation, body string
		may             []string
	}{
		{"DescribeKey", `{"KeyId": "{key}"}`, []string{"root", "keeper", "deployer", "barred", "mighty"}},
		{"GenerateDataKey", `{"KeyId": "{key}", "KeySpec": "AES_256"}`, []string{"deployer", "barred"}},
		{"Decrypt", `{"CiphertextBlob": "{blob}"}`, []string{"deployer"}},
		{"EnableKey", `{"KeyId": "{key}"}`, []string{"keeper"}},
		{"ScheduleKeyDeletion", `{"KeyId": "{key}"}`, nil},
		{"CreateKey", `{"Description": "{key}"}`, []string{"root", "mighty"}},
		{"ListKeys", `{}`, []string{"root", "mighty"}},
	} {
		for name, e := range who {
			want := "AccessDeniedException"
			if slices.Contains(test.may, name) {
				want = ""
			}
			code, _ := e.call(test.operation, test.body)
			require.Equal(t, want, code, "%s by %s", test.operation, name)
		}
	}
	list, err := g.root.ListAuditEvents(t.Context(), &model.ListAuditEventsRequest{Outcome: new(model.AuditOutcomeDenied), Action: new("Decrypt")})
	require.NoError(t, err)
	require.Len(t, list.AuditEvents, len(who)-1, "each denial is told once")
	for _, event := range list.AuditEvents {
		require.Equal(t, "arn:aws:kms:"+region+":"+account+":key/"+key, *event.Resource)
	}
}

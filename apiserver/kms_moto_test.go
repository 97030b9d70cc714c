package apiserver_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access/authority"
	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/kms/builtin"
)

// newKeyServer is a server with a key service.
func newKeyServer(t *testing.T) *guarded {
	t.Helper()
	return newGuarded(t, func(c *apiserver.Config, a *authority.Config) {
		c.KeyService = &apiserver.KeyService{Keys: builtin.New(a.Store, a.Key), Store: a.Store}
	})
}

// kmsEndpoint is something that speaks the protocol of AWS KMS, and what its answers gave to later requests.
type kmsEndpoint struct {
	*testing.T

	url         string
	credentials aws.Credentials
	values      map[string]string
	// told is the header of the last answer.
	told http.Header
}

// header is that of the answer to a request.
func (e *kmsEndpoint) header(operation, body string) http.Header {
	e.Helper()
	code, answer := e.call(operation, body)
	require.Empty(e, code, answer)
	return e.told
}

// call makes one request, in whose body {name} stands for a value of before. The code is empty where it was done.
func (e *kmsEndpoint) call(operation, body string) (code string, answer map[string]any) {
	e.Helper()
	for name, value := range e.values {
		body = strings.ReplaceAll(body, "{"+name+"}", value)
	}
	r, err := http.NewRequestWithContext(e.Context(), http.MethodPost, e.url+"/", strings.NewReader(body))
	require.NoError(e, err)
	r.Header.Set("Content-Type", "application/x-amz-json-1.1")
	r.Header.Set("X-Amz-Target", "TrentService."+operation)
	sum := sha256.Sum256([]byte(body))
	require.NoError(e, v4.NewSigner().SignHTTP(e.Context(), e.credentials, r, hex.EncodeToString(sum[:]), "kms", region, time.Now()))
	response, err := http.DefaultClient.Do(r)
	require.NoError(e, err)
	defer response.Body.Close()
	e.told = response.Header
	text, err := io.ReadAll(response.Body)
	require.NoError(e, err)
	if len(bytes.TrimSpace(text)) > 0 {
		require.NoError(e, json.Unmarshal(text, &answer), "%s: %s", operation, text)
	}
	if response.StatusCode == http.StatusOK {
		return "", answer
	}
	require.Less(e, response.StatusCode, http.StatusInternalServerError, "%s: %s", operation, text)
	code, _ = answer["__type"].(string)
	return code[strings.LastIndex(code, "#")+1:], nil
}

// lacks lists what another's answer tells and ours does not, or as another kind of value. What the other leaves empty counts for nothing,
// and AWS's own documentation has what ours tells beyond it.
func lacks(path string, ours, other any) (all []string) {
	switch other := other.(type) {
	case nil:
	case map[string]any:
		object, _ := ours.(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(other)) {
			all = append(all, lacks(path+"."+name, object[name], other[name])...)
		}
	case []any:
		list, _ := ours.([]any)
		if len(list) != len(other) {
			return []string{path}
		}
		for i := range other {
			all = append(all, lacks(fmt.Sprintf("%s[%d]", path, i), list[i], other[i])...)
		}
	default:
		if fmt.Sprintf("%T", ours) != fmt.Sprintf("%T", other) {
			return []string{path}
		}
	}
	return all
}

// kmsSteps are requests that are made one after the other.
var kmsSteps = []struct {
	operation, body string
	// keep names a member of the answer that later requests use.
	keep map[string]string
	// ours is the code here, and AWS's, where moto has another or takes what AWS refuses.
	ours string
}{
	{operation: "CreateKey", body: `{"Description": "orders"}`, keep: map[string]string{"key": "KeyId", "arn": "Arn"}},
	{operation: "CreateKey", body: `{"Tags": [{"TagKey": "a", "TagValue": "b"}]}`, keep: map[string]string{"other": "KeyId"}},
	{operation: "DescribeKey", body: `{"KeyId": "{key}"}`},
	{operation: "DescribeKey", body: `{"KeyId": "{arn}"}`},
	{operation: "DescribeKey", body: `{"KeyId": "00000000-0000-0000-0000-000000000000"}`},
	{operation: "DescribeKey", body: `{"KeyId": "alias/none"}`},
	{operation: "ListKeys", body: `{}`},
	{operation: "CreateAlias", body: `{"AliasName": "alias/orders", "TargetKeyId": "{key}"}`},
	{operation: "CreateAlias", body: `{"AliasName": "alias/orders", "TargetKeyId": "{key}"}`},
	{operation: "CreateAlias", body: `{"AliasName": "orders", "TargetKeyId": "{key}"}`, ours: "InvalidAliasNameException"},
	{operation: "CreateAlias", body: `{"AliasName": "alias/second", "TargetKeyId": "alias/orders"}`},
	{operation: "CreateAlias", body: `{"AliasName": "alias/second", "TargetKeyId": "arn:aws:kms:us-east-1:000000000000:alias/orders"}`, ours: "ValidationException"},
	{operation: "DescribeKey", body: `{"KeyId": "alias/orders"}`},
	{operation: "ListAliases", body: `{"KeyId": "{key}"}`},
	{operation: "UpdateAlias", body: `{"AliasName": "alias/orders", "TargetKeyId": "{other}"}`},
	{operation: "ListResourceTags", body: `{"KeyId": "{other}"}`},
	{operation: "TagResource", body: `{"KeyId": "{key}", "Tags": [{"TagKey": "a", "TagValue": "b"}]}`},
	{operation: "UntagResource", body: `{"KeyId": "{key}", "TagKeys": ["a"]}`},
	{operation: "GetKeyPolicy", body: `{"KeyId": "{key}", "PolicyName": "default"}`},
	{operation: "ListKeyPolicies", body: `{"KeyId": "{key}"}`},
	{operation: "GetKeyRotationStatus", body: `{"KeyId": "{key}"}`},
	{operation: "EnableKeyRotation", body: `{"KeyId": "{key}"}`},
	{operation: "GetKeyRotationStatus", body: `{"KeyId": "{key}"}`},
	{operation: "DisableKeyRotation", body: `{"KeyId": "{key}"}`},
	{operation: "RotateKeyOnDemand", body: `{"KeyId": "{key}"}`},
	{operation: "ListKeyRotations", body: `{"KeyId": "{key}"}`},
	{operation: "Encrypt", body: `{"KeyId": "{key}", "Plaintext": "YQ==", "EncryptionContext": {"a": "b"}}`, keep: map[string]string{"blob": "CiphertextBlob"}},
	{operation: "Encrypt", body: `{"KeyId": "{key}", "Plaintext": ""}`},
	{operation: "Decrypt", body: `{"CiphertextBlob": "{blob}", "EncryptionContext": {"a": "b"}}`},
	{operation: "Decrypt", body: `{"CiphertextBlob": "{blob}", "KeyId": "{key}", "EncryptionContext": {"a": "b"}}`},
	{operation: "Decrypt", body: `{"CiphertextBlob": "{blob}"}`},
	{operation: "Decrypt", body: `{"CiphertextBlob": "{blob}", "EncryptionContext": {"a": "c"}}`},
	{operation: "Decrypt", body: `{"CiphertextBlob": "AAAA"}`},
	{operation: "Decrypt", body: `{"CiphertextBlob": "{blob}", "KeyId": "{other}", "EncryptionContext": {"a": "b"}}`, ours: "IncorrectKeyException"},
	{operation: "ReEncrypt", body: `{"CiphertextBlob": "{blob}", "SourceEncryptionContext": {"a": "b"}, "DestinationKeyId": "{other}"}`},
	{operation: "ReEncrypt", body: `{"CiphertextBlob": "{blob}", "DestinationKeyId": "{other}"}`},
	{operation: "Decrypt", body: `{"CiphertextBlob": "{blob}", "EncryptionContext": {"a": "b"}, "DryRun": true}`, ours: "DryRunOperationException"},
	{operation: "Decrypt", body: `{"CiphertextBlob": "{blob}", "DryRun": true}`},
	{operation: "GenerateDataKey", body: `{"KeyId": "{key}", "KeySpec": "AES_256", "Recipient": {"AttestationDocument": "AAAA"}}`, ours: "UnsupportedOperationException"},
	{operation: "GenerateDataKey", body: `{"KeyId": "{key}", "KeySpec": "AES_256"}`},
	{operation: "GenerateDataKey", body: `{"KeyId": "{key}"}`},
	{operation: "GenerateDataKey", body: `{"KeyId": "{key}", "KeySpec": "AES_256", "NumberOfBytes": 32}`},
	{operation: "GenerateDataKey", body: `{"KeyId": "{key}", "NumberOfBytes": 2000}`},
	{operation: "GenerateDataKeyWithoutPlaintext", body: `{"KeyId": "alias/orders", "NumberOfBytes": 16}`},
	{operation: "UpdateKeyDescription", body: `{"KeyId": "{key}", "Description": "more"}`},
	{operation: "DisableKey", body: `{"KeyId": "{key}"}`},
	{operation: "Encrypt", body: `{"KeyId": "{key}", "Plaintext": "YQ=="}`, ours: "DisabledException"},
	{operation: "Decrypt", body: `{"CiphertextBlob": "{blob}", "EncryptionContext": {"a": "b"}}`, ours: "DisabledException"},
	{operation: "EnableKey", body: `{"KeyId": "{key}"}`},
	{operation: "ScheduleKeyDeletion", body: `{"KeyId": "{key}", "PendingWindowInDays": 7}`},
	{operation: "DescribeKey", body: `{"KeyId": "{key}"}`},
	{operation: "Decrypt", body: `{"CiphertextBlob": "{blob}", "EncryptionContext": {"a": "b"}}`, ours: "KMSInvalidStateException"},
	{operation: "CancelKeyDeletion", body: `{"KeyId": "{key}"}`},
	{operation: "DeleteAlias", body: `{"AliasName": "alias/orders"}`},
	{operation: "DeleteAlias", body: `{"AliasName": "alias/orders"}`},
}

// TestKeyService_answers_as_moto makes the same requests of this server and of moto, and compares codes and members.
func TestKeyService_answers_as_moto(t *testing.T) {
	t.Parallel()
	g := newKeyServer(t)
	ours := &kmsEndpoint{t, g.server.URL, aws.Credentials{AccessKeyID: "AKIDROOT", SecretAccessKey: "root's secret"}, map[string]string{}, nil}
	moto := &kmsEndpoint{t, awstest.Moto(t), aws.Credentials{AccessKeyID: "test", SecretAccessKey: "test"}, map[string]string{}, nil}
	for i, step := range kmsSteps {
		name := fmt.Sprintf("%d %s %s", i, step.operation, step.body)
		code, answer := ours.call(step.operation, step.body)
		theirs, expected := moto.call(step.operation, step.body)
		if step.ours != "" {
			if code != step.ours || theirs == step.ours {
				t.Errorf("%s: code %q here, %q of moto, said to be %q", name, code, theirs, step.ours)
			}
			continue
		}
		if code != theirs {
			t.Errorf("%s: code %q here, %q of moto", name, code, theirs)
			continue
		}
		if missing := lacks("", answer, expected); len(missing) > 0 {
			t.Errorf("%s: moto tells %v, and this server does not", name, missing)
		}
		for value, member := range step.keep {
			for e, got := range map[*kmsEndpoint]map[string]any{ours: answer, moto: expected} {
				if m, ok := got["KeyMetadata"].(map[string]any); ok {
					got = m
				}
				e.values[value], _ = got[member].(string)
			}
		}
	}
}

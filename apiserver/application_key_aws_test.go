package apiserver_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/awskms"
	"github.com/penstock/penstock/lifecycle"
)

const amazonKey = "arn:aws:kms:" + region + ":999999999999:key/1"

// amazon is an AWS KMS with one key, which fails as it is told to.
type amazon struct {
	// fails is the error of an operation, by its name.
	fails map[string]string
	calls atomic.Int64
}

func (a *amazon) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.calls.Add(1)
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	if code := a.fails[operation]; code != "" {
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]string{"__type": code, "message": "so it is told"})
		return
	}
	answer := map[string]any{"KeyMetadata": map[string]any{"Arn": amazonKey, "KeyId": "1", "KeyState": "Enabled"}}
	if operation != "DescribeKey" {
		answer = map[string]any{"Plaintext": make([]byte, 32), "CiphertextBlob": []byte("wrapped"), "KeyId": amazonKey}
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func (a *amazon) authority(t *testing.T) (authority *apiserver.InspectedKeys, end func()) {
	t.Helper()
	s := httptest.NewServer(a)
	t.Cleanup(s.Close)
	return &apiserver.InspectedKeys{
		Provider: awskms.Name,
		Keys: awskms.New(aws.Config{
			Region: region, BaseEndpoint: &s.URL, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
			Retryer: func() aws.Retryer { return aws.NopRetryer{} },
		}),
		AccountOf: func(context.Context, string) (string, error) { return "999999999999", nil },
	}, s.Close
}

// What AWS KMS says about the installation is told as it is, with key and action.
func TestInspectedKeys_tell_what_the_provider_says(t *testing.T) {
	t.Parallel()
	arn, used := application+"orders", lifecycle.Key{Provider: awskms.Name, ARN: amazonKey}
	for name, test := range map[string]struct {
		fails map[string]string
		use   apiserver.KeyUse
		kind  kms.FailureKind
		says  string
	}{
		"usable":               {nil, apiserver.KeySeals, "", ""},
		"disabled":             {map[string]string{"GenerateDataKey": "DisabledException"}, apiserver.KeySeals, kms.KeyDisabled, "kms:GenerateDataKey"},
		"about to be deleted":  {map[string]string{"Decrypt": "KMSInvalidStateException"}, apiserver.KeySeals, kms.KeyPendingDeletion, "kms:Decrypt"},
		"gone":                 {map[string]string{"DescribeKey": "NotFoundException"}, apiserver.KeyOpens, kms.KeyNotFound, "kms:DescribeKey"},
		"we may not write":     {map[string]string{"GenerateDataKey": "AccessDeniedException"}, apiserver.KeySeals, kms.KeyDenied, "Allow kms:GenerateDataKey"},
		"we may not read":      {map[string]string{"Decrypt": "AccessDeniedException"}, apiserver.KeySeals, kms.KeyDenied, "Allow kms:Decrypt"},
		"only read":            {map[string]string{"GenerateDataKey": "AccessDeniedException"}, apiserver.KeyOpens, "", ""},
		"only left":            {map[string]string{"DescribeKey": "NotFoundException"}, apiserver.KeyNamed, "", ""},
		"throttled":            {map[string]string{"GenerateDataKey": "ThrottlingException"}, apiserver.KeySeals, kms.KeyThrottled, "too many calls"},
		"nobody may describe":  {map[string]string{"DescribeKey": "AccessDeniedException"}, apiserver.KeySeals, "", ""},
		"throttled describing": {map[string]string{"DescribeKey": "ThrottlingException"}, apiserver.KeyOpens, kms.KeyThrottled, "too many calls"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			authority, _ := (&amazon{fails: test.fails}).authority(t)
			err := authority.Permit(t.Context(), apiserver.Identity{AccountID: account, Region: region}, arn, used, test.use)
			if test.kind == "" {
				require.NoError(t, err)
				return
			}
			var failed *kms.KeyError
			require.ErrorAs(t, err, &failed)
			require.Equal(t, test.kind, failed.Kind)
			require.ErrorContains(t, err, amazonKey)
			require.ErrorContains(t, err, test.says)
		})
	}
	authority, end := (&amazon{}).authority(t)
	end()
	_, err := authority.Find(t.Context(), key("orders"), "alias/orders")
	var failed *kms.KeyError
	require.ErrorAs(t, err, &failed)
	require.Equal(t, kms.KeyUnreachable, failed.Kind)
}

// What callers may do is up to their own policies, with the conditions of the service; who may not is refused before AWS hears of it.
func TestInspectedKeys_ask_the_callers_policies(t *testing.T) {
	t.Parallel()
	everything := []string{`"kms:DescribeKey"`, `"kms:Decrypt"`, `"kms:GenerateDataKey*"`, `"kms:CreateGrant"`}
	document := func(actions []string, condition string) string {
		return `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [` + strings.Join(actions, ",") + `], "Resource": "` + amazonKey + `", "Condition": {"StringEquals": {` + condition + `}}}]}`
	}
	via := `"kms:ViaService": "kinesisanalytics.` + region + `.amazonaws.com"`
	for name, test := range map[string]struct {
		document string
		refused  string
	}{
		"by the service": {document(everything, via), ""},
		"otherwise only": {document(everything, `"kms:ViaService": "s3.`+region+`.amazonaws.com"`), "kms:DescribeKey"},
		"no reading":     {document(everything[:1], via), "kms:Decrypt"},
		"no grants":      {document(everything[:3], via), "kms:CreateGrant"},
		"another application": {
			`{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*"},
			  {"Effect": "Deny", "Action": "kms:Decrypt", "Resource": "*", "Condition": {"StringNotEquals": {"kms:EncryptionContext:aws:kinesisanalytics:arn": "` + application + `refunds"}}}]}`, "kms:Decrypt",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			parsed, err := policy.Parse(policy.Identity, []byte(test.document), access.Vocabulary())
			require.NoError(t, err)
			a := &amazon{}
			authority, _ := a.authority(t)
			id := apiserver.Identity{AccountID: account, Region: region, Caller: &access.Caller{
				Principal: access.Principal{Kind: access.User, AccountID: account, Name: "op"}, Policies: []policy.Named{{Name: "p", Policy: parsed}},
			}}
			err = authority.Permit(t.Context(), id, application+"orders", lifecycle.Key{Provider: awskms.Name, ARN: amazonKey}, apiserver.KeySeals)
			if test.refused == "" {
				require.NoError(t, err)
				return
			}
			var denied *access.DeniedError
			require.ErrorAs(t, err, &denied)
			require.ErrorContains(t, err, test.refused)
			require.Zero(t, a.calls.Load())
		})
	}
}

package access_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
)

func newKey(t testing.TB) tink.AEAD {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	require.NoError(t, err)
	key, err := aead.New(handle)
	require.NoError(t, err)
	return key
}

var deployer = access.Principal{Kind: access.Role, AccountID: "123456789012", ID: "AROA1", Name: "deployer", Session: "ci"}

func TestSession_OpensWithItsOwnKeyOnly(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	s := access.NewSession(deployer, time.Now(), time.Hour)
	s.Policy = `{"a": 1}`
	require.True(t, strings.HasPrefix(s.AccessKeyID, "ASIA"))
	require.Len(t, s.AccessKeyID, 20)
	require.Len(t, s.Secret, 40)
	token, err := s.Seal(key)
	require.NoError(t, err)
	require.NotContains(t, token, s.Secret)
	got, err := access.OpenSession(key, s.AccessKeyID, token)
	require.NoError(t, err)
	require.Equal(t, s, got)

	raw, err := base64.RawURLEncoding.DecodeString(token)
	require.NoError(t, err)
	raw[0] = 2
	newer := base64.RawURLEncoding.EncodeToString(raw)
	other, err := access.NewSession(deployer, time.Now(), time.Hour).Seal(key)
	require.NoError(t, err)
	for name, test := range map[string]struct {
		key          tink.AEAD
		keyID, token string
	}{
		"another server's": {newKey(t), s.AccessKeyID, token},
		"another key":      {key, "ASIAOTHER", token},
		"another token":    {key, s.AccessKeyID, other},
		"a newer version":  {key, s.AccessKeyID, newer},
		"changed":          {key, s.AccessKeyID, token[:len(token)-2] + "AA"},
		"cut":              {key, s.AccessKeyID, token[:20]},
		"nothing":          {key, s.AccessKeyID, ""},
		"no base64":        {key, s.AccessKeyID, "a+b="},
		"far too long":     {key, s.AccessKeyID, strings.Repeat("A", 1<<20)},
	} {
		_, err := access.OpenSession(test.key, test.keyID, test.token)
		require.ErrorIs(t, err, access.ErrNoSession, name)
	}
}

func FuzzOpenSession(f *testing.F) {
	key := newKey(f)
	token, err := access.NewSession(deployer, time.Unix(0, 0), time.Hour).Seal(key)
	require.NoError(f, err)
	f.Add("ASIA1", token)
	f.Add("ASIA1", "AQ")
	f.Fuzz(func(t *testing.T, keyID, token string) {
		if _, err := access.OpenSession(key, keyID, token); err == nil {
			t.Fatal("nobody else can make a token")
		}
	})
}

func TestParseARN(t *testing.T) {
	t.Parallel()
	for arn, want := range map[string][3]string{
		"arn:aws:iam::123456789012:user/ann":                        {"123456789012", "user", "ann"},
		"arn:aws:iam::123456789012:role/a.b@c":                      {"123456789012", "role", "a.b@c"},
		"arn:aws:iam::aws:policy/AdministratorAccess":               {"aws", "policy", "AdministratorAccess"},
		"arn:aws:iam::aws:user/ann":                                 {},
		"arn:aws:iam::123456789012:root":                            {},
		"arn:aws:iam::12345678901:user/ann":                         {},
		"arn:aws:iam::123456789012:user/a/b":                        {},
		"arn:aws:iam:eu-west-1:123456789012:user/ann":               {},
		"arn:aws:sts::123456789012:assumed-role/a/b":                {},
		"arn:aws:iam::123456789012:user/" + strings.Repeat("a", 65): {},
	} {
		account, kind, name, ok := access.ParseARN(arn)
		require.Equal(t, want != [3]string{}, ok, arn)
		if ok {
			require.Equal(t, want, [3]string{account, kind, name})
		}
	}
}

// nothing is a context without any values.
type nothing struct{}

func (nothing) Values(string) []string { return nil }

// TestBuiltins_SeparateWhoAdministersKeysFromWhoOperates also where somebody is given both.
func TestBuiltins_SeparateWhoAdministersKeysFromWhoOperates(t *testing.T) {
	t.Parallel()
	as := func(names ...string) *access.Caller {
		c := &access.Caller{Principal: access.Principal{Kind: access.User, AccountID: "123456789012", Name: "ann"}}
		for _, name := range names {
			b, ok := access.BuiltinByARN("arn:aws:iam::aws:policy/" + name)
			require.True(t, ok, name)
			c.Policies = append(c.Policies, policy.Named{Name: name, Policy: b.Policy})
		}
		return c
	}
	const start, describe, remove = "kinesisanalytics:StartApplication", "kinesisanalytics:DescribeApplication", "kinesisanalytics:DeleteApplication"
	const disable, user, audit = "kms:DisableKey", "penstock:CreateUser", "penstock:ListAuditEvents"
	for name, test := range map[string]struct {
		caller *access.Caller
		may    []string
	}{
		"nobody":        {as(), nil},
		"administrator": {as("AdministratorAccess"), []string{start, describe, remove, disable, user, audit}},
		"operator":      {as("ApplicationOperator"), []string{start, describe}},
		"viewer":        {as("ApplicationViewer"), []string{describe}},
		"keys":          {as("KeyAdministrator"), []string{disable}},
		"auditor":       {as("AuditReader"), []string{audit}},
		"both":          {as("KeyAdministrator", "ApplicationOperator"), nil},
	} {
		for _, action := range []string{start, describe, remove, disable, user, audit} {
			v := test.caller.Decide(policy.Request{Action: action, Resource: "arn:x", Context: nothing{}})
			require.Equal(t, contains(test.may, action), v.Allowed(), "%s: %s, %s", name, action, v.Reason())
		}
	}
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}

func TestDecide_ASessionsPolicyNarrowsDown(t *testing.T) {
	t.Parallel()
	admin, _ := access.BuiltinByARN("arn:aws:iam::aws:policy/AdministratorAccess")
	viewer, _ := access.BuiltinByARN("arn:aws:iam::aws:policy/ApplicationViewer")
	c := &access.Caller{Principal: deployer, Policies: []policy.Named{{Name: "admin", Policy: admin.Policy}}, SessionPolicy: viewer.Policy}
	r := policy.Request{Action: "kinesisanalytics:StartApplication", Resource: "arn:x", Context: nothing{}}
	v := c.Decide(r)
	require.False(t, v.Allowed())
	require.Equal(t, "User: arn:aws:sts::123456789012:assumed-role/deployer/ci is not authorized to perform: kinesisanalytics:StartApplication on resource: arn:x "+
		"because no session policy allows the kinesisanalytics:StartApplication action", c.Denied(v, r.Action, r.Resource))
	r.Action = "kinesisanalytics:DescribeApplication"
	require.True(t, c.Decide(r).Allowed())
	c.Policies, c.SessionPolicy = []policy.Named{{Name: "viewer", Policy: viewer.Policy}}, admin.Policy
	r.Action = "kinesisanalytics:StartApplication"
	require.False(t, c.Decide(r).Allowed(), "it adds nothing")
	c.Kind, c.SessionPolicy = access.Root, nil
	require.True(t, c.Decide(r).Root)
}

package authority_test

import (
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/authority"
	"github.com/penstock/penstock/access/oidc"
	"github.com/penstock/penstock/access/oidc/oidctest"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/kms/rootkey"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

const (
	account  = "123456789012"
	stranger = "210987654321"
	trustAll = `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "123456789012"}}}`
	assume   = `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}}`
)

// nothing is a context without any values.
type nothing struct{}

func (nothing) Values(string) []string { return nil }

// stage is an authority on a database with the user ann, who may assume roles, and the role deployer, who may see applications.
type stage struct {
	*testing.T

	*authority.Authority

	store       *store.Store
	credentials *store.Credentials
	key         tink.AEAD
	root        store.Credential
	now         time.Time
}

func newStage(t *testing.T, accounts ...string) *stage {
	t.Helper()
	s := &stage{T: t, store: storetest.Open(t), now: time.Now()}
	var err error
	s.key, err = rootkey.OpenFile(filepath.Join(t.TempDir(), "keyset.json"))
	require.NoError(t, err)
	s.credentials = store.NewCredentials(s.store, s.key)
	s.root, _, err = s.credentials.EnsureRoot(t.Context(), account, nil)
	require.NoError(t, err)
	s.Authority = authority.New(authority.Config{
		Store: s.store, Credentials: s.credentials, Key: s.key, Accounts: accounts, Logger: slog.New(slog.DiscardHandler),
		Now: func() time.Time { return s.now },
	})
	s.change(func(tx *store.Tx) error {
		ann := &store.Principal{ID: "AIDA1", AccountID: account, Kind: store.KindUser, Name: "ann"}
		deployer := &store.Principal{
			ID: "AROA1", AccountID: account, Kind: store.KindRole, Name: "deployer", TrustPolicy: trustAll, MaxSession: 2 * time.Hour,
		}
		for _, do := range []func() error{
			func() error { return tx.CreatePrincipal(t.Context(), ann) },
			func() error { return tx.CreatePrincipal(t.Context(), deployer) },
			func() error {
				return tx.CreatePolicy(t.Context(), &store.Policy{AccountID: account, Name: "assume", Document: assume})
			},
			func() error { return tx.AttachPolicy(t.Context(), "AIDA1", access.PolicyARN(account, "assume")) },
			func() error {
				return tx.AttachPolicy(t.Context(), "AROA1", "arn:aws:iam::aws:policy/ApplicationViewer")
			},
			func() error {
				return s.credentials.Create(t.Context(), tx, store.Credential{AccessKeyID: "PSTK1", SecretAccessKey: "secret", AccountID: account, PrincipalID: "AIDA1"})
			},
		} {
			if err := do(); err != nil {
				return err
			}
		}
		return nil
	})
	return s
}

func (s *stage) change(do func(tx *store.Tx) error) {
	s.Helper()
	require.NoError(s, s.store.InTx(s.Context(), do))
}

func (s *stage) caller(keyID, token string) *access.Caller {
	s.Helper()
	c, err := s.Caller(s.Context(), keyID, token)
	require.NoError(s, err)
	return c
}

func (s *stage) may(c *access.Caller, action string) bool {
	return c.Decide(policy.Request{Action: action, Resource: "arn:aws:iam::" + account + ":role/deployer", Context: nothing{}}).Allowed()
}

func deployer(change func(*authority.AssumeRole)) authority.AssumeRole {
	r := authority.AssumeRole{RoleARN: access.RoleARN(account, "deployer"), SessionName: "ci", Context: nothing{}}
	if change != nil {
		change(&r)
	}
	return r
}

func TestCaller_OfKeys(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	root := s.caller(s.root.AccessKeyID, "")
	require.Equal(t, "arn:aws:iam::"+account+":root", root.ARN())
	ann := s.caller("PSTK1", "")
	require.Equal(t, "arn:aws:iam::"+account+":user/ann", ann.ARN())
	require.Equal(t, "secret", ann.Secret)
	require.True(t, s.may(ann, access.ActionAssumeRole))
	require.False(t, s.may(ann, "kinesisanalytics:DescribeApplication"))
	for _, id := range []string{"", "PSTK2", "ASIA1"} {
		_, err := s.Caller(t.Context(), id, "")
		require.ErrorIs(t, err, sigv4.ErrUnknownKey, id)
	}
	_, err := newStage(t, stranger).Caller(t.Context(), "PSTK1", "")
	require.ErrorIs(t, err, sigv4.ErrUnknownKey, "the account is not served")
}

// TestRun_ForgetsWhatOtherServersChanged without being told by them.
func TestRun_ForgetsWhatOtherServersChanged(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	var running sync.WaitGroup
	running.Go(func() { s.Authority.Run(t.Context()) })
	t.Cleanup(running.Wait)
	require.True(t, s.may(s.caller("PSTK1", ""), access.ActionAssumeRole))
	s.change(func(tx *store.Tx) error {
		if _, err := tx.DetachPolicy(t.Context(), "AIDA1", access.PolicyARN(account, "assume")); err != nil {
			return err
		}
		return tx.AccessChanged(t.Context())
	})
	// The clock stands still: only the notification can make it forget.
	require.Eventually(t, func() bool { return !s.may(s.caller("PSTK1", ""), access.ActionAssumeRole) }, time.Minute, time.Millisecond)
}

func TestCaller_IsReadAgainSoonWhereNoNotificationsArrive(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.caller("PSTK1", "")
	s.change(func(tx *store.Tx) error { return tx.SetAccessKeyDisabled(t.Context(), account, "AIDA1", "PSTK1", true) })
	s.caller("PSTK1", "")
	s.now = s.now.Add(time.Second)
	_, err := s.Caller(t.Context(), "PSTK1", "")
	require.ErrorIs(t, err, sigv4.ErrUnknownKey)
}

func TestAssumeRole_GivesASessionOfTheRole(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	ann := s.caller("PSTK1", "")
	got, err := s.AssumeRole(t.Context(), ann, deployer(nil))
	require.NoError(t, err)
	require.Equal(t, time.Hour, got.Expires.Sub(got.Issued))
	c := s.caller(got.AccessKeyID, got.Token)
	require.Equal(t, "arn:aws:sts::"+account+":assumed-role/deployer/ci", c.ARN())
	require.Equal(t, "AROA1:ci", c.UserID())
	require.Equal(t, got.Secret, c.Secret)
	require.True(t, s.may(c, "kinesisanalytics:DescribeApplication"))
	require.False(t, s.may(c, access.ActionAssumeRole))

	t.Run("narrowed down by a policy", func(t *testing.T) {
		got, err := s.AssumeRole(t.Context(), ann, deployer(func(r *authority.AssumeRole) {
			r.Policy = `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kinesisanalytics:List*", "Resource": "*"}}`
		}))
		require.NoError(t, err)
		c := s.caller(got.AccessKeyID, got.Token)
		require.False(t, s.may(c, "kinesisanalytics:DescribeApplication"))
		require.True(t, s.may(c, "kinesisanalytics:ListApplications"))
	})
	t.Run("a token with another key", func(t *testing.T) {
		for _, pair := range [][2]string{{got.AccessKeyID, ""}, {"PSTK1", got.Token}, {"ASIA2", got.Token}, {got.AccessKeyID, got.Token + "A"}} {
			_, err := s.Caller(t.Context(), pair[0], pair[1])
			require.ErrorIs(t, err, sigv4.ErrUnknownKey)
		}
	})
	t.Run("no session from the session token", func(t *testing.T) {
		_, err := s.SessionToken(c, 0)
		var denied *access.DeniedError
		require.ErrorAs(t, err, &denied)
	})
	t.Run("over", func(t *testing.T) {
		s.now = s.now.Add(time.Hour)
		_, err := s.Caller(t.Context(), got.AccessKeyID, got.Token)
		require.ErrorIs(t, err, sigv4.ErrExpiredToken)
	})
}

func TestAssumeRole_Revoked(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	got, err := s.AssumeRole(t.Context(), s.caller("PSTK1", ""), deployer(nil))
	require.NoError(t, err)
	s.change(func(tx *store.Tx) error {
		p, err := tx.LockPrincipal(t.Context(), account, store.KindRole, "deployer")
		if err != nil {
			return err
		}
		p.SessionsValidSince = got.Issued.Add(time.Second)
		return tx.UpdatePrincipal(t.Context(), p)
	})
	s.Forget()
	_, err = s.Caller(t.Context(), got.AccessKeyID, got.Token)
	require.ErrorIs(t, err, sigv4.ErrExpiredToken)
	s.change(func(tx *store.Tx) error {
		if err := tx.DeletePrincipal(t.Context(), account, store.KindRole, "deployer"); err != nil {
			return err
		}
		return tx.CreatePrincipal(t.Context(), &store.Principal{ID: "AROA2", AccountID: account, Kind: store.KindRole, Name: "deployer", TrustPolicy: trustAll})
	})
	s.Forget()
	_, err = s.Caller(t.Context(), got.AccessKeyID, got.Token)
	require.ErrorIs(t, err, sigv4.ErrUnknownKey, "a role of the same name is another")
}

func TestAssumeRole_Refuses(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	ann := s.caller("PSTK1", "")
	session, err := s.AssumeRole(t.Context(), ann, deployer(nil))
	require.NoError(t, err)
	temporary := s.caller(session.AccessKeyID, session.Token)
	temporary.Policies = ann.Policies
	eve := &access.Caller{Principal: access.Principal{Kind: access.User, AccountID: account, ID: "AIDA9", Name: "eve"}}
	foreign := &access.Caller{Principal: access.Principal{Kind: access.Root, AccountID: stranger, ID: stranger}}
	for name, test := range map[string]struct {
		caller *access.Caller
		change func(*authority.AssumeRole)
		kind   fault.Kind // or denied
	}{
		"one whose own policies do not":    {eve, nil, ""},
		"another account":                  {foreign, nil, ""},
		"a role that does not exist":       {ann, func(r *authority.AssumeRole) { r.RoleARN += "x" }, ""},
		"no role":                          {ann, func(r *authority.AssumeRole) { r.RoleARN = access.UserARN(account, "ann") }, fault.InvalidArgumentKind},
		"no name":                          {ann, func(r *authority.AssumeRole) { r.SessionName = "" }, fault.InvalidArgumentKind},
		"too short":                        {ann, func(r *authority.AssumeRole) { r.Duration = 899 * time.Second }, fault.InvalidArgumentKind},
		"longer than the role allows":      {ann, func(r *authority.AssumeRole) { r.Duration = 2*time.Hour + time.Second }, fault.InvalidArgumentKind},
		"longer than one from another may": {temporary, func(r *authority.AssumeRole) { r.Duration = time.Hour + time.Second }, fault.InvalidArgumentKind},
		"a policy that is none":            {ann, func(r *authority.AssumeRole) { r.Policy = "{}" }, fault.InvalidArgumentKind},
	} {
		_, err := s.AssumeRole(t.Context(), test.caller, deployer(test.change))
		if test.kind != "" {
			require.True(t, fault.Is(err, test.kind), "%s: %v", name, err)
			continue
		}
		var denied *access.DeniedError
		require.ErrorAs(t, err, &denied, name)
	}
	_, err = s.AssumeRole(t.Context(), ann, deployer(func(r *authority.AssumeRole) { r.Duration = 2 * time.Hour }))
	require.NoError(t, err)
}

func TestSessionToken_LimitsOfDurations(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	ann, root := s.caller("PSTK1", ""), s.caller(s.root.AccessKeyID, "")
	for name, test := range map[string]struct {
		caller      *access.Caller
		asked, want time.Duration
	}{
		"a user's default": {ann, 0, 12 * time.Hour}, "a user's most": {ann, 36 * time.Hour, 36 * time.Hour}, "too much": {ann, 36*time.Hour + 1e9, 0},
		"too little": {ann, time.Minute, 0}, "a root's default": {root, 0, time.Hour}, "too much for a root": {root, time.Hour + 1e9, 0},
	} {
		got, err := s.SessionToken(test.caller, test.asked)
		if test.want == 0 {
			require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%s: %v", name, err)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, test.want, got.Expires.Sub(got.Issued), name)
		require.Equal(t, test.caller.ARN(), s.caller(got.AccessKeyID, got.Token).ARN())
	}
}

func TestBearer(t *testing.T) {
	t.Parallel()
	s, issuer := newStage(t), oidctest.New(t)
	s.now = time.Now()
	v := oidc.New(oidc.Config{Issuer: issuer.URL, Audiences: []string{"penstock"}, Rules: []oidc.Rule{
		{Claim: "groups", Value: "dev", Kind: access.Role, Name: "deployer"}, {Claim: "groups", Value: "gone", Kind: access.Role, Name: "gone"},
		{Claim: "email", Value: "ann@penstock.test", Kind: access.User, Name: "ann"},
	}})
	bearer := func(changes map[string]any) (*access.Caller, error) {
		return s.Bearer(t.Context(), v, account, issuer.Token(issuer.Claims("penstock", changes)))
	}
	c, err := bearer(map[string]any{"groups": []string{"dev"}, "email": "bob@penstock.test"})
	require.NoError(t, err)
	require.Equal(t, "arn:aws:sts::"+account+":assumed-role/deployer/bob@penstock.test", c.ARN())
	require.True(t, c.Temporary())
	require.True(t, s.may(c, "kinesisanalytics:DescribeApplication"))
	c, err = bearer(map[string]any{"email": "ann@penstock.test"})
	require.NoError(t, err)
	require.Equal(t, "arn:aws:iam::"+account+":user/ann", c.ARN())
	for name, changes := range map[string]map[string]any{
		"nobody": nil, "a role that is gone": {"groups": "gone"}, "another audience": {"aud": "x", "groups": "dev"},
		"expired": {"exp": 1, "groups": "dev"},
	} {
		_, err := bearer(changes)
		var refused *sigv4.Error
		require.ErrorAs(t, err, &refused, name)
		require.Equal(t, name == "expired", refused.Code == sigv4.ExpiredToken, name)
	}
}

func TestAssumeRoleWithToken(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.change(func(tx *store.Tx) error {
		return tx.CreatePrincipal(t.Context(), &store.Principal{
			ID: "AROA2", AccountID: account, Kind: store.KindRole, Name: "ci", MaxSession: time.Hour,
			TrustPolicy: `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
				"Principal": {"Federated": "https://issuer.test"}, "Condition": {"StringLike": {"oidc:sub": "repo:penstock/*"}}}}`,
		})
	})
	r := deployer(func(r *authority.AssumeRole) { r.RoleARN = access.RoleARN(account, "ci") })
	got, err := s.AssumeRoleWithToken(t.Context(), "https://issuer.test", map[string][]string{"sub": {"repo:penstock/x"}}, r)
	require.NoError(t, err)
	require.Equal(t, "https://issuer.test", s.caller(got.AccessKeyID, got.Token).Provider)
	for name, test := range map[string]struct{ issuer, sub, role string }{
		"another subject":              {"https://issuer.test", "repo:other/x", "ci"},
		"another issuer":               {"https://other.test", "repo:penstock/x", "ci"},
		"a role that trusts keys only": {"https://issuer.test", "repo:penstock/x", "deployer"},
		"a role that does not exist":   {"https://issuer.test", "repo:penstock/x", "nope"},
	} {
		r.RoleARN = access.RoleARN(account, test.role)
		_, err := s.AssumeRoleWithToken(t.Context(), test.issuer, map[string][]string{"sub": {test.sub}}, r)
		var denied *access.DeniedError
		require.ErrorAs(t, err, &denied, name)
	}
}

package oidc_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/oidc"
	"github.com/penstock/penstock/access/oidc/oidctest"
)

const audience = "penstock"

func TestVerify(t *testing.T) {
	t.Parallel()
	issuer, other := oidctest.New(t), oidctest.New(t)
	v := oidc.New(oidc.Config{Issuer: issuer.URL, Audiences: []string{"somebody", audience}})
	good := issuer.Token(issuer.Claims(audience, map[string]any{"groups": []string{"dev", "ops"}, "Level": 3, "admin": true, "nested": map[string]any{"a": 1}}))

	token, err := v.Verify(t.Context(), good)
	require.NoError(t, err)
	require.Equal(t, issuer.URL, token.Issuer)
	require.Equal(t, []string{"dev", "ops"}, token.Claims["groups"])
	require.Equal(t, []string{"3"}, token.Claims["level"])
	require.Equal(t, []string{"true"}, token.Claims["admin"])
	require.NotContains(t, token.Claims, "nested")

	parts := strings.Split(good, ".")
	unsigned := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + parts[1] + "."
	tampered, err := json.Marshal(issuer.Claims(audience, map[string]any{"sub": "somebody else"}))
	require.NoError(t, err)
	for name, test := range map[string]struct {
		token string
		want  error
	}{
		"nothing":                    {"", oidc.ErrInvalid},
		"no token":                   {"a.b.c", oidc.ErrInvalid},
		"a huge one":                 {strings.Repeat("a", 20_000) + ".b.c", oidc.ErrInvalid},
		"alg=none":                   {unsigned, oidc.ErrInvalid},
		"alg=none with a signature":  {unsigned + parts[2], oidc.ErrInvalid},
		"other claims":               {parts[0] + "." + base64.RawURLEncoding.EncodeToString(tampered) + "." + parts[2], oidc.ErrInvalid},
		"another audience":           {issuer.Token(issuer.Claims("elsewhere", nil)), oidc.ErrInvalid},
		"no audience":                {issuer.Token(issuer.Claims(audience, map[string]any{"aud": nil})), oidc.ErrInvalid},
		"another issuer's name":      {issuer.Token(issuer.Claims(audience, map[string]any{"iss": other.URL})), oidc.ErrInvalid},
		"another issuer's key":       {other.Token(issuer.Claims(audience, nil)), oidc.ErrInvalid},
		"the public key as a secret": {issuer.Sign(jose.SigningKey{Algorithm: jose.HS256, Key: issuer.PublicKeyBytes()}, issuer.Claims(audience, nil)), oidc.ErrInvalid},
		"expired":                    {issuer.Token(issuer.Claims(audience, map[string]any{"exp": time.Now().Add(-time.Minute).Unix()})), oidc.ErrExpired},
		"never expires":              {issuer.Token(issuer.Claims(audience, map[string]any{"exp": nil})), oidc.ErrExpired},
		"not yet":                    {issuer.Token(issuer.Claims(audience, map[string]any{"nbf": time.Now().Add(time.Hour).Unix()})), oidc.ErrInvalid},
	} {
		_, err := v.Verify(t.Context(), test.token)
		require.ErrorIs(t, err, test.want, name)
	}
}

func TestVerify_KeysAreReadAgainWhenTheyAreRotated(t *testing.T) {
	t.Parallel()
	issuer := oidctest.New(t)
	v := oidc.New(oidc.Config{Issuer: issuer.URL, Audiences: []string{audience}})
	old := issuer.Token(issuer.Claims(audience, nil))
	for range 3 {
		_, err := v.Verify(t.Context(), old)
		require.NoError(t, err)
	}
	require.Equal(t, 1, issuer.KeysRead())
	issuer.Rotate()
	rotated := issuer.Token(issuer.Claims(audience, nil))
	// go-oidc hands out keys that it has read a moment before it remembers them in the place of older ones.
	require.Eventually(t, func() bool {
		_, err := v.Verify(t.Context(), rotated)
		return err == nil
	}, time.Minute, time.Millisecond)
	require.Equal(t, 2, issuer.KeysRead())
	require.Eventually(t, func() bool {
		_, err := v.Verify(t.Context(), old)
		return errors.Is(err, oidc.ErrInvalid)
	}, time.Minute, time.Millisecond, "the key is gone")
}

// TestVerify_AnIssuerThatIsAway is no reason to believe or to refuse a token, and is asked again after a while only.
func TestVerify_AnIssuerThatIsAway(t *testing.T) {
	t.Parallel()
	issuer := oidctest.New(t)
	token := issuer.Token(issuer.Claims(audience, nil))
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.WriteHeader(http.StatusBadGateway)
	}))
	t.Cleanup(s.Close)
	now := time.Now()
	v := oidc.New(oidc.Config{Issuer: s.URL, Audiences: []string{audience}, Now: func() time.Time { return now }})
	for range 3 {
		_, err := v.Verify(t.Context(), token)
		require.Error(t, err)
		require.NotErrorIs(t, err, oidc.ErrInvalid)
	}
	require.Equal(t, 1, asked)
	now = now.Add(time.Minute)
	_, err := v.Verify(t.Context(), token)
	require.Error(t, err)
	require.Equal(t, 2, asked)
}

func TestMap_TheFirstRuleThatFitsCounts(t *testing.T) {
	t.Parallel()
	var rules []oidc.Rule
	for _, text := range []string{"groups=ops:role/operator", "email=ann@penstock.test:user/ann", "urn:team=a:b:role/team", "sub=*:role/anybody"} {
		r, err := oidc.ParseRule(text)
		require.NoError(t, err)
		rules = append(rules, r)
	}
	v := oidc.New(oidc.Config{Issuer: "https://issuer.test", Rules: rules})
	for name, test := range map[string]struct {
		claims map[string][]string
		want   string
	}{
		"one of several":    {map[string][]string{"groups": {"dev", "ops"}, "email": {"ann@penstock.test"}}, "role/operator"},
		"a user":            {map[string][]string{"email": {"ann@penstock.test"}, "sub": {"7"}}, "user/ann"},
		"colons":            {map[string][]string{"urn:team": {"a:b"}}, "role/team"},
		"any value":         {map[string][]string{"sub": {"7"}}, "role/anybody"},
		"nothing that fits": {map[string][]string{"groups": {"dev"}}, ""},
	} {
		r, err := v.Map(&oidc.Token{Claims: test.claims})
		if test.want == "" {
			require.ErrorIs(t, err, oidc.ErrUnmapped, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, test.want, string(r.Kind)+"/"+r.Name, name)
	}
	for _, text := range []string{"", "groups", "groups=ops", "groups=ops:ann", "groups=ops:group/ann", "=x:user/ann", "groups=ops:user/a b"} {
		_, err := oidc.ParseRule(text)
		require.Error(t, err, text)
	}
	require.Equal(t, access.User, rules[1].Kind)
}

func TestSessionName_IsOneThatSessionsCanHave(t *testing.T) {
	t.Parallel()
	for want, claims := range map[string]map[string][]string{
		"ann@penstock.test":     {"email": {"ann@penstock.test"}, "sub": {"7"}},
		"auth0-7":               {"sub": {"auth0|7"}},
		"token":                 {"sub": {"7"}},
		strings.Repeat("a", 64): {"preferred_username": {strings.Repeat("a", 100)}},
	} {
		require.Equal(t, want, (&oidc.Token{Claims: claims}).SessionName())
	}
}

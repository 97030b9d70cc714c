// Package oidctest is an OpenID Connect issuer for tests: discovery, keys that can be rotated, and tokens signed by them.
package oidctest

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"
)

// keySize is that of the issuer's keys; small ones are made faster.
const keySize = 2048

// Issuer is an issuer that runs until its test ends.
type Issuer struct {
	testing.TB

	URL string
	// Close ends it before its test.
	Close func()

	mu   sync.Mutex
	keys []jose.JSONWebKey
	// asked counts how often the keys were read.
	asked int
}

// New starts an issuer.
func New(t testing.TB) *Issuer {
	t.Helper()
	i := &Issuer{TB: t}
	i.Rotate()
	mux := http.NewServeMux()
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	i.URL, i.Close = s.URL, s.Close
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `{"issuer": %q, "jwks_uri": %q, "authorization_endpoint": %q, "token_endpoint": %q,
			"id_token_signing_alg_values_supported": ["RS256"]}`, s.URL, s.URL+"/keys", s.URL+"/authorize", s.URL+"/token")
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		i.mu.Lock()
		defer i.mu.Unlock()
		i.asked++
		set := jose.JSONWebKeySet{Keys: []jose.JSONWebKey{i.keys[len(i.keys)-1].Public()}}
		if err := json.NewEncoder(w).Encode(set); err != nil {
			t.Error(err)
		}
	})
	return i
}

// Rotate makes a new key, which takes the place of the one before.
func (i *Issuer) Rotate() {
	i.Helper()
	key, err := rsa.GenerateKey(rand.Reader, keySize)
	require.NoError(i, err)
	i.mu.Lock()
	defer i.mu.Unlock()
	i.keys = append(i.keys, jose.JSONWebKey{Key: key, KeyID: fmt.Sprint("key-", len(i.keys)+1), Algorithm: string(jose.RS256), Use: "sig"})
}

// KeysRead tells how often the keys were read.
func (i *Issuer) KeysRead() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.asked
}

// Claims are those of a good token for the audience, with changes; a change to nil leaves a claim out.
func (i *Issuer) Claims(audience string, changes map[string]any) map[string]any {
	claims := map[string]any{
		"iss": i.URL, "aud": audience, "sub": "subject-7", "iat": time.Now().Unix(), "exp": time.Now().Add(time.Hour).Unix(),
	}
	maps.Copy(claims, changes)
	maps.DeleteFunc(claims, func(_ string, v any) bool { return v == nil })
	return claims
}

// Token is a token with the claims, signed by the newest key.
func (i *Issuer) Token(claims map[string]any) string {
	i.Helper()
	i.mu.Lock()
	key := i.keys[len(i.keys)-1]
	i.mu.Unlock()
	return i.Sign(jose.SigningKey{Algorithm: jose.RS256, Key: key}, claims)
}

// Sign is a token with the claims, signed by any key.
func (i *Issuer) Sign(key jose.SigningKey, claims map[string]any) string {
	i.Helper()
	signer, err := jose.NewSigner(key, (&jose.SignerOptions{}).WithType("JWT"))
	require.NoError(i, err)
	text, err := json.Marshal(claims)
	require.NoError(i, err)
	signed, err := signer.Sign(text)
	require.NoError(i, err)
	token, err := signed.CompactSerialize()
	require.NoError(i, err)
	return token
}

// PublicKeyBytes is the newest key's modulus, which somebody who confuses algorithms would sign with as a shared secret.
func (i *Issuer) PublicKeyBytes() []byte {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.keys[len(i.keys)-1].Key.(*rsa.PrivateKey).N.Bytes()
}

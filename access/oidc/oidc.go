// Package oidc believes the tokens of one OpenID Connect issuer, and says for whom they stand.
//
// The issuer's keys come from its discovery document; they are read when the first token arrives and again when one is signed
// with a key that is not among them. An issuer that cannot be reached keeps nobody from starting a server.
package oidc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"github.com/penstock/penstock/access"
)

const (
	// patience is how long the issuer may take to answer, retry how long an issuer that failed is left alone.
	patience = 10 * time.Second
	retry    = 5 * time.Second
	// maxToken is more than any token has; what is longer is not looked at.
	maxToken = 16 << 10
)

var (
	// ErrInvalid says that a token is not believed.
	ErrInvalid = errors.New("the token is invalid")
	// ErrExpired says that a token was believed until it expired.
	ErrExpired = errors.New("the token is expired")
	// ErrUnmapped says that a token is believed and stands for nobody.
	ErrUnmapped = errors.New("the token stands for no user and no role")
)

// algorithms are those that signatures may have: such as have a public key.
var algorithms = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.EdDSA,
}

// Rule says that tokens with a value of a claim stand for a user or a role.
type Rule struct {
	// Value * is any.
	Claim, Value string
	Kind         access.Kind
	Name         string
}

var rulePattern = regexp.MustCompile(`^([^=]+)=(.+):(role|user)/([^/]+)$`)

// ParseRule reads a rule as the command line has it: CLAIM=VALUE:role/NAME or CLAIM=VALUE:user/NAME.
func ParseRule(text string) (Rule, error) {
	m := rulePattern.FindStringSubmatch(text)
	if m == nil || !access.ValidName(m[4]) {
		return Rule{}, fmt.Errorf("%q is not CLAIM=VALUE:role/NAME or CLAIM=VALUE:user/NAME", text)
	}
	return Rule{Claim: m[1], Value: m[2], Kind: access.Kind(m[3]), Name: m[4]}, nil
}

// Config says whose tokens are believed.
type Config struct {
	// Issuer is a URL; tokens must be for one of the audiences.
	Issuer    string
	Audiences []string
	// Rules are tried one after the other; the first that fits counts.
	Rules []Rule
	// HTTPClient asks the issuer; nil means one of its own.
	HTTPClient *http.Client
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Verifier verifies tokens. It is safe for concurrent use.
type Verifier struct {
	config Config

	mu       sync.Mutex
	verifier *oidc.IDTokenVerifier
	// failed is why the issuer was not found, until when that is believed.
	failed error
	until  time.Time
}

// New returns a verifier. It asks the issuer when the first token arrives.
func New(c Config) *Verifier {
	if c.HTTPClient == nil {
		c.HTTPClient = &http.Client{Timeout: patience}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Verifier{config: c}
}

// Token is a token that is believed.
type Token struct {
	Issuer, Subject string
	Issued, Expires time.Time
	// Claims are those whose values are texts, numbers, booleans or lists of them, as texts.
	Claims map[string][]string
}

// Verify believes a token, or answers ErrInvalid or ErrExpired; any other error is the issuer's.
func (v *Verifier) Verify(ctx context.Context, raw string) (*Token, error) {
	if len(raw) > maxToken || strings.Count(raw, ".") != 2 {
		return nil, ErrInvalid
	}
	verifier, err := v.discover()
	if err != nil {
		return nil, err
	}
	token, err := verifier.Verify(ctx, raw)
	var expired *oidc.TokenExpiredError
	switch {
	case errors.As(err, &expired):
		return nil, ErrExpired
	case err != nil && strings.Contains(err.Error(), "fetching keys"):
		return nil, fmt.Errorf("read keys of %s: %w", v.config.Issuer, err)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if !slices.ContainsFunc(token.Audience, func(a string) bool { return slices.Contains(v.config.Audiences, a) }) {
		return nil, fmt.Errorf("%w: it is for another audience", ErrInvalid)
	}
	var claims map[string]any
	if err := token.Claims(&claims); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return &Token{Issuer: token.Issuer, Subject: token.Subject, Issued: token.IssuedAt, Expires: token.Expiry, Claims: flatten(claims)}, nil
}

// discover finds the issuer's keys, once.
func (v *Verifier) discover() (*oidc.IDTokenVerifier, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.verifier != nil {
		return v.verifier, nil
	}
	if v.failed != nil && v.config.Now().Before(v.until) {
		return nil, v.failed
	}
	// Not the context of the request: the keys are read with it for as long as the verifier lives.
	provider, err := oidc.NewProvider(oidc.ClientContext(context.Background(), v.config.HTTPClient), v.config.Issuer)
	if err != nil {
		v.failed, v.until = fmt.Errorf("discover issuer %s: %w", v.config.Issuer, err), v.config.Now().Add(retry)
		return nil, v.failed
	}
	v.verifier = provider.Verifier(&oidc.Config{
		SkipClientIDCheck:    true, // audiences are compared above: there may be several
		SupportedSigningAlgs: algorithms, Now: v.config.Now,
	})
	return v.verifier, nil
}

// flatten keeps the claims that conditions and rules can compare. Names are in lower case, as those of condition keys.
func flatten(claims map[string]any) map[string][]string {
	out := map[string][]string{}
	for name, value := range claims {
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}
		for _, item := range list {
			switch i := item.(type) {
			case string:
				out[strings.ToLower(name)] = append(out[strings.ToLower(name)], i)
			case bool:
				out[strings.ToLower(name)] = append(out[strings.ToLower(name)], strconv.FormatBool(i))
			case float64:
				out[strings.ToLower(name)] = append(out[strings.ToLower(name)], strconv.FormatFloat(i, 'f', -1, 64))
			case json.Number:
				out[strings.ToLower(name)] = append(out[strings.ToLower(name)], i.String())
			}
		}
	}
	return out
}

// Map finds the user or role that the token stands for, or answers ErrUnmapped.
func (v *Verifier) Map(t *Token) (Rule, error) {
	for _, r := range v.config.Rules {
		values := t.Claims[strings.ToLower(r.Claim)]
		if len(values) > 0 && r.Value == "*" || slices.Contains(values, r.Value) {
			return r, nil
		}
	}
	return Rule{}, ErrUnmapped
}

// unfit is what names of sessions cannot have.
var unfit = regexp.MustCompile(`[^A-Za-z0-9+=,.@_-]+`)

// SessionName is what to call a session that the token begins: whom it is of, as far as it says.
func (t *Token) SessionName() string {
	for _, claim := range []string{"email", "preferred_username", "sub"} {
		if values := t.Claims[claim]; len(values) == 1 {
			name := unfit.ReplaceAllString(values[0], "-")
			if len(name) >= 2 {
				return name[:min(len(name), 64)]
			}
		}
	}
	return "token"
}

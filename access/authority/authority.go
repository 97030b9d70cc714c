// Package authority finds out whom a request is made by and what that principal is allowed, from what the database says.
//
// Every request asks, so the answers are kept. They are thrown away whenever the database tells that somebody may do more or less
// than before ([store.Store.WatchAccess]), and while it cannot tell they are good for a second only.
package authority

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

const (
	// watchedTTL bounds how long an answer is used that no notification took back, unwatchedTTL while none would arrive.
	watchedTTL   = 30 * time.Second
	unwatchedTTL = time.Second
)

// Config is what an authority is made of.
type Config struct {
	Store       *store.Store
	Credentials *store.Credentials
	// Key seals session tokens.
	Key tink.AEAD
	// Accounts are those that are served; empty serves all.
	Accounts []string
	Logger   *slog.Logger
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Authority knows who may do what. It is safe for concurrent use.
type Authority struct {
	Config

	mu sync.Mutex
	// generation grows with each change, so that what was read before one is not kept after it.
	generation uint64
	watched    bool
	keys       map[string]kept[*access.Caller]
	grants     map[string]kept[*grant]
	// named are grants by account, kind and name.
	named map[string]kept[*grant]
}

// kept is an answer and how long it is good for.
type kept[T any] struct {
	value T
	until time.Time
}

// grant is what the database says of a user or role.
type grant struct {
	principal *store.Principal
	policies  []policy.Named
}

// New returns an authority. It keeps answers for a second only until [Authority.Run].
func New(c Config) *Authority {
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Authority{Config: c, keys: map[string]kept[*access.Caller]{}, grants: map[string]kept[*grant]{}, named: map[string]kept[*grant]{}}
}

// Run watches for changes until the context ends.
func (a *Authority) Run(ctx context.Context) {
	a.Store.WatchAccess(ctx, a.Logger, func(connected bool) {
		a.mu.Lock()
		a.watched = connected
		a.mu.Unlock()
		a.Forget()
	})
}

// Forget makes the next requests ask the database.
func (a *Authority) Forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.generation++
	clear(a.keys)
	clear(a.grants)
	clear(a.named)
}

// remembered answers from what is kept, or by load.
func remembered[T any](a *Authority, answers map[string]kept[T], id string, load func() (T, error)) (T, error) {
	a.mu.Lock()
	generation := a.generation
	found, ok := answers[id]
	ttl := unwatchedTTL
	if a.watched {
		ttl = watchedTTL
	}
	a.mu.Unlock()
	now := a.Now()
	if ok && now.Before(found.until) {
		return found.value, nil
	}
	value, err := load()
	if err != nil {
		return value, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.generation == generation {
		answers[id] = kept[T]{value, now.Add(ttl)}
	}
	return value, nil
}

// Caller finds whose an access key is. Temporary keys come with their session token. The error is [sigv4.ErrUnknownKey] or
// [sigv4.ErrExpiredToken] where the caller is to blame.
func (a *Authority) Caller(ctx context.Context, accessKeyID, sessionToken string) (*access.Caller, error) {
	if sessionToken != "" {
		return a.ofSession(ctx, accessKeyID, sessionToken)
	}
	return remembered(a, a.keys, accessKeyID, func() (*access.Caller, error) { return a.ofKey(ctx, accessKeyID) })
}

func (a *Authority) ofKey(ctx context.Context, accessKeyID string) (*access.Caller, error) {
	key, err := a.Credentials.Lookup(ctx, accessKeyID)
	if errors.Is(err, store.ErrUnknownAccessKey) || err == nil && !a.serves(key.AccountID) {
		return nil, sigv4.ErrUnknownKey
	}
	if err != nil {
		return nil, err
	}
	caller := &access.Caller{AccessKeyID: key.AccessKeyID, Secret: key.SecretAccessKey}
	if key.PrincipalID == "" {
		caller.Principal = access.Principal{Kind: access.Root, AccountID: key.AccountID, ID: key.AccountID}
		return caller, nil
	}
	g, err := a.grant(ctx, key.PrincipalID)
	if err != nil {
		return nil, err
	}
	caller.Principal, caller.Policies = g.as(""), g.policies
	return caller, nil
}

func (a *Authority) ofSession(ctx context.Context, accessKeyID, token string) (*access.Caller, error) {
	s, err := access.OpenSession(a.Key, accessKeyID, token)
	if err != nil || !a.serves(s.Principal.AccountID) {
		return nil, sigv4.ErrUnknownKey
	}
	if !a.Now().Before(s.Expires) {
		return nil, sigv4.ErrExpiredToken
	}
	caller := &access.Caller{
		Principal: s.Principal, AccessKeyID: s.AccessKeyID, Secret: s.Secret, Issued: s.Issued, Expires: s.Expires, Provider: s.Provider,
	}
	if s.Policy != "" {
		if caller.SessionPolicy, err = policy.Parse(policy.Identity, []byte(s.Policy), access.Vocabulary()); err != nil {
			return nil, fmt.Errorf("understand the policy of session %s: %w", s.AccessKeyID, err)
		}
	}
	if s.Principal.Kind == access.Root {
		return caller, nil
	}
	g, err := a.grant(ctx, s.Principal.ID)
	if err != nil {
		return nil, err
	}
	if s.Issued.Before(g.principal.SessionsValidSince) {
		return nil, sigv4.ErrExpiredToken
	}
	caller.Policies = g.policies
	return caller, nil
}

func (a *Authority) serves(accountID string) bool {
	return len(a.Accounts) == 0 || slices.Contains(a.Accounts, accountID)
}

// grant reads a user or role by its id. One that is gone is an unknown key.
func (a *Authority) grant(ctx context.Context, id string) (*grant, error) {
	return remembered(a, a.grants, id, func() (*grant, error) {
		p, err := a.Store.PrincipalByID(ctx, id)
		if fault.Is(err, fault.NotFoundKind) {
			return nil, sigv4.ErrUnknownKey
		}
		if err != nil {
			return nil, err
		}
		return a.read(ctx, p)
	})
}

// read reads and understands the policies of a user or role. One that is not understood may deny what others allow, so it must not
// be passed over.
func (a *Authority) read(ctx context.Context, p *store.Principal) (*grant, error) {
	arns, err := a.Store.AttachedPolicies(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	own, err := a.Store.PoliciesOf(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	g := &grant{principal: p}
	for _, arn := range arns {
		if b, ok := access.BuiltinByARN(arn); ok {
			g.policies = append(g.policies, policy.Named{Name: arn, Policy: b.Policy})
		}
	}
	for _, o := range own {
		understood, err := policy.Parse(policy.Identity, []byte(o.Document), access.Vocabulary())
		if err != nil {
			return nil, fmt.Errorf("understand policy %s of account %s: %w", o.Name, o.AccountID, err)
		}
		g.policies = append(g.policies, policy.Named{Name: access.PolicyARN(o.AccountID, o.Name), Policy: understood})
	}
	return g, nil
}

// as is the principal of a session of the role, or the user.
func (g *grant) as(session string) access.Principal {
	return access.Principal{
		Kind: access.Kind(g.principal.Kind), AccountID: g.principal.AccountID, ID: g.principal.ID, Name: g.principal.Name, Session: session,
	}
}

// As returns the user or role of a name as if it had proved itself: for tokens that stand for it, and for questions about what it
// may do. One that does not exist is a fault of kind NotFound.
func (a *Authority) As(ctx context.Context, accountID string, kind access.Kind, name, session string) (*access.Caller, error) {
	g, err := a.byName(ctx, accountID, kind, name)
	if err != nil {
		return nil, err
	}
	return &access.Caller{Principal: g.as(session), Policies: g.policies}, nil
}

func (a *Authority) byName(ctx context.Context, accountID string, kind access.Kind, name string) (*grant, error) {
	return remembered(a, a.named, accountID+"/"+string(kind)+"/"+name, func() (*grant, error) {
		p, err := a.Store.Principal(ctx, accountID, string(kind), name)
		if err != nil {
			return nil, err
		}
		return a.read(ctx, p)
	})
}

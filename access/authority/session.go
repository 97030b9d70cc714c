package authority

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/lifecycle/fault"
)

// The limits of sessions, which are AWS's.
const (
	// MinSession is the shortest session.
	MinSession = 15 * time.Minute
	// MaxRoleSession is the longest that a role may allow, DefaultRoleSession what it allows unless it says otherwise.
	MaxRoleSession     = 12 * time.Hour
	DefaultRoleSession = time.Hour
	// maxChained is the longest session of a role that was assumed with temporary credentials.
	maxChained = time.Hour
	// maxToken and defaultToken are of GetSessionToken; maxRootToken is for roots.
	maxToken     = 36 * time.Hour
	defaultToken = 12 * time.Hour
	maxRootToken = time.Hour
	// maxSessionPolicy is how many characters the policy of a session may have.
	maxSessionPolicy = 2048
)

// sessionNamePattern is that of the names of sessions.
var sessionNamePattern = regexp.MustCompile(`^[A-Za-z0-9+=,.@_-]{2,64}$`)

// AssumeRole is what is asked for with a role.
type AssumeRole struct {
	RoleARN, SessionName string
	// Duration is zero for the default.
	Duration time.Duration
	// ExternalID is compared with sts:ExternalId in the trust policy.
	ExternalID string
	// Policy narrows the session down; empty does not.
	Policy string
	// Context tells what else conditions ask for.
	Context policy.Context
}

// Assumed is a new session: its credentials, with the token.
type Assumed struct {
	access.Session

	Token string
}

// sessionContext adds what a request for a role says to the other keys.
type sessionContext struct {
	policy.Context

	request *AssumeRole
	claims  map[string][]string
}

// Values implements policy.Context.
func (c sessionContext) Values(key string) []string {
	switch key {
	case "sts:rolesessionname":
		return []string{c.request.SessionName}
	case "sts:externalid":
		if c.request.ExternalID != "" {
			return []string{c.request.ExternalID}
		}
		return nil
	}
	if claim, ok := strings.CutPrefix(key, policy.ClaimPrefix); ok && c.claims != nil {
		return c.claims[claim]
	}
	return c.Context.Values(key)
}

// AssumeRole begins a session of a role on behalf of the caller. The role's trust policy must allow it; where that names only the
// caller's account, or a role is in another one, the caller's own policies must allow it, too. The error is an
// *access.DeniedError or a fault.
func (a *Authority) AssumeRole(ctx context.Context, caller *access.Caller, r AssumeRole) (*Assumed, error) {
	accountID, g, trust, err := a.role(ctx, &r)
	if err != nil {
		return nil, a.hide(err, caller.ARN(), access.ActionAssumeRole, r.RoleARN)
	}
	conditions := sessionContext{Context: r.Context, request: &r}
	trusted, direct := trust.EvaluateTrust(policy.Principal{ARNs: caller.TrustedAs()}, access.ActionAssumeRole, conditions)
	request := policy.Request{Action: access.ActionAssumeRole, Resource: r.RoleARN, Context: conditions}
	own := caller.Decide(request)
	enough := own.Allowed() || direct && own.Outcome == policy.ImplicitDeny && caller.SessionAllows(request) && caller.AccountID == accountID
	if trusted.Outcome != policy.Allowed || !enough {
		return nil, denied(caller.ARN(), access.ActionAssumeRole, r.RoleARN)
	}
	most := g.principal.MaxSession
	if caller.Temporary() {
		most = min(most, maxChained)
	}
	return a.begin(g, r, most, access.Session{Parent: caller.ARN()})
}

// AssumeRoleWithToken begins a session of a role for who has a verified OIDC token.
func (a *Authority) AssumeRoleWithToken(ctx context.Context, issuer string, claims map[string][]string, r AssumeRole) (*Assumed, error) {
	who := issuer
	if len(claims["sub"]) == 1 {
		who += ":" + claims["sub"][0]
	}
	_, g, trust, err := a.role(ctx, &r)
	if err != nil {
		return nil, a.hide(err, who, access.ActionWebIdentity, r.RoleARN)
	}
	trusted, _ := trust.EvaluateTrust(policy.Principal{Issuer: issuer}, access.ActionWebIdentity, sessionContext{r.Context, &r, claims})
	if trusted.Outcome != policy.Allowed {
		return nil, denied(who, access.ActionWebIdentity, r.RoleARN)
	}
	return a.begin(g, r, g.principal.MaxSession, access.Session{Parent: who, Provider: issuer})
}

// SessionToken begins a session of the caller itself. Temporary credentials do not beget others.
func (a *Authority) SessionToken(caller *access.Caller, duration time.Duration) (*Assumed, error) {
	if caller.Temporary() {
		return nil, &access.DeniedError{Message: "Cannot call GetSessionToken with session credentials"}
	}
	most, usual := maxToken, defaultToken
	if caller.Kind == access.Root {
		most, usual = maxRootToken, maxRootToken
	}
	if duration == 0 {
		duration = usual
	}
	if err := checkDuration(duration, most); err != nil {
		return nil, err
	}
	s := access.NewSession(caller.Principal, a.Now(), duration)
	s.Parent = caller.ARN()
	return a.seal(s)
}

// role reads the role of a request and checks the request's own words.
func (a *Authority) role(ctx context.Context, r *AssumeRole) (accountID string, g *grant, trust *policy.Policy, err error) {
	accountID, kind, name, ok := access.ParseARN(r.RoleARN)
	if !ok || kind != "role" {
		return "", nil, nil, fault.InvalidArgument("%s is not the ARN of a role", r.RoleARN)
	}
	if !sessionNamePattern.MatchString(r.SessionName) {
		return "", nil, nil, fault.InvalidArgument("The name of a session must be 2 to 64 letters, digits or characters of +=,.@_-")
	}
	if r.Policy != "" {
		if n := policy.Size([]byte(r.Policy)); n > maxSessionPolicy {
			return "", nil, nil, fault.InvalidArgument("The policy of a session has %d characters, %d are possible", n, maxSessionPolicy)
		}
		if _, err := policy.Parse(policy.Identity, []byte(r.Policy), access.Vocabulary()); err != nil {
			return "", nil, nil, fault.InvalidArgument("Policy: %w", err)
		}
	}
	if !a.serves(accountID) {
		return "", nil, nil, fault.NotFound("There is no role %s", r.RoleARN)
	}
	if g, err = a.byName(ctx, accountID, access.Role, name); err != nil {
		return "", nil, nil, err
	}
	if trust, err = policy.Parse(policy.Trust, []byte(g.principal.TrustPolicy), access.Vocabulary()); err != nil {
		return "", nil, nil, fmt.Errorf("understand trust policy of %s: %w", r.RoleARN, err)
	}
	return accountID, g, trust, nil
}

func (a *Authority) begin(g *grant, r AssumeRole, most time.Duration, s access.Session) (*Assumed, error) {
	duration := r.Duration
	if duration == 0 {
		duration = min(DefaultRoleSession, most)
	}
	if err := checkDuration(duration, most); err != nil {
		return nil, err
	}
	begun := access.NewSession(g.as(r.SessionName), a.Now(), duration)
	begun.Parent, begun.Provider, begun.Policy = s.Parent, s.Provider, r.Policy
	return a.seal(begun)
}

func (a *Authority) seal(s access.Session) (*Assumed, error) {
	token, err := s.Seal(a.Key)
	if err != nil {
		return nil, err
	}
	return &Assumed{s, token}, nil
}

func checkDuration(d, most time.Duration) error {
	if d < MinSession || d > most {
		return fault.InvalidArgument("A session may last from %d to %d seconds here, not %d", int(MinSession.Seconds()), int(most.Seconds()), int(d.Seconds()))
	}
	return nil
}

// hide makes a role that does not exist look like one that may not be assumed.
func (a *Authority) hide(err error, who, action, role string) error {
	if fault.Is(err, fault.NotFoundKind) {
		return denied(who, action, role)
	}
	return err
}

func denied(who, action, resource string) error {
	return &access.DeniedError{Message: fmt.Sprintf("User: %s is not authorized to perform: %s on resource: %s", who, action, resource)}
}

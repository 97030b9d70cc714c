package access

import (
	"fmt"
	"time"

	"github.com/penstock/penstock/access/policy"
)

// Caller is a principal that proved itself, by an access key or by a token, with what it is allowed.
type Caller struct {
	Principal

	// AccessKeyID is that of the key, or of temporary credentials; empty with a bearer token.
	AccessKeyID string
	// Secret is what the key signs with. It must not reach a log.
	Secret string
	// Policies are attached to the principal. A root has none and needs none.
	Policies []policy.Named
	// SessionPolicy narrows a session down further; nil does not.
	SessionPolicy *policy.Policy
	// Issued and Expires are of temporary credentials and tokens; zero for keys that last.
	Issued, Expires time.Time
	// Provider is the issuer of the token that a session began with, and Claims are the token's.
	Provider string
	Claims   map[string][]string
}

// Temporary tells whether the caller has temporary credentials.
func (c *Caller) Temporary() bool { return !c.Expires.IsZero() }

// Verdict says whether a request may be done, and why.
type Verdict struct {
	policy.Decision

	// Root says that it was the root, whom nothing is denied to. BySession that the session's own policy decided.
	Root, BySession bool
}

// Allowed tells whether it may be done.
func (v Verdict) Allowed() bool { return v.Outcome == policy.Allowed }

// Reason says what decided, for people.
func (v Verdict) Reason() string {
	by := "identity-based"
	if v.BySession {
		by = "session"
	}
	switch {
	case v.Root:
		return "the root of an account may do everything in it"
	case v.Outcome == policy.Allowed:
		return fmt.Sprintf("allowed by %s of %s", v.Statement, v.Policy)
	case v.Outcome == policy.ExplicitDeny && !v.BySession:
		return fmt.Sprintf("denied by %s of %s", v.Statement, v.Policy)
	case v.Outcome == policy.ExplicitDeny:
		return fmt.Sprintf("denied by %s of the session's policy", v.Statement)
	default:
		return fmt.Sprintf("no %s policy allows it", by)
	}
}

// Decide says whether the caller may do what is asked.
func (c *Caller) Decide(r policy.Request) Verdict {
	v := Verdict{Root: c.Kind == Root, Decision: policy.Decision{Outcome: policy.Allowed}}
	if !v.Root {
		v.Decision = policy.Evaluate(c.Policies, r)
	}
	if c.SessionPolicy == nil || v.Outcome == policy.ExplicitDeny {
		return v
	}
	session := policy.Evaluate([]policy.Named{{Name: "the session's policy", Policy: c.SessionPolicy}}, r)
	if session.Outcome == policy.ExplicitDeny || session.Outcome == policy.ImplicitDeny && v.Allowed() {
		return Verdict{Decision: session, BySession: true}
	}
	return v
}

// SessionAllows tells whether the session's own policy lets the caller do what is asked; there may be none. It narrows also what the policy
// of a role, or of a key, gives to the caller by name.
func (c *Caller) SessionAllows(r policy.Request) bool {
	return c.SessionPolicy == nil ||
		policy.Evaluate([]policy.Named{{Name: "the session's policy", Policy: c.SessionPolicy}}, r).Outcome == policy.Allowed
}

// Denied is the message of the error that a verdict against the caller becomes, in the words of AWS's services.
func (c *Caller) Denied(v Verdict, action, resource string) string {
	article, kind := "an", "identity-based"
	if v.BySession {
		article, kind = "a", "session"
	}
	reason := fmt.Sprintf("with an explicit deny in %s %s policy", article, kind)
	if v.Outcome == policy.ImplicitDeny {
		reason = fmt.Sprintf("because no %s policy allows the %s action", kind, action)
	}
	return fmt.Sprintf("User: %s is not authorized to perform: %s on resource: %s %s", c.ARN(), action, resource, reason)
}

package policy

import (
	"slices"
	"strings"
)

// Context tells the values of condition keys of a request.
type Context interface {
	// Values returns the values of a key, whose name is in lower case; none where the request has none.
	Values(key string) []string
}

// Request is what somebody wants to do.
type Request struct {
	// Action is such as kinesisanalytics:DescribeApplication, Resource the ARN it is done to.
	Action, Resource string
	Context          Context
}

// Named is a policy and what to call it in explanations, such as its ARN.
type Named struct {
	Name   string
	Policy *Policy
}

// Outcome is what policies say to a request.
type Outcome int

const (
	// ImplicitDeny is that no statement allows it.
	ImplicitDeny Outcome = iota
	// ExplicitDeny is that a statement denies it, whatever others allow.
	ExplicitDeny
	// Allowed is that a statement allows it and none denies it.
	Allowed
)

// String names the outcome as IAM's policy simulator does.
func (o Outcome) String() string {
	switch o {
	case Allowed:
		return "allowed"
	case ExplicitDeny:
		return "explicitDeny"
	default:
		return "implicitDeny"
	}
}

// Decision is an outcome and the statement that brought it about; an ImplicitDeny has none.
type Decision struct {
	Outcome           Outcome
	Policy, Statement string
}

// Evaluate decides by policies that are attached to whoever asks: a denial wins over any permission, and what is not allowed is
// denied. It is a pure function of its arguments and does not depend on the order of policies, but for which of several
// statements the decision names: the first.
func Evaluate(policies []Named, r Request) Decision {
	var allowed Decision
	for _, p := range policies {
		for i := range p.Policy.statements {
			s := &p.Policy.statements[i]
			if allowed.Outcome == Allowed && !s.deny || !s.applies(r) {
				continue
			}
			if s.deny {
				return Decision{ExplicitDeny, p.Name, s.name()}
			}
			allowed = Decision{Allowed, p.Name, s.name()}
		}
	}
	return allowed
}

// Principal is who wants to assume a role, or to use a key.
type Principal struct {
	// ARNs are all that the principal is known by: its own first, that of the role that it is a session of, and that of its account's
	// root last. Issuer is that of its token
	// where it has no ARN yet; Service is its name where it is a service.
	ARNs            []string
	Issuer, Service string
}

// EvaluateTrust decides by the trust policy of a role. direct tells that the policy names the principal itself and not only its
// account, in which case the account's own policies need not allow it as well.
func (p *Policy) EvaluateTrust(who Principal, action string, ctx Context) (decision Decision, direct bool) {
	return p.evaluateFor(who, "the trust policy", func(s *statement) bool {
		r := Request{Action: action, Context: ctx}
		return s.appliesToAction(r) && s.conditionsHold(r)
	})
}

// EvaluateKey decides by the policy of a key. direct is as with [Policy.EvaluateTrust].
func (p *Policy) EvaluateKey(who Principal, r Request) (decision Decision, direct bool) {
	return p.evaluateFor(who, "the key's policy", func(s *statement) bool { return s.applies(r) })
}

func (p *Policy) evaluateFor(who Principal, name string, applies func(*statement) bool) (decision Decision, direct bool) {
	for i := range p.statements {
		s := &p.statements[i]
		matched, itself := s.principals.match(who)
		if !matched || !applies(s) {
			continue
		}
		if s.deny {
			return Decision{ExplicitDeny, name, s.name()}, false
		}
		direct = direct || itself
		decision = Decision{Allowed, name, s.name()}
	}
	return decision, direct
}

func (p *principals) match(who Principal) (matched, itself bool) {
	if who.Issuer != "" {
		return slices.Contains(p.federated, who.Issuer), true
	}
	if who.Service != "" {
		return slices.Contains(p.services, who.Service), true
	}
	if p.all {
		return true, false
	}
	for i, arn := range who.ARNs {
		if slices.Contains(p.aws, arn) {
			return true, i == 0 || i < len(who.ARNs)-1
		}
	}
	return false, false
}

// NeedsResourceTags tells whether a decision may depend on the resource's tags, which cost a look into the database.
func (p *Policy) NeedsResourceTags() bool {
	return slices.ContainsFunc(p.statements, func(s statement) bool {
		return slices.ContainsFunc(s.conditions, func(c condition) bool { return strings.HasPrefix(c.key, ResourceTagPrefix) })
	})
}

func (s *statement) applies(r Request) bool {
	return s.appliesToAction(r) && s.appliesToResource(r) && s.conditionsHold(r)
}

func (s *statement) appliesToAction(r Request) bool {
	for i := range s.actions {
		if matchParts(s.actions[i].parts, r.Action, true) {
			return !s.notActions
		}
	}
	return s.notActions
}

func (s *statement) appliesToResource(r Request) bool {
	for i := range s.resources {
		parts, ok := s.resources[i].resolve(r.Context)
		switch {
		case !ok && s.notResources && !s.deny:
			return false // what is excepted from a permission is not known, so nothing is permitted
		case ok && matchParts(parts, r.Resource, false):
			return !s.notResources
		}
	}
	return s.notResources
}

func (s *statement) conditionsHold(r Request) bool {
	for i := range s.conditions {
		if !s.conditions[i].holds(r.Context) {
			return false
		}
	}
	return true
}

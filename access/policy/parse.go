package policy

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

const version = "2012-10-17"

var (
	sidPattern     = regexp.MustCompile(`^[A-Za-z0-9 ]{0,128}$`)
	accountPattern = regexp.MustCompile(`^[0-9]{12}$`)
	// principalPattern is an ARN of somebody who can assume roles: no wildcards, as in IAM.
	principalPattern = regexp.MustCompile(`^arn:aws:(iam::[0-9]{12}:(root|(user|role)/[A-Za-z0-9+=,.@_-]{1,64})|sts::[0-9]{12}:assumed-role/[A-Za-z0-9+=,.@_-]{1,64}/[A-Za-z0-9+=,.@_-]{2,64})$`)
)

// servicePattern is a service as a principal of a key's policy.
var servicePattern = regexp.MustCompile(`^[a-z0-9.-]{1,128}\.amazonaws\.com$`)

// trustActions are what trust policies speak of.
var trustActions = []string{"sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"}

// Parse reads a policy. The error is an *Error with the place of what is not understood.
func Parse(kind Kind, text []byte, v Vocabulary) (*Policy, error) {
	p := parser{reader: &reader{text: text}, kind: kind, vocabulary: v}
	if size := Size(text); size > MaxSize || len(text) > maxText {
		return nil, p.fault("", 0, "it has %d characters, %d are possible", size, MaxSize)
	}
	root, err := parseJSON(text)
	if err != nil {
		return nil, err
	}
	return p.policy(root)
}

// Size is how many characters of a policy count towards its limit.
func Size(text []byte) int {
	n := 0
	for _, r := range string(text) {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

type parser struct {
	*reader

	kind       Kind
	vocabulary Vocabulary
}

func (p *parser) at(n node, format string, args ...any) error {
	return p.fault(n.place, n.offset, format, args...)
}

func (p *parser) object(n node, what string) (object, error) {
	o, ok := n.value.(object)
	if !ok {
		return nil, p.at(n, "%s must be an object, not %s", what, describe(n.value))
	}
	return o, nil
}

func (p *parser) policy(root node) (*Policy, error) {
	members, err := p.object(root, "a policy")
	if err != nil {
		return nil, err
	}
	out := &Policy{}
	var versioned, stated bool
	for _, m := range members {
		switch m.name {
		case "Version":
			if versioned = m.node.value == version; !versioned {
				return nil, p.at(m.node, "the version must be %q", version)
			}
		case "Id":
			if _, ok := m.node.value.(string); !ok {
				return nil, p.at(m.node, "it must be a string, not %s", describe(m.node.value))
			}
		case "Statement":
			stated = true
			if out.statements, err = p.statements(m.node); err != nil {
				return nil, err
			}
		default:
			return nil, p.at(m.node, "a policy has no %q; it has Version, Id and Statement", m.name)
		}
	}
	if !versioned {
		return nil, p.at(root, "Version is missing; it must be %q", version)
	}
	if !stated {
		return nil, p.at(root, "Statement is missing")
	}
	return out, nil
}

func (p *parser) statements(n node) ([]statement, error) {
	items, ok := n.value.([]node)
	if !ok {
		items = []node{n}
	}
	if len(items) == 0 {
		return nil, p.at(n, "there must be a statement")
	}
	out := make([]statement, len(items))
	sids := map[string]bool{}
	for i, item := range items {
		out[i].index = i
		if err := p.statement(item, &out[i]); err != nil {
			return nil, err
		}
		if sid := out[i].sid; sid != "" && sids[sid] {
			return nil, p.at(item, "there is another statement with the Sid %q", sid)
		}
		sids[out[i].sid] = true
	}
	return out, nil
}

func (p *parser) statement(n node, s *statement) error {
	members, err := p.object(n, "a statement")
	if err != nil {
		return err
	}
	has := map[string]bool{}
	for _, m := range members {
		has[m.name] = true
		switch m.name {
		case "Sid":
			sid, ok := m.node.value.(string)
			if !ok || !sidPattern.MatchString(sid) {
				return p.at(m.node, "it must be a string of letters, digits and blanks")
			}
			s.sid = sid
		case "Effect":
			if m.node.value != Allow && m.node.value != Deny {
				return p.at(m.node, "it must be %q or %q", Allow, Deny)
			}
			s.deny = m.node.value == Deny
		case "Action", "NotAction":
			s.notActions = m.name == "NotAction"
			s.actions, err = p.patterns(m.node, p.action)
		case "Resource", "NotResource":
			if p.kind == Trust {
				return p.at(m.node, "a trust policy has no %s: its resource is the role", m.name)
			}
			s.notResources = m.name == "NotResource"
			s.resources, err = p.patterns(m.node, p.resource)
		case "Principal":
			if p.kind == Identity {
				return p.at(m.node, "a policy of users and roles has no Principal: that is whom it is attached to")
			}
			err = p.principal(m.node, &s.principals)
		case "Condition":
			s.conditions, err = p.conditions(m.node)
		default:
			err = p.at(m.node, "a statement has no %q", m.name)
		}
		if err != nil {
			return err
		}
	}
	return p.complete(n, has)
}

// complete checks that a statement has one of each of what it must have.
func (p *parser) complete(n node, has map[string]bool) error {
	if !has["Effect"] {
		return p.at(n, "Effect is missing")
	}
	if has["Action"] == has["NotAction"] {
		return p.at(n, "there must be one of Action and NotAction")
	}
	if p.kind != Identity && !has["Principal"] {
		return p.at(n, "Principal is missing")
	}
	if p.kind == Trust {
		return nil
	}
	if has["Resource"] == has["NotResource"] {
		return p.at(n, "there must be one of Resource and NotResource")
	}
	return nil
}

// texts are the strings of a value that is a string or a list of them.
func (p *parser) texts(n node) ([]node, error) {
	items, ok := n.value.([]node)
	if !ok {
		items = []node{n}
	}
	if len(items) == 0 {
		return nil, p.at(n, "the list is empty")
	}
	for _, item := range items {
		if _, ok := item.value.(string); !ok {
			return nil, p.at(item, "it must be a string, not %s", describe(item.value))
		}
	}
	return items, nil
}

func (p *parser) patterns(n node, compile func(node, string) (pattern, error)) ([]pattern, error) {
	items, err := p.texts(n)
	if err != nil {
		return nil, err
	}
	out := make([]pattern, len(items))
	for i, item := range items {
		if out[i], err = compile(item, item.value.(string)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (p *parser) action(n node, text string) (pattern, error) {
	out, err := compile(text, true, false)
	if err != nil {
		return pattern{}, p.at(n, "%s", err)
	}
	known := p.vocabulary.Actions
	if p.kind == Trust {
		known = trustActions
	}
	for _, action := range known {
		if matchParts(out.parts, action, true) {
			return out, nil
		}
	}
	if !strings.Contains(text, ":") {
		return pattern{}, p.at(n, "%q is no action; actions are written service:Action", text)
	}
	return pattern{}, p.at(n, "there is no action %q", text)
}

func (p *parser) resource(n node, text string) (pattern, error) {
	out, err := compile(text, true, true)
	if err != nil {
		return pattern{}, p.at(n, "%s", err)
	}
	if text == "*" {
		return out, nil
	}
	elements := strings.SplitN(text, ":", 6)
	if len(elements) < 6 || elements[0] != "arn" {
		return pattern{}, p.at(n, "%q is no ARN; ARNs are written arn:aws:service:region:account:resource, and * stands for all", text)
	}
	service, err := compile(elements[2], true, true)
	if err != nil || !service.simple {
		return pattern{}, p.at(n, "the service of an ARN cannot be a variable")
	}
	if !slices.ContainsFunc(p.vocabulary.Services, func(known string) bool { return matchParts(service.parts, known, false) }) {
		return pattern{}, p.at(n, "there are no resources of a service %q; there are those of %s", elements[2], strings.Join(p.vocabulary.Services, ", "))
	}
	return out, nil
}

func (p *parser) principal(n node, out *principals) error {
	if n.value == "*" {
		out.all = true
		return nil
	}
	members, err := p.object(n, `a principal that is not "*"`)
	if err != nil {
		return err
	}
	if len(members) == 0 {
		return p.at(n, "there is no principal")
	}
	for _, m := range members {
		items, err := p.texts(m.node)
		if err != nil {
			return err
		}
		for _, item := range items {
			text := item.value.(string)
			switch {
			case m.name == "AWS" && text == "*":
				out.all = true
			case m.name == "AWS" && accountPattern.MatchString(text):
				out.aws = append(out.aws, "arn:aws:iam::"+text+":root")
			case m.name == "AWS" && principalPattern.MatchString(text):
				out.aws = append(out.aws, text)
			case m.name == "Service" && p.kind == Key && servicePattern.MatchString(text):
				out.services = append(out.services, text)
			case m.name == "AWS":
				return p.at(item, "%q is no ARN of a user, a role or an account", text)
			case m.name == "Federated" && strings.HasPrefix(text, "https://"), m.name == "Federated" && strings.HasPrefix(text, "http://"):
				out.federated = append(out.federated, text)
			case m.name == "Federated":
				return p.at(item, "%q is no URL of an issuer", text)
			default:
				return p.at(m.node, "principals are given by AWS and Federated, not by %q", m.name)
			}
		}
	}
	return nil
}

func (p *parser) conditions(n node) ([]condition, error) {
	byOperator, err := p.object(n, "a condition")
	if err != nil {
		return nil, err
	}
	var out []condition
	for _, o := range byOperator {
		byKey, err := p.object(o.node, "what an operator compares")
		if err != nil {
			return nil, err
		}
		for _, k := range byKey {
			c, err := p.condition(o, k)
			if err != nil {
				return nil, err
			}
			out = append(out, c)
		}
	}
	return out, nil
}

func (p *parser) condition(o, k member) (condition, error) {
	c := condition{key: strings.ToLower(k.name)}
	name := o.name
	if rest, ok := strings.CutPrefix(name, "ForAnyValue:"); ok {
		name, c.quantity = rest, anyValue
	} else if rest, ok := strings.CutPrefix(name, "ForAllValues:"); ok {
		name, c.quantity = rest, allValues
	}
	name, c.ifExists = strings.CutSuffix(name, "IfExists")
	var known bool
	if c.operator, known = operators[name]; name == "Null" && c.quantity == single && !c.ifExists {
		c.operator, known = nullOperator, true
	}
	if !known {
		return c, p.at(o.node, "there is no operator %q", o.name)
	}
	of, ok := findKey(k.name)
	switch {
	case !ok:
		return c, p.at(k.node, "there is no condition key %q", k.name)
	case of.types&c.operator.types == 0:
		return c, p.at(k.node, "%s does not compare values of %s", name, k.name)
	case c.quantity == single && of.many && !of.either && name != "Null":
		return c, p.at(k.node, "%s has many values: say ForAnyValue:%s or ForAllValues:%s", k.name, name, name)
	case c.quantity != single && !of.many:
		return c, p.at(k.node, "%s has a single value: say %s", k.name, name)
	}
	var err error
	c.wanted, err = p.wanted(k.node, c.operator)
	return c, err
}

// wanted reads the values of a condition. Numbers and booleans may stand without quotes, as in IAM.
func (p *parser) wanted(n node, o operator) ([]wanted, error) {
	items, ok := n.value.([]node)
	if !ok {
		items = []node{n}
	}
	if len(items) == 0 {
		return nil, p.at(n, "the list is empty")
	}
	out := make([]wanted, len(items))
	for i, item := range items {
		var text string
		switch v := item.value.(type) {
		case string:
			text = v
		case json.Number, bool:
			text = fmt.Sprint(v)
		default:
			return nil, p.at(item, "it must be a string, not %s", describe(item.value))
		}
		var err error
		if o.read == nil {
			out[i].pattern, err = compile(text, o.wildcards, true)
		} else if out[i].value, ok = o.read(text); !ok {
			err = fmt.Errorf("%q is no value for %s", text, o.name)
		}
		if err != nil {
			return nil, p.at(item, "%s", err)
		}
	}
	return out, nil
}

package apiserver

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// Auditor writes decisions into the audit log.
type Auditor interface {
	// Denied writes a denial before it is told.
	Denied(ctx context.Context, e store.AuditEntry) error
	// Allowed has anything else written soon.
	Allowed(e store.AuditEntry)
}

// actions are those of the operations.
var actions = func() map[*model.Operation]string {
	m := make(map[*model.Operation]string, len(model.Operations))
	for _, op := range model.Operations {
		m[op] = access.ActionOf(op)
	}
	return m
}()

// authorize decides whether the caller may do the operation to what the request names, whether that exists or not.
func (s *server) authorize(ctx context.Context, x *exchange, in any) (context.Context, error) {
	id := IdentityFrom(ctx)
	id.Resource = resourceOf(x.operation, in, id)
	ctx = WithIdentity(ctx, id)
	x.identity = id
	x.application, x.in = applicationOf(in), in
	action := actions[x.operation]
	switch action {
	case access.ActionGetCallerIdentity, access.ActionGetSessionToken, access.ActionAssumeRole:
		// Everybody may know who they are and be so for a while; a role's trust policy decides with the caller's own policies.
		return ctx, nil
	}
	return ctx, s.decide(ctx, x, action, id.Resource, in)
}

// confirm decides again about a request that goes on: keys are deleted, sessions end, and policies change meanwhile. A denial is in the
// audit log like every other.
func (s *server) confirm(ctx context.Context, x *exchange) error {
	caller, err := x.again(ctx)
	if err != nil {
		return err
	}
	x.identity.Caller = caller
	if err := s.decide(ctx, x, actions[x.operation], x.identity.Resource, x.in); err != nil {
		return s.settle(x, err)
	}
	return nil
}

// decide refuses what the caller may not do to the resource.
func (s *server) decide(ctx context.Context, x *exchange, action, resource string, in any) error {
	caller := x.identity.Caller
	conditions := s.conditions(ctx, x, in)
	verdict := caller.Decide(policy.Request{Action: action, Resource: resource, Context: conditions})
	if conditions.err != nil {
		return fmt.Errorf("authorise %s: %w", action, conditions.err)
	}
	if !verdict.Allowed() {
		return &access.DeniedError{Message: caller.Denied(verdict, action, resource)}
	}
	return nil
}

// named are the members of requests that say what a request is about, and how to make an ARN of them.
var named = []struct {
	member string
	arn    func(id Identity, name string) string
}{
	{"ResourceARN", func(_ Identity, arn string) string {
		if k, ok := applicationKey(arn); ok {
			return lifecycle.ARN(k.Region, k.AccountID, k.Name) // whatever partition it was written with
		}
		return arn
	}},
	{"ApplicationName", func(id Identity, name string) string { return lifecycle.ARN(id.Region, id.AccountID, name) }},
	{"UserName", func(id Identity, name string) string {
		if name == rootName {
			return access.RootARN(id.AccountID)
		}
		return access.UserARN(id.AccountID, name)
	}},
	{"RoleName", func(id Identity, name string) string { return access.RoleARN(id.AccountID, name) }},
	{"PolicyName", func(id Identity, name string) string { return access.PolicyARN(id.AccountID, name) }},
}

// resourceOf is the ARN of what the request is about: for those that are about no one thing in particular, with a wildcard.
func resourceOf(op *model.Operation, in any, id Identity) string {
	switch actions[op] {
	case access.ActionGetCallerIdentity, access.ActionGetSessionToken:
		return id.Caller.ARN()
	}
	v := reflect.ValueOf(in).Elem()
	for _, n := range named {
		if name, ok := member(v, n.member); ok {
			return n.arn(id, name)
		}
	}
	if strings.HasPrefix(actions[op], access.ServiceAnalytics+":") {
		return lifecycle.ARN(id.Region, id.AccountID, "*")
	}
	switch {
	case strings.HasPrefix(op.Path, "/v1/access/users"):
		return access.UserARN(id.AccountID, "*")
	case strings.HasPrefix(op.Path, "/v1/access/roles"):
		return access.RoleARN(id.AccountID, "*")
	case strings.HasPrefix(op.Path, "/v1/access/policies"):
		return access.PolicyARN(id.AccountID, "*")
	default:
		return "arn:aws:penstock::" + id.AccountID + ":*"
	}
}

// member is a member of a request that is a text, where it is there.
func member(v reflect.Value, name string) (string, bool) {
	if v.Kind() != reflect.Struct {
		return "", false
	}
	f := v.FieldByName(name)
	if !f.IsValid() {
		return "", false
	}
	text, ok := f.Interface().(*string)
	if !ok || text == nil {
		return "", false
	}
	return *text, true
}

// applicationOf is the name of the application that a request is about, for the audit log.
func applicationOf(in any) string {
	v := reflect.ValueOf(in).Elem()
	if name, ok := member(v, "ApplicationName"); ok {
		return name
	}
	if arn, ok := member(v, "ResourceARN"); ok {
		if k, ok := applicationKey(arn); ok {
			return k.Name
		}
	}
	return ""
}

// applicationKey is the application that an ARN names.
func applicationKey(arn string) (store.ApplicationKey, bool) {
	parsed, ok := lifecycle.ParseARN(arn)
	name, isApplication := strings.CutPrefix(parsed.Resource, "application/")
	if !ok || !isApplication || parsed.Service != access.ServiceAnalytics {
		return store.ApplicationKey{}, false
	}
	return store.ApplicationKey{AccountID: parsed.AccountID, Region: parsed.Region, Name: name}, true
}

// record writes what was decided, and what became of it, into the audit log. What was written with a change is not written again.
func (s *server) record(x *exchange, f failure, denied bool) error {
	id := x.identity
	if s.Audit == nil || id.Resource == "" || !denied && f.code == "" && id.changed.Load() {
		return nil
	}
	e := store.AuditEntry{
		AccountID: id.AccountID, Region: id.Region, Application: x.application, Actor: id.AccessKeyID,
		Principal: id.principal(), SourceIP: id.SourceIP, RequestID: x.id, Action: x.operation.Name, Resource: id.Resource,
		Outcome: store.OutcomeAllowed, ErrorCode: string(f.code),
	}
	if denied {
		e.Outcome = store.OutcomeDenied
		return s.Audit.Denied(x.Context(), e)
	}
	s.Audit.Allowed(e)
	return nil
}

package apiserver

import (
	"context"
	"slices"
	"strings"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// SimulateAccess tells whether somebody may do something, and why, without doing it.
func (s *Service) SimulateAccess(ctx context.Context, in *model.SimulateAccessRequest) (*model.SimulateAccessResponse, error) {
	id := IdentityFrom(ctx)
	caller, err := s.simulated(ctx, id, in.PrincipalArn)
	if err != nil {
		return nil, err
	}
	given := map[string][]string{}
	for _, entry := range in.Context {
		given[strings.ToLower(*entry.ContextKeyName)] = entry.ContextValues
	}
	resources := in.ResourceArns
	if resources == nil {
		resources = []string{lifecycle.ARN(id.Region, id.AccountID, "*")}
	}
	out := &model.SimulateAccessResponse{Results: []model.SimulationResult{}}
	for _, action := range in.ActionNames {
		if !slices.ContainsFunc(access.Vocabulary().Actions, func(known string) bool { return strings.EqualFold(known, action) }) {
			return nil, fault.InvalidArgument("There is no action %q", action)
		}
		for _, resource := range resources {
			result, err := s.simulate(ctx, id, caller, action, resource, given)
			if err != nil {
				return nil, err
			}
			out.Results = append(out.Results, *result)
		}
	}
	return out, nil
}

// simulated is whom a simulation is about.
func (s *Service) simulated(ctx context.Context, id Identity, arn *string) (*access.Caller, error) {
	if arn == nil {
		return id.Caller, nil
	}
	a, err := s.accessOf("SimulateAccess")
	if err != nil {
		return nil, err
	}
	if *arn == access.RootARN(id.AccountID) {
		return &access.Caller{Principal: access.Principal{Kind: access.Root, AccountID: id.AccountID, ID: id.AccountID}}, nil
	}
	accountID, kind, name, ok := access.ParseARN(*arn)
	if !ok || accountID != id.AccountID || kind != string(access.User) && kind != string(access.Role) {
		return nil, fault.InvalidArgument("PrincipalArn must be that of a user or role of this account, not %s", *arn)
	}
	session := ""
	if kind == string(access.Role) {
		session = "simulated"
	}
	return a.Authority.As(ctx, accountID, access.Kind(kind), name, session)
}

// simulatedContext answers from what a simulation was given before anything else.
type simulatedContext struct {
	policy.Context

	given map[string][]string
}

// Values implements policy.Context.
func (c simulatedContext) Values(key string) []string {
	if values, ok := c.given[key]; ok {
		return values
	}
	return c.Context.Values(key)
}

func (s *Service) simulate(ctx context.Context, id Identity, caller *access.Caller, action, resource string, given map[string][]string) (*model.SimulationResult, error) {
	id.Caller, id.Resource = caller, resource
	conditions := newConditions(ctx, id, nil, s.store.TagsOf)
	verdict := caller.Decide(policy.Request{Action: action, Resource: resource, Context: simulatedContext{conditions, given}})
	if conditions.err != nil {
		return nil, conditions.err
	}
	return &model.SimulationResult{
		ActionName: &action, Resource: &resource, Decision: new(model.SimulatedDecision(verdict.Outcome.String())), Reason: new(verdict.Reason()),
		PolicyArn: orNil(verdict.Policy), Statement: orNil(verdict.Statement),
	}, nil
}

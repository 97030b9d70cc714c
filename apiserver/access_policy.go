package apiserver

import (
	"context"
	"slices"
	"strings"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// CreatePolicy makes a policy that can be attached.
func (s *Service) CreatePolicy(ctx context.Context, in *model.CreatePolicyRequest) (*model.CreatePolicyResponse, error) {
	if err := understood(policy.Identity, "PolicyDocument", *in.PolicyDocument); err != nil {
		return nil, err
	}
	if _, ok := builtinNamed(*in.PolicyName); ok {
		return nil, fault.InUse("The policy %s is built in", *in.PolicyName)
	}
	p := store.Policy{
		AccountID: IdentityFrom(ctx).AccountID, Name: *in.PolicyName, Description: orZero(in.Description), Document: *in.PolicyDocument,
	}
	err := s.changeAccess(ctx, "CreatePolicy", map[string]string{"document": p.Document}, func(tx *store.Tx, _ *Access) error {
		return tx.CreatePolicy(ctx, &p)
	})
	if err != nil {
		return nil, err
	}
	return &model.CreatePolicyResponse{Policy: describePolicy(&p)}, nil
}

func builtinNamed(name string) (*access.Builtin, bool) {
	all := access.Builtins()
	i := slices.IndexFunc(all, func(b access.Builtin) bool { return b.Name == name })
	if i < 0 {
		return nil, false
	}
	return &all[i], true
}

func describePolicy(p *store.Policy) *model.PolicyDetail {
	return &model.PolicyDetail{
		PolicyName: &p.Name, PolicyArn: new(access.PolicyARN(p.AccountID, p.Name)), Description: orNil(p.Description), PolicyDocument: &p.Document,
		BuiltIn: new(false), CreateTimestamp: new(model.TimestampOf(p.CreateTime)), LastUpdateTimestamp: new(model.TimestampOf(p.UpdateTime)),
	}
}

func describeBuiltin(b *access.Builtin) *model.PolicyDetail {
	return &model.PolicyDetail{
		PolicyName: &b.Name, PolicyArn: new(b.ARN()), Description: &b.Description, PolicyDocument: &b.Document, BuiltIn: new(true),
	}
}

// ListPolicies lists those that are built in and the account's own, in the order of names.
func (s *Service) ListPolicies(ctx context.Context, in *model.ListPoliciesRequest) (*model.ListPoliciesResponse, error) {
	found, next, err := pageByName("policies", in.NextToken, in.Limit, func(after string, limit int) ([]*model.PolicyDetail, error) {
		own, err := s.store.ListPolicies(ctx, IdentityFrom(ctx).AccountID, after, limit)
		if err != nil {
			return nil, err
		}
		var all []*model.PolicyDetail
		for i := range own {
			all = append(all, describePolicy(&own[i]))
		}
		builtins := access.Builtins()
		for i := range builtins {
			if builtins[i].Name > after {
				all = append(all, describeBuiltin(&builtins[i]))
			}
		}
		slices.SortFunc(all, func(a, b *model.PolicyDetail) int { return strings.Compare(*a.PolicyName, *b.PolicyName) })
		return all[:min(limit, len(all))], nil
	}, func(p **model.PolicyDetail) string { return *(*p).PolicyName })
	if err != nil {
		return nil, err
	}
	out := &model.ListPoliciesResponse{Policies: []model.PolicyDetail{}, NextToken: next}
	for _, p := range found {
		p.PolicyDocument = nil // a list of them would be long
		out.Policies = append(out.Policies, *p)
	}
	return out, nil
}

// DescribePolicy describes a policy and whom it is attached to.
func (s *Service) DescribePolicy(ctx context.Context, in *model.DescribePolicyRequest) (*model.DescribePolicyResponse, error) {
	const most = 1000
	accountID := IdentityFrom(ctx).AccountID
	out := &model.DescribePolicyResponse{AttachedTo: []string{}}
	if b, ok := builtinNamed(*in.PolicyName); ok {
		out.Policy = describeBuiltin(b)
	} else {
		p, err := s.store.Policy(ctx, accountID, *in.PolicyName)
		if err != nil {
			return nil, err
		}
		out.Policy = describePolicy(p)
	}
	attached, err := s.store.AttachedTo(ctx, accountID, *out.Policy.PolicyArn, most)
	if err != nil {
		return nil, err
	}
	for _, p := range attached {
		out.AttachedTo = append(out.AttachedTo, principalARN(&p))
	}
	return out, nil
}

func principalARN(p *store.Principal) string {
	if p.Kind == store.KindRole {
		return access.RoleARN(p.AccountID, p.Name)
	}
	return access.UserARN(p.AccountID, p.Name)
}

// UpdatePolicy changes what is given of a policy, for whomever it is attached to.
func (s *Service) UpdatePolicy(ctx context.Context, in *model.UpdatePolicyRequest) (*model.UpdatePolicyResponse, error) {
	detail := map[string]string{}
	if in.PolicyDocument != nil {
		if err := understood(policy.Identity, "PolicyDocument", *in.PolicyDocument); err != nil {
			return nil, err
		}
		detail["document"] = *in.PolicyDocument
	}
	if err := notBuiltin(*in.PolicyName); err != nil {
		return nil, err
	}
	var p *store.Policy
	err := s.changeAccess(ctx, "UpdatePolicy", detail, func(tx *store.Tx, _ *Access) (err error) {
		if p, err = tx.LockPolicy(ctx, IdentityFrom(ctx).AccountID, *in.PolicyName); err != nil {
			return err
		}
		if in.PolicyDocument != nil {
			p.Document = *in.PolicyDocument
		}
		if in.Description != nil {
			p.Description = *in.Description
		}
		return tx.UpdatePolicy(ctx, p)
	})
	if err != nil {
		return nil, err
	}
	return &model.UpdatePolicyResponse{Policy: describePolicy(p)}, nil
}

func notBuiltin(name string) error {
	if _, ok := builtinNamed(name); ok {
		return fault.InvalidArgument("The policy %s is built in and cannot be changed", name)
	}
	return nil
}

// DeletePolicy removes a policy that is attached to nobody.
func (s *Service) DeletePolicy(ctx context.Context, in *model.DeletePolicyRequest) (*model.DeletePolicyResponse, error) {
	if err := notBuiltin(*in.PolicyName); err != nil {
		return nil, err
	}
	accountID := IdentityFrom(ctx).AccountID
	return &model.DeletePolicyResponse{}, s.changeAccess(ctx, "DeletePolicy", nil, func(tx *store.Tx, _ *Access) error {
		if _, err := tx.LockPolicy(ctx, accountID, *in.PolicyName); err != nil {
			return err
		}
		attached, err := tx.AttachedTo(ctx, accountID, access.PolicyARN(accountID, *in.PolicyName), 1)
		if err != nil {
			return err
		}
		if len(attached) > 0 {
			return fault.InUse("The policy %s is attached to the %s %s. Detach it first", *in.PolicyName, attached[0].Kind, attached[0].Name)
		}
		return tx.DeletePolicy(ctx, accountID, *in.PolicyName)
	})
}

// AttachUserPolicy attaches a policy to a user.
func (s *Service) AttachUserPolicy(ctx context.Context, in *model.AttachUserPolicyRequest) (*model.AttachUserPolicyResponse, error) {
	return &model.AttachUserPolicyResponse{}, s.attach(ctx, "AttachUserPolicy", store.KindUser, *in.UserName, *in.PolicyArn)
}

// AttachRolePolicy attaches a policy to a role.
func (s *Service) AttachRolePolicy(ctx context.Context, in *model.AttachRolePolicyRequest) (*model.AttachRolePolicyResponse, error) {
	return &model.AttachRolePolicyResponse{}, s.attach(ctx, "AttachRolePolicy", store.KindRole, *in.RoleName, *in.PolicyArn)
}

func (s *Service) attach(ctx context.Context, operation, kind, name, arn string) error {
	accountID := IdentityFrom(ctx).AccountID
	return s.changeAccess(ctx, operation, map[string]string{"policyArn": arn}, func(tx *store.Tx, _ *Access) error {
		p, err := tx.LockPrincipal(ctx, accountID, kind, name)
		if err != nil {
			return err
		}
		if _, ok := access.BuiltinByARN(arn); !ok {
			owner, what, policyName, ok := access.ParseARN(arn)
			if !ok || what != "policy" || owner != accountID {
				return fault.NotFound("There is no policy %s in this account", arn)
			}
			if _, err := tx.LockPolicy(ctx, accountID, policyName); err != nil {
				return err
			}
		}
		if err := tx.AttachPolicy(ctx, p.ID, arn); err != nil {
			return err
		}
		attached, err := tx.AttachedPolicies(ctx, p.ID)
		if err == nil && len(attached) > maxAttachments {
			return fault.LimitExceeded("A %s may have at most %d policies", kind, maxAttachments)
		}
		return err
	})
}

// DetachUserPolicy detaches a policy from a user.
func (s *Service) DetachUserPolicy(ctx context.Context, in *model.DetachUserPolicyRequest) (*model.DetachUserPolicyResponse, error) {
	return &model.DetachUserPolicyResponse{}, s.detach(ctx, "DetachUserPolicy", store.KindUser, *in.UserName, *in.PolicyArn)
}

// DetachRolePolicy detaches a policy from a role.
func (s *Service) DetachRolePolicy(ctx context.Context, in *model.DetachRolePolicyRequest) (*model.DetachRolePolicyResponse, error) {
	return &model.DetachRolePolicyResponse{}, s.detach(ctx, "DetachRolePolicy", store.KindRole, *in.RoleName, *in.PolicyArn)
}

func (s *Service) detach(ctx context.Context, operation, kind, name, arn string) error {
	return s.changeAccess(ctx, operation, map[string]string{"policyArn": arn}, func(tx *store.Tx, _ *Access) error {
		p, err := tx.LockPrincipal(ctx, IdentityFrom(ctx).AccountID, kind, name)
		if err != nil {
			return err
		}
		was, err := tx.DetachPolicy(ctx, p.ID, arn)
		if err == nil && !was {
			return fault.NotFound("The policy %s is not attached to the %s %s", arn, kind, name)
		}
		return err
	})
}

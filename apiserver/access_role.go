package apiserver

import (
	"context"
	"time"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/authority"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// understood refuses a policy with the place of what is not understood.
func understood(kind policy.Kind, member, text string) error {
	if _, err := policy.Parse(kind, []byte(text), access.Vocabulary()); err != nil {
		return fault.InvalidArgument("%s: %w", member, err)
	}
	return nil
}

// CreateRole makes a role.
func (s *Service) CreateRole(ctx context.Context, in *model.CreateRoleRequest) (*model.CreateRoleResponse, error) {
	if err := understood(policy.Trust, "TrustPolicy", *in.TrustPolicy); err != nil {
		return nil, err
	}
	p := store.Principal{
		ID: access.NewAccessKeyID(rolePrefix), AccountID: IdentityFrom(ctx).AccountID, Kind: store.KindRole, Name: *in.RoleName,
		Description: orZero(in.Description), TrustPolicy: *in.TrustPolicy, MaxSession: authority.DefaultRoleSession,
	}
	if in.MaxSessionDuration != nil {
		p.MaxSession = time.Duration(*in.MaxSessionDuration) * time.Second
	}
	err := s.changeAccess(ctx, "CreateRole", map[string]string{"roleId": p.ID, "trustPolicy": p.TrustPolicy}, func(tx *store.Tx, _ *Access) error {
		return tx.CreatePrincipal(ctx, &p)
	})
	if err != nil {
		return nil, err
	}
	return &model.CreateRoleResponse{Role: describeRole(&p)}, nil
}

func describeRole(p *store.Principal) *model.RoleDetail {
	return &model.RoleDetail{
		RoleName: &p.Name, RoleId: &p.ID, Arn: new(access.RoleARN(p.AccountID, p.Name)), Description: orNil(p.Description), TrustPolicy: &p.TrustPolicy,
		MaxSessionDuration: new(int64(p.MaxSession / time.Second)), CreateTimestamp: new(model.TimestampOf(p.CreateTime)),
	}
}

// ListRoles lists in the order of names.
func (s *Service) ListRoles(ctx context.Context, in *model.ListRolesRequest) (*model.ListRolesResponse, error) {
	found, next, err := pageByName("roles", in.NextToken, in.Limit, func(after string, limit int) ([]store.Principal, error) {
		return s.store.ListPrincipals(ctx, IdentityFrom(ctx).AccountID, store.KindRole, after, limit)
	}, func(p *store.Principal) string { return p.Name })
	if err != nil {
		return nil, err
	}
	out := &model.ListRolesResponse{Roles: []model.RoleDetail{}, NextToken: next}
	for i := range found {
		out.Roles = append(out.Roles, *describeRole(&found[i]))
	}
	return out, nil
}

// DescribeRole describes a role and its policies.
func (s *Service) DescribeRole(ctx context.Context, in *model.DescribeRoleRequest) (*model.DescribeRoleResponse, error) {
	p, err := s.store.Principal(ctx, IdentityFrom(ctx).AccountID, store.KindRole, *in.RoleName)
	if err != nil {
		return nil, err
	}
	attached, err := s.store.AttachedPolicies(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	return &model.DescribeRoleResponse{Role: describeRole(p), AttachedPolicies: orEmpty(attached)}, nil
}

// UpdateRole changes what is given of a role.
func (s *Service) UpdateRole(ctx context.Context, in *model.UpdateRoleRequest) (*model.UpdateRoleResponse, error) {
	detail := map[string]string{}
	if in.TrustPolicy != nil {
		if err := understood(policy.Trust, "TrustPolicy", *in.TrustPolicy); err != nil {
			return nil, err
		}
		detail["trustPolicy"] = *in.TrustPolicy
	}
	var p *store.Principal
	err := s.changeAccess(ctx, "UpdateRole", detail, func(tx *store.Tx, _ *Access) (err error) {
		if p, err = tx.LockPrincipal(ctx, IdentityFrom(ctx).AccountID, store.KindRole, *in.RoleName); err != nil {
			return err
		}
		if in.TrustPolicy != nil {
			p.TrustPolicy = *in.TrustPolicy
		}
		if in.Description != nil {
			p.Description = *in.Description
		}
		if in.MaxSessionDuration != nil {
			p.MaxSession = time.Duration(*in.MaxSessionDuration) * time.Second
		}
		return tx.UpdatePrincipal(ctx, p)
	})
	if err != nil {
		return nil, err
	}
	return &model.UpdateRoleResponse{Role: describeRole(p)}, nil
}

// DeleteRole removes a role.
func (s *Service) DeleteRole(ctx context.Context, in *model.DeleteRoleRequest) (*model.DeleteRoleResponse, error) {
	return &model.DeleteRoleResponse{}, s.changeAccess(ctx, "DeleteRole", nil, func(tx *store.Tx, _ *Access) error {
		return tx.DeletePrincipal(ctx, IdentityFrom(ctx).AccountID, store.KindRole, *in.RoleName)
	})
}

// RevokeRoleSessions ends the sessions of a role.
func (s *Service) RevokeRoleSessions(ctx context.Context, in *model.RevokeRoleSessionsRequest) (*model.RevokeRoleSessionsResponse, error) {
	return &model.RevokeRoleSessionsResponse{}, s.revokeSessions(ctx, "RevokeRoleSessions", store.KindRole, *in.RoleName)
}

// AssumeRole begins a session of a role.
func (s *Service) AssumeRole(ctx context.Context, in *model.AssumeRoleRequest) (*model.AssumeRoleResponse, error) {
	a, err := s.accessOf("AssumeRole")
	if err != nil {
		return nil, err
	}
	id := IdentityFrom(ctx)
	assumed, err := a.Authority.AssumeRole(ctx, id.Caller, authority.AssumeRole{
		RoleARN: access.RoleARN(id.AccountID, *in.RoleName), SessionName: *in.SessionName,
		Duration: time.Duration(orZero(in.DurationSeconds)) * time.Second, ExternalID: orZero(in.ExternalId), Policy: orZero(in.Policy),
		Context: newConditions(ctx, id, in, s.store.TagsOf),
	})
	if err != nil {
		return nil, err
	}
	return &model.AssumeRoleResponse{Credentials: temporary(assumed), Arn: new(assumed.Principal.ARN())}, nil
}

// GetSessionToken begins a session of the caller.
func (s *Service) GetSessionToken(ctx context.Context, in *model.GetSessionTokenRequest) (*model.GetSessionTokenResponse, error) {
	a, err := s.accessOf("GetSessionToken")
	if err != nil {
		return nil, err
	}
	assumed, err := a.Authority.SessionToken(IdentityFrom(ctx).Caller, time.Duration(orZero(in.DurationSeconds))*time.Second)
	if err != nil {
		return nil, err
	}
	return &model.GetSessionTokenResponse{Credentials: temporary(assumed)}, nil
}

func temporary(a *authority.Assumed) *model.TemporaryCredentials {
	return &model.TemporaryCredentials{
		AccessKeyId: &a.AccessKeyID, SecretAccessKey: &a.Secret, SessionToken: &a.Token, Expiration: new(model.TimestampOf(a.Expires)),
	}
}

// GetCallerIdentity tells the caller who it is.
func (s *Service) GetCallerIdentity(ctx context.Context, _ *model.GetCallerIdentityRequest) (*model.GetCallerIdentityResponse, error) {
	id := IdentityFrom(ctx)
	return &model.GetCallerIdentityResponse{
		Arn: new(id.Caller.ARN()), UserId: new(id.Caller.UserID()), AccountId: &id.AccountID, Region: &id.Region,
	}, nil
}

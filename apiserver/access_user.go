package apiserver

import (
	"context"
	"slices"
	"time"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// The prefixes of ids; those of users and roles are AWS's.
const (
	accessKeyPrefix = "PSTK"
	userPrefix      = "AIDA"
	rolePrefix      = "AROA"
)

// CreateUser makes a user.
func (s *Service) CreateUser(ctx context.Context, in *model.CreateUserRequest) (*model.CreateUserResponse, error) {
	if *in.UserName == rootName {
		return nil, fault.InvalidArgument("No user can be called %s: that is the account itself", rootName)
	}
	p := store.Principal{
		ID: access.NewAccessKeyID(userPrefix), AccountID: IdentityFrom(ctx).AccountID, Kind: store.KindUser, Name: *in.UserName,
		Description: orZero(in.Description),
	}
	err := s.changeAccess(ctx, "CreateUser", map[string]string{"userId": p.ID}, func(tx *store.Tx, _ *Access) error {
		return tx.CreatePrincipal(ctx, &p)
	})
	if err != nil {
		return nil, err
	}
	return &model.CreateUserResponse{User: describeUser(&p)}, nil
}

func describeUser(p *store.Principal) *model.UserDetail {
	return &model.UserDetail{
		UserName: &p.Name, UserId: &p.ID, Arn: new(access.UserARN(p.AccountID, p.Name)), Description: orNil(p.Description),
		CreateTimestamp: new(model.TimestampOf(p.CreateTime)),
	}
}

// ListUsers lists in the order of names.
func (s *Service) ListUsers(ctx context.Context, in *model.ListUsersRequest) (*model.ListUsersResponse, error) {
	found, next, err := pageByName("users", in.NextToken, in.Limit, func(after string, limit int) ([]store.Principal, error) {
		return s.store.ListPrincipals(ctx, IdentityFrom(ctx).AccountID, store.KindUser, after, limit)
	}, func(p *store.Principal) string { return p.Name })
	if err != nil {
		return nil, err
	}
	out := &model.ListUsersResponse{Users: []model.UserDetail{}, NextToken: next}
	for i := range found {
		out.Users = append(out.Users, *describeUser(&found[i]))
	}
	return out, nil
}

// DescribeUser describes a user, its keys and policies.
func (s *Service) DescribeUser(ctx context.Context, in *model.DescribeUserRequest) (*model.DescribeUserResponse, error) {
	p, err := s.store.Principal(ctx, IdentityFrom(ctx).AccountID, store.KindUser, *in.UserName)
	if err != nil {
		return nil, err
	}
	keys, err := s.store.ListAccessKeys(ctx, p.AccountID, p.ID)
	if err != nil {
		return nil, err
	}
	attached, err := s.store.AttachedPolicies(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	return &model.DescribeUserResponse{User: describeUser(p), AccessKeys: describeKeys(keys), AttachedPolicies: orEmpty(attached)}, nil
}

// orEmpty makes a list that is none an empty one, which JSON writes as [].
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// DeleteUser removes a user with its keys.
func (s *Service) DeleteUser(ctx context.Context, in *model.DeleteUserRequest) (*model.DeleteUserResponse, error) {
	return &model.DeleteUserResponse{}, s.changeAccess(ctx, "DeleteUser", nil, func(tx *store.Tx, _ *Access) error {
		return tx.DeletePrincipal(ctx, IdentityFrom(ctx).AccountID, store.KindUser, *in.UserName)
	})
}

// RevokeUserSessions ends the sessions that a user began.
func (s *Service) RevokeUserSessions(ctx context.Context, in *model.RevokeUserSessionsRequest) (*model.RevokeUserSessionsResponse, error) {
	return &model.RevokeUserSessionsResponse{}, s.revokeSessions(ctx, "RevokeUserSessions", store.KindUser, *in.UserName)
}

func (s *Service) revokeSessions(ctx context.Context, operation, kind, name string) error {
	return s.changeAccess(ctx, operation, nil, func(tx *store.Tx, _ *Access) error {
		p, err := tx.LockPrincipal(ctx, IdentityFrom(ctx).AccountID, kind, name)
		if err != nil {
			return err
		}
		// Sessions know the second that they began in, so those of this one end as well.
		p.SessionsValidSince = tx.Now().Truncate(time.Second).Add(time.Second)
		return tx.UpdatePrincipal(ctx, p)
	})
}

// ownerOf is the id of the user whose access keys a request is about; it is empty for the root, whose keys only itself may touch.
func ownerOf(ctx context.Context, r store.Reader, name string) (string, error) {
	id := IdentityFrom(ctx)
	if name == rootName {
		if id.Caller == nil || id.Caller.Kind != access.Root {
			return "", &access.DeniedError{Message: "Only the root of an account may see and change its own access keys."}
		}
		return "", nil
	}
	p, err := r.Principal(ctx, id.AccountID, store.KindUser, name)
	if err != nil {
		return "", err
	}
	return p.ID, nil
}

// CreateAccessKey makes an access key and tells its secret.
func (s *Service) CreateAccessKey(ctx context.Context, in *model.CreateAccessKeyRequest) (*model.CreateAccessKeyResponse, error) {
	key := store.Credential{
		AccessKeyID: access.NewAccessKeyID(accessKeyPrefix), SecretAccessKey: access.NewSecret(), AccountID: IdentityFrom(ctx).AccountID,
	}
	err := s.changeKeys(ctx, "CreateAccessKey", *in.UserName, key.AccessKeyID, func(tx *store.Tx, a *Access, owner string, keys []store.AccessKey) error {
		if len(keys) >= maxAccessKeys {
			return fault.LimitExceeded("A user may have at most %d access keys", maxAccessKeys)
		}
		key.PrincipalID = owner
		return a.Credentials.Create(ctx, tx, key)
	})
	if err != nil {
		return nil, err
	}
	return &model.CreateAccessKeyResponse{AccessKey: &model.NewAccessKey{
		AccessKeyId: &key.AccessKeyID, SecretAccessKey: &key.SecretAccessKey, UserName: in.UserName,
	}}, nil
}

// changeKeys changes the access keys of a user, which nobody else changes at the same time.
func (s *Service) changeKeys(ctx context.Context, operation, userName, keyID string,
	do func(tx *store.Tx, a *Access, owner string, keys []store.AccessKey) error,
) error {
	return s.changeAccess(ctx, operation, map[string]string{"accessKeyId": keyID}, func(tx *store.Tx, a *Access) error {
		accountID := IdentityFrom(ctx).AccountID
		owner, err := ownerOf(ctx, tx.Reader, userName)
		if err != nil {
			return err
		}
		if err := tx.LockAccount(ctx, accountID, "access keys"); err != nil {
			return err
		}
		keys, err := tx.ListAccessKeys(ctx, accountID, owner)
		if err != nil {
			return err
		}
		return do(tx, a, owner, keys)
	})
}

// keepOne sees that a root keeps a key to get in by.
func keepOne(owner, keyID string, keys []store.AccessKey) error {
	others := slices.ContainsFunc(keys, func(k store.AccessKey) bool { return k.ID != keyID && !k.Disabled })
	if owner == "" && !others {
		return fault.InUse("The access key %s is the last active one of the root. Create another one first", keyID)
	}
	return nil
}

func describeKeys(keys []store.AccessKey) []model.AccessKeyDetail {
	out := []model.AccessKeyDetail{}
	for _, k := range keys {
		status, name := model.AccessKeyStatusActive, k.UserName
		if k.Disabled {
			status = model.AccessKeyStatusInactive
		}
		if k.PrincipalID == "" {
			name = rootName
		}
		out = append(out, model.AccessKeyDetail{
			AccessKeyId: &k.ID, UserName: &name, AccessKeyStatus: &status, CreateTimestamp: new(model.TimestampOf(k.CreateTime)),
		})
	}
	return out
}

// ListAccessKeys lists the oldest first.
func (s *Service) ListAccessKeys(ctx context.Context, in *model.ListAccessKeysRequest) (*model.ListAccessKeysResponse, error) {
	owner, err := ownerOf(ctx, s.store.Reader, *in.UserName)
	if err != nil {
		return nil, err
	}
	keys, err := s.store.ListAccessKeys(ctx, IdentityFrom(ctx).AccountID, owner)
	if err != nil {
		return nil, err
	}
	return &model.ListAccessKeysResponse{AccessKeys: describeKeys(keys)}, nil
}

// UpdateAccessKey disables or enables an access key.
func (s *Service) UpdateAccessKey(ctx context.Context, in *model.UpdateAccessKeyRequest) (*model.UpdateAccessKeyResponse, error) {
	disabled := *in.AccessKeyStatus == model.AccessKeyStatusInactive
	return &model.UpdateAccessKeyResponse{}, s.changeKeys(ctx, "UpdateAccessKey", *in.UserName, *in.AccessKeyId,
		func(tx *store.Tx, _ *Access, owner string, keys []store.AccessKey) error {
			if err := keepOne(owner, *in.AccessKeyId, keys); disabled && err != nil {
				return err
			}
			return tx.SetAccessKeyDisabled(ctx, IdentityFrom(ctx).AccountID, owner, *in.AccessKeyId, disabled)
		})
}

// DeleteAccessKey removes an access key.
func (s *Service) DeleteAccessKey(ctx context.Context, in *model.DeleteAccessKeyRequest) (*model.DeleteAccessKeyResponse, error) {
	return &model.DeleteAccessKeyResponse{}, s.changeKeys(ctx, "DeleteAccessKey", *in.UserName, *in.AccessKeyId,
		func(tx *store.Tx, _ *Access, owner string, keys []store.AccessKey) error {
			if err := keepOne(owner, *in.AccessKeyId, keys); err != nil {
				return err
			}
			return tx.DeleteAccessKey(ctx, IdentityFrom(ctx).AccountID, owner, *in.AccessKeyId)
		})
}

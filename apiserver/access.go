package apiserver

import (
	"context"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/authority"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// Access is what the operations on who may do what work with.
type Access struct {
	Authority   *authority.Authority
	Credentials *store.Credentials
	// HomeAccount is the server's own, which administers accounts.
	HomeAccount string
}

// rootName stands for the account's root where the name of a user is asked for. No user can have it.
const rootName = "root"

// The limits of what a user or role may have.
const (
	maxAccessKeys  = 10
	maxAttachments = 20
)

// accessOf is what operations on who may do what work with.
func (s *Service) accessOf(operation string) (*Access, error) {
	if s.access == nil {
		return nil, fault.Unsupported("This server does not have %s", operation)
	}
	return s.access, nil
}

// changeAccess makes a change of who may do what, with its audit row, and has every server forget what it was before.
func (s *Service) changeAccess(ctx context.Context, operation string, detail any, do func(tx *store.Tx, a *Access) error) error {
	a, err := s.accessOf(operation)
	if err != nil {
		return err
	}
	err = s.store.InTx(ctx, func(tx *store.Tx) error {
		if err := do(tx, a); err != nil {
			return err
		}
		if err := audit(ctx, tx, operation, "", "", detail); err != nil {
			return err
		}
		return tx.AccessChanged(ctx)
	})
	if err != nil {
		return err
	}
	a.Authority.Forget() // the notification comes a little later
	return nil
}

// namePlace is a place in a list by names.
type namePlace struct{ After string }

// pageByName pages through a list by names: it reads one more than asked for, and makes the token of the rest.
func pageByName[T any](kind string, token *string, limit *int64, read func(after string, limit int) ([]T, error), name func(*T) string) ([]T, *string, error) {
	var place namePlace
	if err := decodeToken(token, kind, &place); err != nil {
		return nil, nil, err
	}
	n := pageLimit(limit)
	found, err := read(place.After, n+1)
	if err != nil || len(found) <= n {
		return found, nil, err
	}
	found = found[:n]
	next, err := encodeToken(kind, namePlace{name(&found[n-1])})
	return found, next, err
}

// CreateAccount makes an account with an access key of its root.
func (s *Service) CreateAccount(ctx context.Context, in *model.CreateAccountRequest) (*model.CreateAccountResponse, error) {
	account := store.Account{ID: *in.AccountId, Name: orZero(in.AccountName)}
	key := store.Credential{AccessKeyID: access.NewAccessKeyID(accessKeyPrefix), SecretAccessKey: access.NewSecret(), AccountID: account.ID}
	err := s.changeAccess(ctx, "CreateAccount", map[string]string{"accountId": account.ID, "accessKeyId": key.AccessKeyID}, func(tx *store.Tx, a *Access) error {
		if IdentityFrom(ctx).AccountID != a.HomeAccount {
			return &access.DeniedError{Message: "Accounts are administered in the account " + a.HomeAccount + "."}
		}
		if err := tx.CreateAccount(ctx, &account); err != nil {
			return err
		}
		return a.Credentials.Create(ctx, tx, key)
	})
	if err != nil {
		return nil, err
	}
	return &model.CreateAccountResponse{
		Account:   describeAccount(&account),
		AccessKey: &model.NewAccessKey{AccessKeyId: &key.AccessKeyID, SecretAccessKey: &key.SecretAccessKey, UserName: new(rootName)},
	}, nil
}

// ListAccounts lists all of them to the account that administers them, and to any other itself.
func (s *Service) ListAccounts(ctx context.Context, in *model.ListAccountsRequest) (*model.ListAccountsResponse, error) {
	a, err := s.accessOf("ListAccounts")
	if err != nil {
		return nil, err
	}
	own := IdentityFrom(ctx).AccountID
	found, next, err := pageByName("accounts", in.NextToken, in.Limit, func(after string, limit int) ([]store.Account, error) {
		if own != a.HomeAccount {
			return s.store.AccountNamed(ctx, own)
		}
		return s.store.ListAccounts(ctx, after, limit)
	}, func(a *store.Account) string { return a.ID })
	if err != nil {
		return nil, err
	}
	out := &model.ListAccountsResponse{Accounts: []model.AccountDetail{}, NextToken: next}
	for i := range found {
		out.Accounts = append(out.Accounts, *describeAccount(&found[i]))
	}
	return out, nil
}

func describeAccount(a *store.Account) *model.AccountDetail {
	return &model.AccountDetail{AccountId: &a.ID, AccountName: orNil(a.Name), CreateTimestamp: new(model.TimestampOf(a.CreateTime))}
}

package apiserver

import (
	"context"
	"strconv"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// RootKey is the root key of the installation. rootkey.Ring implements it.
type RootKey interface {
	// NewSuccessor makes a key that may follow, sealed under the one that seals now.
	NewSuccessor() (id uint32, sealed []byte, err error)
	// Primary is the id of the key that seals, Prefix what begins all that it has sealed.
	Primary() uint32
	Prefix() []byte
}

// RotateRootKey begins an exchange of the root key.
func (s *Service) RotateRootKey(ctx context.Context, _ *model.RotateRootKeyRequest) (*model.DescribeRootKeyResponse, error) {
	if err := s.checkRootKey(ctx); err != nil {
		return nil, err
	}
	id, sealed, err := s.rootKey.NewSuccessor()
	if err != nil {
		return nil, err
	}
	err = s.store.InTx(ctx, func(tx *store.Tx) error {
		e := store.RootKeyExchange{KeyID: id, Sealed: sealed, RequestedBy: IdentityFrom(ctx).principal()}
		if err := tx.BeginRootKeyExchange(ctx, e); err != nil {
			return err
		}
		return audit(ctx, tx, "RotateRootKey", "", "", map[string]string{"key": strconv.FormatUint(uint64(id), 10)})
	})
	if err != nil {
		return nil, err
	}
	return s.describeRootKey(ctx)
}

// DescribeRootKey tells how the newest exchange gets on.
func (s *Service) DescribeRootKey(ctx context.Context, _ *model.DescribeRootKeyRequest) (*model.DescribeRootKeyResponse, error) {
	if err := s.checkRootKey(ctx); err != nil {
		return nil, err
	}
	return s.describeRootKey(ctx)
}

// checkRootKey refuses the root key, which is the whole installation's, to other accounts than the one that administers that.
func (s *Service) checkRootKey(ctx context.Context) error {
	switch {
	case s.rootKey == nil:
		return fault.InvalidArgument("This server has no root key that could be exchanged.")
	case s.access != nil && IdentityFrom(ctx).AccountID != s.access.HomeAccount:
		return &access.DeniedError{Message: "The root key is administered in the account " + s.access.HomeAccount + "."}
	default:
		return nil
	}
}

func (s *Service) describeRootKey(ctx context.Context) (*model.DescribeRootKeyResponse, error) {
	all, err := s.store.RootKeyExchanges(ctx)
	if err != nil {
		return nil, err
	}
	out := &model.DescribeRootKeyResponse{
		RootKeyId: new(strconv.FormatUint(uint64(s.rootKey.Primary()), 10)), RootKeyExchangeStatus: new(model.RootKeyExchangeStatusNONE), SealedByFormerKeys: new(int64(0)),
	}
	if len(all) == 0 {
		return out, nil
	}
	e := all[len(all)-1]
	out.RequestedBy, out.BeginTimestamp = orNil(e.RequestedBy), new(model.TimestampOf(e.BeginTime))
	switch {
	case !e.CompleteTime.IsZero():
		out.RootKeyExchangeStatus, out.CompleteTimestamp = new(model.RootKeyExchangeStatusCOMPLETE), new(model.TimestampOf(e.CompleteTime))
	case e.PromoteTime.IsZero():
		out.RootKeyExchangeStatus = new(model.RootKeyExchangeStatusDISTRIBUTING)
	default:
		out.RootKeyExchangeStatus = new(model.RootKeyExchangeStatusSEALING)
	}
	_, count, err := s.store.SealedElsewhere(ctx, s.rootKey.Prefix(), 0)
	out.SealedByFormerKeys = new(int64(count))
	return out, err
}

package main

import (
	"context"
	"log/slog"

	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/datakeys"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/snapshotstore"
)

// makeSnapshots makes what verifies, exports and imports snapshots.
func (cp *controlPlane) makeSnapshots(ctx context.Context, o serveOptions, ring *kms.Keyring, tickets tink.AEAD, logger *slog.Logger,
	api *apiserver.Config, service *apiserver.ServiceConfig,
) error {
	keys, err := datakeys.New(ctx, cp.store, ring)
	if err != nil {
		return err
	}
	files := snapshotstore.New(snapshotstore.Config{
		Store: cp.store, Storage: cp.storage, DataKeys: keys, Ring: ring, Owner: (*lifecycle.Application).Lineage, Logger: logger,
	})
	service.Snapshots, service.Tickets = files, tickets
	api.Transfers = &apiserver.Transfers{Store: cp.store, Snapshots: files, Tickets: tickets, Quotas: o.quotas, Logger: logger}
	return nil
}

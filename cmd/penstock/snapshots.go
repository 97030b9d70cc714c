package main

import (
	"log/slog"

	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/snapshotstore"
)

// makeSnapshots makes what verifies, exports and imports snapshots.
func (cp *controlPlane) makeSnapshots(o serveOptions, ring *kms.Keyring, tickets tink.AEAD, logger *slog.Logger,
	api *apiserver.Config, service *apiserver.ServiceConfig,
) {
	files := snapshotstore.New(snapshotstore.Config{
		Store: cp.store, Storage: cp.storage, Site: cp.stateSite(o.state), DataKeys: cp.dataKeys, Ring: ring, Owner: (*lifecycle.Application).Lineage, Logger: logger,
	})
	cp.background = append(cp.background, files.Run)
	service.Snapshots, service.Tickets = files, tickets
	api.Transfers = &apiserver.Transfers{Store: cp.store, Snapshots: files, Tickets: tickets, Quotas: o.quotas, Logger: logger}
}

package main

import (
	"context"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/datakeys"
)

// openDataKeys makes what gives clusters their data keys, and has what is remembered of them wiped at the end. From here on logs are
// stored encrypted.
func (cp *controlPlane) openDataKeys(ctx context.Context, ring *kms.Keyring) error {
	cp.atClose(func() error {
		ring.Close()
		return nil
	})
	var err error
	if cp.dataKeys, err = datakeys.New(ctx, cp.store, ring); err != nil {
		return err
	}
	cp.atClose(func() error {
		cp.dataKeys.Close()
		return nil
	})
	sealer, err := cp.dataKeys.StoredLogs()
	if err != nil {
		return err
	}
	cp.store.SealLogs(sealer)
	return nil
}

package main

import (
	"context"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/datakeys"
)

// openDataKeys makes what gives clusters their data keys, and has what is remembered of them wiped at the end.
func (cp *controlPlane) openDataKeys(ctx context.Context, ring *kms.Keyring) error {
	cp.atClose(func() error {
		ring.Close()
		return nil
	})
	var err error
	cp.dataKeys, err = datakeys.New(ctx, cp.store, ring)
	return err //nolint:wrapcheck // it says all
}

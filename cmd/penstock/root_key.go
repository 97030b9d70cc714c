package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/spf13/pflag"

	"github.com/penstock/penstock/cmd/penstock/datadir"
	"github.com/penstock/penstock/kms/awskms"
	"github.com/penstock/penstock/kms/rootexchange"
	"github.com/penstock/penstock/kms/rootkey"
)

// rootKeyOptions are the flags of serve that say how the root key is kept.
type rootKeyOptions struct{ kmsKey string }

func (o *rootKeyOptions) register(f *pflag.FlagSet) {
	f.StringVar(&o.kmsKey, "root-key-kms", "", "the key of AWS KMS that seals the root key in the data directory; without it, and without "+
		rootkey.Variable+" in the environment, the root key lies there in the clear")
}

// openRootKey opens what seals secrets and key material in the database. The environment variable is taken out of the process's
// environment, where whatever it starts could read it.
func openRootKey(ctx context.Context, o serveOptions, dir *datadir.Dir) (*rootkey.Ring, error) {
	source := rootkey.Source{Dir: dir.Path(), Environment: os.Getenv(rootkey.Variable), KeyID: o.rootKey.kmsKey}
	if err := os.Unsetenv(rootkey.Variable); err != nil {
		return nil, fmt.Errorf("forget %s: %w", rootkey.Variable, err)
	}
	if source.KeyID != "" {
		cfg, err := config.LoadDefaultConfig(ctx)
		if err != nil {
			return nil, fmt.Errorf("configure the AWS SDK: %w", err)
		}
		source.Provider = awskms.New(cfg)
	}
	return rootkey.OpenRing(ctx, source)
}

// keepRootKey takes what was exchanged of the root key, and goes on doing so.
func (cp *controlPlane) keepRootKey(ctx context.Context, ring *rootkey.Ring, name string, logger *slog.Logger) error {
	keeper := rootexchange.New(rootexchange.Config{Store: cp.store, Ring: ring, Name: name, Logger: logger})
	if _, err := keeper.Sync(ctx); err != nil {
		return err
	}
	ring.OnUnknown(func(ctx context.Context) error {
		_, err := keeper.Sync(ctx)
		return err
	})
	cp.background = append(cp.background, keeper.Run)
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/spf13/pflag"

	"github.com/penstock/penstock/cmd/penstock/datadir"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/runtime/durable"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
	"github.com/penstock/penstock/snapshotstore"
)

// stateStorage is where checkpoints and snapshots lie.
type stateStorage interface {
	reconciler.Storage
	snapshotstore.Storage
}

// stateOptions are the flags of serve that say where state is kept.
type stateOptions struct {
	storage string
	abandon bool
}

func (o *stateOptions) register(f *pflag.FlagSet) {
	f.StringVar(&o.storage, "state-storage", "", "where checkpoints and snapshots are kept: s3://BUCKET/PREFIX?endpoint=URL&region=REGION, "+
		"with the credentials in "+stateKeyVariable+" and "+stateSecretVariable+", or those of the AWS SDK's environment; without it, in the data directory")
	f.BoolVar(&o.abandon, "abandon-state", false, "start although snapshots or running jobs have their state in another place than the one that is told now, and give that up")
}

func (o *stateOptions) check() error {
	if o.storage == "" {
		return nil
	}
	if _, err := objects.ParseS3(o.storage); err != nil {
		return fmt.Errorf("--state-storage: %w", err)
	}
	return nil
}

// The environment variables that may have credentials for the storage of state alone. Clusters inherit those of AWS, for what jobs
// read and write, and none of Penstock's.
const (
	stateKeyVariable    = "PENSTOCK_STATE_ACCESS_KEY_ID"
	stateSecretVariable = "PENSTOCK_STATE_SECRET_ACCESS_KEY"
)

// stateCredentials finds the credentials for a bucket; nil for those that end before a cluster does. What gives these to this machine
// gives them to clusters, too.
func stateCredentials(ctx context.Context, at objects.S3) (*objects.Credentials, error) {
	own := objects.Credentials{AccessKeyID: os.Getenv(stateKeyVariable), SecretAccessKey: os.Getenv(stateSecretVariable)}
	if err := errors.Join(os.Unsetenv(stateKeyVariable), os.Unsetenv(stateSecretVariable)); err != nil {
		return nil, fmt.Errorf("forget %s: %w", stateSecretVariable, err)
	}
	if (own.AccessKeyID == "") != (own.SecretAccessKey == "") {
		return nil, fmt.Errorf("%s and %s go together", stateKeyVariable, stateSecretVariable)
	}
	if own.AccessKeyID != "" {
		return &own, nil
	}
	found, lasting, err := at.Lasting(ctx)
	if err != nil || !lasting {
		return nil, err
	}
	return &found, nil
}

const (
	// stateSweepInterval is the time between two searches for what was left in a bucket.
	stateSweepInterval = 6 * time.Hour
	// stateCheckPatience bounds the attempt to write to the bucket at the start.
	stateCheckPatience = 30 * time.Second
)

// stateKeeper is an engine, as far as it is told where its clusters keep their state.
type stateKeeper interface {
	KeepState(storage string, c *objects.Credentials)
}

// openState opens where state is kept, and has the clusters of engines keep it there.
func (cp *controlPlane) openState(ctx context.Context, o stateOptions, dir *datadir.Dir, engines []stateKeeper, logger *slog.Logger) error {
	if o.storage == "" {
		var err error
		cp.storage, err = durable.NewDirectory(dir.Join("applications"))
		return err
	}
	at, err := objects.ParseS3(o.storage)
	if err != nil {
		return err
	}
	credentials, err := stateCredentials(ctx, at)
	if err != nil {
		return err
	}
	var own objects.Credentials
	if credentials != nil {
		own = *credentials
	}
	opened, err := at.Open(ctx, own)
	if err != nil {
		return err
	}
	cp.atClose(opened.Close)
	bucket := durable.NewBucket(at, opened)
	checking, cancel := context.WithTimeout(ctx, stateCheckPatience)
	defer cancel()
	if err := bucket.Check(checking); err != nil {
		return fmt.Errorf("--state-storage: %w", err)
	}
	for _, engine := range engines {
		engine.KeepState(o.storage, credentials)
	}
	cp.storage = bucket
	cp.background = append(cp.background, func(ctx context.Context) { sweepState(ctx, bucket, logger) })
	return nil
}

// sweepState removes what was left over in the bucket now and then.
func sweepState(ctx context.Context, bucket *durable.Bucket, logger *slog.Logger) {
	ticker := time.NewTicker(stateSweepInterval)
	defer ticker.Stop()
	for {
		removed, err := bucket.Sweep(ctx, objects.SweepGrace)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			logger.WarnContext(ctx, "the storage of state cannot be swept", "error", err)
		case removed > 0:
			logger.InfoContext(ctx, "the storage of state was swept", "objects", removed)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

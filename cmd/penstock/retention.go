package main

import (
	"errors"
	"log/slog"
	"time"

	"github.com/spf13/pflag"

	"github.com/penstock/penstock/lifecycle/retention"
	"github.com/penstock/penstock/snapshots"
)

// retentionOptions are the flags of serve that say how long snapshots are kept.
type retentionOptions struct {
	installation snapshots.Retention
	interval     time.Duration
}

func (o *retentionOptions) register(f *pflag.FlagSet) {
	f.IntVar(&o.installation.Count, "snapshot-keep-count", 0, "how many snapshots of each application are kept, where nothing else is set for it; 0 keeps any number")
	f.DurationVar(&o.installation.Age, "snapshot-keep-age", 0, "for how long snapshots are kept, such as 720h, where nothing else is set for the application; 0 is for ever")
	f.BoolVar(&o.installation.SpareManual, "snapshot-keep-manual", false, "neither count nor remove snapshots that were made or imported by request")
	f.DurationVar(&o.interval, "snapshot-keep-interval", time.Minute, "how often is looked for snapshots to remove")
}

func (o *retentionOptions) check() error {
	if o.installation.Count < 0 || o.installation.Age < 0 {
		return errors.New("--snapshot-keep-count and --snapshot-keep-age must not be negative")
	}
	if o.interval <= 0 {
		return errors.New("--snapshot-keep-interval must be more than nothing")
	}
	return nil
}

// makeRetention makes what removes snapshots that need not be kept.
func (cp *controlPlane) makeRetention(o serveOptions, logger *slog.Logger) {
	keeper := retention.New(retention.Config{
		Store: cp.store, Retention: o.retention.installation, Interval: o.retention.interval, Now: cp.store.Now, Logger: logger,
	})
	cp.background = append(cp.background, keeper.Run)
}

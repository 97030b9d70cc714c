package builtin

import (
	"context"
	"log/slog"
	"time"
)

// keepInterval is the time between two rounds of a keeper.
const keepInterval = time.Minute

// Keeper deletes and rotates keys when their time comes. Every control plane runs one.
type Keeper struct {
	keys   *Keys
	logger *slog.Logger
}

// NewKeeper returns the keeper of the keys.
func NewKeeper(k *Keys, logger *slog.Logger) *Keeper { return &Keeper{k, logger} }

// Run works at once and then now and again, until the context ends.
func (k *Keeper) Run(ctx context.Context) {
	ticker := time.NewTicker(keepInterval)
	defer ticker.Stop()
	for {
		deleted, rotated, err := k.keys.Housekeep(ctx, k.keys.store.Now())
		for _, id := range deleted {
			k.logger.InfoContext(ctx, "a key was deleted when its time had come", "key", id)
		}
		if rotated > 0 {
			k.logger.InfoContext(ctx, "keys were rotated", "keys", rotated)
		}
		if err != nil && ctx.Err() == nil {
			k.logger.WarnContext(ctx, "keys could not be deleted or rotated yet", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

package codestore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/penstock/penstock/store"
)

const (
	// grace is how long a package that no version refers to is kept. A request that stores one is over long before.
	grace = time.Hour
	// keepInterval is the time between two rounds of a keeper.
	keepInterval = time.Minute
	// sealBatch is how much code is found at once that is to be encrypted.
	sealBatch = 100
)

// Keeper removes code that nothing needs any more, and encrypts what is not under the key of the versions that have it: what is from
// before there were keys, and what a version has that was given another key. Every control
// plane runs one; of several that sweep at the same time one does.
type Keeper struct {
	packages *Packages
	logger   *slog.Logger
}

// NewKeeper returns the keeper of the packages.
func NewKeeper(p *Packages, logger *slog.Logger) *Keeper { return &Keeper{p, logger} }

// Run works at once and then now and again, until the context ends.
func (k *Keeper) Run(ctx context.Context) {
	ticker := time.NewTicker(keepInterval)
	defer ticker.Stop()
	for {
		k.round(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (k *Keeper) round(ctx context.Context) {
	sealed, err := k.packages.SealAll(ctx)
	if sealed > 0 {
		k.logger.InfoContext(ctx, "application code was encrypted under the key of its versions", "packages", sealed)
	}
	if err != nil && ctx.Err() == nil {
		k.logger.WarnContext(ctx, "encrypting application code failed", "error", err)
	}
	removed, err := k.packages.store.SweepCode(ctx, grace)
	if removed > 0 {
		k.logger.InfoContext(ctx, "application code was removed that nothing needs", "packages", removed)
	}
	if err != nil && ctx.Err() == nil {
		k.logger.WarnContext(ctx, "the search for unused application code failed", "error", err)
	}
}

// SealAll encrypts all code that is stored as it is, or under another key than that of the versions that have it, under that key, and
// tells how many packages that made. The other copies then go as everything that nothing refers to. It can be broken off and begun anew
// at any time, also by several control planes at once. What cannot be encrypted, because it is damaged or a key cannot be used, keeps
// nothing else from it.
func (p *Packages) SealAll(ctx context.Context) (sealed int, err error) {
	var after int64
	var failures []error
	for {
		found, err := p.store.ListMisplacedCode(ctx, after, sealBatch)
		if err != nil || len(found) == 0 {
			return sealed, errors.Join(append(failures, err)...)
		}
		for _, c := range found {
			if err := p.seal(ctx, c); err != nil {
				failures = append(failures, fmt.Errorf("encrypt code %d of %s: %w", c.CodeID, c.Application.Name, err))
				continue
			}
			sealed++
		}
		// The last one may have versions with further keys, which are found in the next round.
		after = found[len(found)-1].CodeID
	}
}

func (p *Packages) seal(ctx context.Context, c store.MisplacedCode) error {
	known, err := p.store.Code(ctx, c.CodeID)
	if err != nil {
		return err
	}
	content, err := p.Open(ctx, c.CodeID)
	if err != nil {
		return err
	}
	defer content.Close()
	u, err := p.Upload(ctx, Owner{Application: c.Application, ID: c.ApplicationID, Key: c.Key}, known.ContentType, content)
	if err != nil {
		return err
	}
	if u.pkg.SHA256 != known.SHA256 {
		damaged := fmt.Errorf("its digest is %s, and was %s when it was stored", u.pkg.SHA256, known.SHA256)
		return errors.Join(damaged, u.Discard(ctx))
	}
	code, err := u.Commit(ctx)
	if err != nil {
		return err
	}
	return p.store.ReplaceCode(ctx, c, code.ID)
}

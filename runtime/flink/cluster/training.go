package cluster

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"github.com/penstock/penstock/runtime/flink/distribution"
)

// The bounds of a training that a start waits for: how long it may take, and for how long after one in vain none is tried.
const (
	firstPatience = time.Minute
	retryAfter    = time.Hour
)

// trainFirst trains a version before its first cluster on this machine, and after a change of Java, Flink or this program: that start takes
// longer, and all others are shorter for it. While another process does so, and where it was tried in vain, clusters start without.
func (l *launcher) trainFirst(ctx context.Context, v distribution.Version, cache string) {
	if l.archives.manager == "" || l.archives.there() {
		return
	}
	unlock, first, err := tryLock(l.archives.inVain() + ".lock")
	if err != nil || !first {
		return // a cache that cannot be written, or somebody else trains
	}
	defer unlock()
	tried, err := os.Stat(l.archives.inVain())
	if err == nil && time.Since(tried.ModTime()) < retryAfter || l.archives.there() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, firstPatience)
	defer cancel()
	l.logs.tell(slog.LevelInfo, "A job of our own is run for some seconds, once for this machine, so that clusters start faster")
	if _, err = Train(ctx, v, cache); err != nil && !errors.Is(ctx.Err(), context.Canceled) {
		l.logs.tell(slog.LevelWarn, "Clusters start slower than they could: %v", err)
	}
}

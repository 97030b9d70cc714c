package cluster

import (
	"log/slog"
	"sync"
	"time"
)

// progressPause is the time between two lines about one installation.
const progressPause = 3 * time.Second

// progress tells the log how far an installation is.
type progress struct {
	logs    *logs
	version string

	mu   sync.Mutex
	last time.Time
}

func (p *progress) tell(done, total int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); now.Sub(p.last) >= progressPause {
		p.last = now
		p.logs.tell(slog.LevelInfo, "Apache Flink %s is installed: %d of %d MB", p.version, done/1e6, total/1e6)
	}
}

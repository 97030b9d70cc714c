package snapshots

import (
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// Retention is how many snapshots of an application are kept and for how long. The zero value keeps all.
type Retention struct {
	// Count is how many READY ones are kept; 0 for any number.
	Count int
	// Age is how old they may get; 0 for any age.
	Age time.Duration
	// SpareManual tells that those which requests made, or brought from elsewhere, are neither counted nor removed.
	SpareManual bool
}

// KeepsAll tells that nothing is ever removed.
func (r Retention) KeepsAll() bool { return r.Count == 0 && r.Age == 0 }

// Expired is a snapshot that need not be kept any longer.
type Expired struct {
	Snapshot *lifecycle.Snapshot
	// Reason is a sentence for the owner.
	Reason string
}

// Expired lists which of an application's snapshots, given oldest first, need not be kept any longer. The newest READY one always is: it
// is what the application starts from. One that failed has nothing to start from: it is kept for as long as a READY one would be
// that is as old, and counts for nothing. Those being made or removed are left alone.
func (r Retention) Expired(all []lifecycle.Snapshot, now time.Time) []Expired {
	var expired []Expired
	newer, newestIsKept := 0, false
	for i := len(all) - 1; i >= 0; i-- {
		s := &all[i]
		ready := s.Status == lifecycle.SnapshotReady
		if !ready && s.Status != lifecycle.SnapshotFailed {
			continue
		}
		newest := ready && !newestIsKept
		newestIsKept = newestIsKept || ready
		if r.SpareManual && !s.Automatic {
			continue
		}
		reason := r.reason(s, newer, now)
		if ready {
			newer++
		}
		if reason != "" && !newest {
			expired = append(expired, Expired{s, reason})
		}
	}
	return expired
}

func (r Retention) reason(s *lifecycle.Snapshot, newer int, now time.Time) string {
	switch {
	case r.Count > 0 && newer >= r.Count:
		return fmt.Sprintf("Retention keeps the newest %d snapshots, and there are %d newer ones than this.", r.Count, newer)
	case r.Age > 0 && now.Sub(s.CreateTime) > r.Age:
		return fmt.Sprintf("Retention keeps snapshots for %s, and this one is from %s.", r.Age, s.CreateTime.UTC().Format(time.RFC3339))
	default:
		return ""
	}
}

package reconciler

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// newestInterval is the time between two writes of which checkpoints the jobs have: all of a fleet's in one statement.
const newestInterval = 10 * time.Second

// newest are the newest checkpoints of the jobs that this control plane samples, as far as they are not written down yet. The zero value is
// ready.
//
// They are written down so that a job whose cluster is gone does not go on from an older one, because somebody who can write to where
// checkpoints lie, or a backup that was brought back there, has put it in the place of the newest: it would be whole, and open.
type newest struct {
	mu    sync.Mutex
	noted map[int64]store.NewestCheckpoint
}

// note takes note of what was read of a job. Checkpoints that a program keeps elsewhere are its own.
func (n *newest) note(f *followed, v driver.Vitals) {
	number := v.NewestCheckpoint
	if number == f.noted || !liesBelow(v.NewestCheckpointURI, f.target.checkpointsURI) {
		return
	}
	f.noted = number
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.noted == nil {
		n.noted = map[int64]store.NewestCheckpoint{}
	}
	id := f.target.applicationID
	n.noted[id] = store.NewestCheckpoint{ApplicationID: id, RunURI: f.target.checkpointsURI, Number: number}
}

// liesBelow tells whether a checkpoint lies in the directory of a run; without a URI it does. Apache Flink writes file:/a for file:///a.
func liesBelow(checkpoint, run string) bool {
	if checkpoint == "" {
		return true
	}
	inner, err := url.Parse(checkpoint)
	if err != nil {
		return false
	}
	outer, err := url.Parse(run)
	return err == nil && inner.Scheme == outer.Scheme && inner.Host == outer.Host &&
		strings.HasPrefix(path.Clean(inner.Path), path.Clean(outer.Path)+"/")
}

// take is what was noted, in no order.
func (n *newest) take() []store.NewestCheckpoint {
	n.mu.Lock()
	defer n.mu.Unlock()
	all := slices.Collect(maps.Values(n.noted))
	n.noted = nil
	return all
}

// giveBack takes note of what could not be written down, unless there is something newer.
func (n *newest) giveBack(all []store.NewestCheckpoint) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.noted == nil {
		n.noted = map[int64]store.NewestCheckpoint{}
	}
	for _, c := range all {
		if _, newer := n.noted[c.ApplicationID]; !newer {
			n.noted[c.ApplicationID] = c
		}
	}
}

// writeNewest writes down which checkpoints the jobs have, now and then.
func (r *Reconciler) writeNewest(ctx context.Context) {
	ticker := time.NewTicker(min(newestInterval, r.SampleInterval))
	defer ticker.Stop()
	for {
		if all := r.newest.take(); len(all) > 0 {
			if err := r.Store.RecordNewestCheckpoints(ctx, all); err != nil && ctx.Err() == nil {
				r.newest.giveBack(all)
				r.Logger.WarnContext(ctx, "the newest checkpoints of jobs cannot be written down", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// checkNewest refuses a checkpoint that is older than one that the run was seen to have; empty stands for none at all.
func (s *session) checkNewest(ctx context.Context, applicationID int64, run, checkpoint string) error {
	seen, err := s.Store.NewestCheckpointOf(ctx, applicationID, run)
	if err != nil || seen == 0 {
		return err
	}
	var number int64
	if digits, ok := strings.CutPrefix(path.Base(checkpoint), "chk-"); ok {
		if number, err = strconv.ParseInt(digits, 10, 64); err != nil {
			return fmt.Errorf("read the number of checkpoint %s: %w", checkpoint, err)
		}
	}
	if number >= seen {
		return nil
	}
	found := "there is none"
	if checkpoint != "" {
		found = "the newest that is there is " + path.Base(checkpoint)
	}
	return fmt.Errorf("the cluster is gone, and its job had come to checkpoint %d, of which nothing is in %s any more: %s, and to go on from that would "+
		"process again what was processed. Bring the checkpoint back, and the job goes on from it; or stop the application by force and start it "+
		"from a snapshot", seen, run, found)
}

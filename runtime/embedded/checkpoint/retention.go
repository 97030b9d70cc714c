package checkpoint

import (
	"path/filepath"
	"slices"
)

// clean removes what the retained checkpoints have replaced: older ones, also those of earlier processes, and what failed
// ones left over. That is after they were committed, so that whatever is removed is not needed to repeat a commit.
func (c *Coordinator) clean() {
	if c.cfg.Dir == "" {
		return
	}
	ids, err := list(c.cfg.Files.Storage, c.cfg.Dir)
	if err != nil {
		c.cfg.Logger.Warn("checkpoints cannot be listed", "error", err)
		return
	}
	complete := 0
	for _, id := range slices.Backward(ids) {
		path := filepath.Join(c.cfg.Dir, folder(id))
		if complete < c.cfg.Retained {
			names, err := c.cfg.Files.Storage.List(path)
			if err != nil {
				c.cfg.Logger.Warn("checkpoint cannot be listed", "path", path, "error", err)
				return
			}
			if slices.Contains(names, MetadataFile) {
				complete++
				continue
			}
		}
		c.discard(path)
		c.mu.Lock()
		c.stats.discard(id)
		c.mu.Unlock()
	}
}

package kms

import (
	"bytes"
	"crypto/sha256"
	"sync"
	"time"
)

// The limits of what a [Keyring] remembers: a minute after a key was disabled nothing opens with it any more, and what many
// applications need at once does not stay in memory all of it.
const (
	cacheTime  = time.Minute
	cacheCount = 1000
)

// cacheKey stands for a wrapped data key.
type cacheKey [sha256.Size]byte

// cacheEntry is a data key in the clear.
type cacheEntry struct {
	plain []byte
	// used counts up over all entries.
	used   uint64
	expiry *time.Timer
}

// cache remembers data keys for a while and wipes those that it forgets. The zero value is ready.
type cache struct {
	mu      sync.Mutex
	entries map[cacheKey]*cacheEntry
	used    uint64
	closed  bool
}

// get returns a copy of a data key, which the caller wipes; nil where it is not known.
func (c *cache) get(key cacheKey) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.entries[key]
	if e == nil {
		return nil
	}
	c.used++
	e.used = c.used
	return bytes.Clone(e.plain)
}

// put remembers a copy of a data key, in the place of the one that was not asked for longest where there are too many.
func (c *cache) put(key cacheKey, plain []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return
	}
	c.forget(key, c.entries[key])
	if len(c.entries) >= cacheCount {
		c.forget(c.oldest())
	}
	if c.entries == nil {
		c.entries = make(map[cacheKey]*cacheEntry)
	}
	c.used++
	e := &cacheEntry{plain: bytes.Clone(plain), used: c.used}
	e.expiry = time.AfterFunc(cacheTime, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.forget(key, e)
	})
	c.entries[key] = e
}

// forget wipes an entry, if it is still there. The lock is held.
func (c *cache) forget(key cacheKey, e *cacheEntry) {
	if e == nil || c.entries[key] != e {
		return
	}
	e.expiry.Stop()
	clear(e.plain)
	delete(c.entries, key)
}

// oldest is the entry that was not asked for longest. The lock is held.
func (c *cache) oldest() (key cacheKey, oldest *cacheEntry) {
	for k, e := range c.entries {
		if oldest == nil || e.used < oldest.used {
			key, oldest = k, e
		}
	}
	return key, oldest
}

// close wipes all, and nothing is remembered from then on.
func (c *cache) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for key, e := range c.entries {
		c.forget(key, e)
	}
}

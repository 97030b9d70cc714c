package operator

import (
	"container/list"
	"time"

	"github.com/penstock/penstock/runtime/embedded/connector"
)

// lookupCache keeps answers of look-ups; those not used for longest go first.
type lookupCache struct {
	options connector.LookupCache
	entries map[string]*list.Element
	// order has the entries, those used last at the front; rows is how many rows they have.
	order *list.List
	rows  int64
}

type cachedAnswer struct {
	key           string
	rows          []encodedRow
	written, used time.Time
}

func newLookupCache(options connector.LookupCache) *lookupCache {
	return &lookupCache{options: options, entries: map[string]*list.Element{}, order: list.New()}
}

// weight is what an answer counts: at least one row, since that there is nothing takes memory too.
func (a *cachedAnswer) weight() int64 { return max(1, int64(len(a.rows))) }

// get is the answer for a key, if it is there and not too old.
func (c *lookupCache) get(key string, now time.Time) ([]encodedRow, bool) {
	e, ok := c.entries[key]
	if !ok {
		return nil, false
	}
	a := e.Value.(*cachedAnswer)
	if past(a.written, c.options.AfterWrite, now) || past(a.used, c.options.AfterAccess, now) {
		c.remove(e)
		return nil, false
	}
	a.used = now
	c.order.MoveToFront(e)
	return a.rows, true
}

func past(since time.Time, limit time.Duration, now time.Time) bool {
	return limit > 0 && now.Sub(since) >= limit
}

// put keeps an answer.
func (c *lookupCache) put(key string, rows []encodedRow, now time.Time) {
	if !c.options.Partial || len(rows) == 0 && !c.options.Missing {
		return
	}
	if e, ok := c.entries[key]; ok {
		c.remove(e)
	}
	a := &cachedAnswer{key, rows, now, now}
	c.entries[key] = c.order.PushFront(a)
	c.rows += a.weight()
	for c.options.MaxRows > 0 && c.rows > c.options.MaxRows {
		c.remove(c.order.Back())
	}
}

func (c *lookupCache) remove(e *list.Element) {
	a := c.order.Remove(e).(*cachedAnswer)
	delete(c.entries, a.key)
	c.rows -= a.weight()
}

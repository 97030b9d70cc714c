package connector

import (
	"context"
	"io"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/option"
)

// LookupSource is what a Source is, too, where rows can be found by the values of some columns.
type LookupSource interface {
	// Lookup makes what finds the rows whose columns, positions in Table.Projected, have the values of a key.
	Lookup(ctx context.Context, keys []int) (Lookup, error)
	// LookupCache is what the table's options say about keeping answers.
	LookupCache() LookupCache
}

// Lookup finds rows by key. Several goroutines may use it at once.
type Lookup interface {
	// Find puts the rows of a key into a batch that is empty, whose columns are the projected ones. No value of the key is nil.
	Find(ctx context.Context, key []batch.Datum, rows *batch.Batch) error
	io.Closer
}

// LookupCache says how long answers are kept. The zero value keeps none.
type LookupCache struct {
	Partial bool
	// MaxRows is how many rows are kept at most; 0 for any number.
	MaxRows int64
	// AfterWrite and AfterAccess are when an answer is forgotten; 0 for never.
	AfterWrite, AfterAccess time.Duration
	// Missing keeps also that there was nothing.
	Missing bool
}

// ReadLookupCache reads the options of Flink about caches of look-ups.
func ReadLookupCache(r *option.Reader) LookupCache {
	c := LookupCache{
		Partial:     r.OneOf("lookup.cache", "NONE", "NONE", "PARTIAL") == "PARTIAL",
		MaxRows:     r.Int("lookup.partial-cache.max-rows", 0, 1),
		AfterWrite:  r.Duration("lookup.partial-cache.expire-after-write", 0),
		AfterAccess: r.Duration("lookup.partial-cache.expire-after-access", 0),
		Missing:     r.Bool("lookup.partial-cache.cache-missing-key", true),
	}
	if c.Partial && c.MaxRows == 0 && c.AfterWrite == 0 && c.AfterAccess == 0 {
		r.Fail("a PARTIAL lookup cache needs one of '%s', '%s' and '%s'", "lookup.partial-cache.max-rows",
			"lookup.partial-cache.expire-after-write", "lookup.partial-cache.expire-after-access")
	}
	return c
}

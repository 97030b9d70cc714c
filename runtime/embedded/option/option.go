// Package option reads the options of connectors and formats, WITH ('key' = 'value'), with types and defaults, and refuses
// what nobody asked for: a misspelt option is an error that names the nearest known one.
package option

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Reader hands out options one by one and notes which ones there are. The first problem is kept for Done.
type Reader struct {
	owner   string
	prefix  string
	values  map[string]string
	known   []string
	missing []string
	err     error
}

// NewReader reads the options of owner, such as "connector 'print'". prefix stands before each key in errors.
func NewReader(owner, prefix string, values map[string]string) *Reader {
	return &Reader{owner: owner, prefix: prefix, values: values}
}

// Has tells whether an option is given.
func (r *Reader) Has(key string) bool {
	_, ok := r.lookup(key)
	return ok
}

// String is the value of an option, or the default.
func (r *Reader) String(key, def string) string {
	if v, ok := r.lookup(key); ok {
		return v
	}
	return def
}

// Required is the value of an option that must be there.
func (r *Reader) Required(key string) string {
	v, ok := r.lookup(key)
	if !ok {
		r.missing = append(r.missing, r.prefix+key)
	}
	return v
}

// Bool is a boolean option.
func (r *Reader) Bool(key string, def bool) bool {
	v, ok := r.lookup(key)
	if !ok {
		return def
	}
	switch strings.ToLower(v) {
	case "true":
		return true
	case "false":
		return false
	}
	r.invalid(key, v, "expected true or false")
	return def
}

// Int is an integer option of at least least.
func (r *Reader) Int(key string, def, least int64) int64 {
	v, ok := r.lookup(key)
	if !ok {
		return def
	}
	n, err := strconv.ParseInt(strings.TrimSpace(v), 10, 64)
	if err != nil {
		r.invalid(key, v, "expected an integer")
		return def
	}
	if n < least {
		r.invalid(key, v, fmt.Sprintf("must be at least %d", least))
	}
	return n
}

// Float is a number option.
func (r *Reader) Float(key string, def float64) float64 {
	v, ok := r.lookup(key)
	if !ok {
		return def
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
	if err != nil {
		r.invalid(key, v, "expected a number")
		return def
	}
	return f
}

// OneOf is an option with a fixed set of values, compared without case and returned as listed.
func (r *Reader) OneOf(key, def string, values ...string) string {
	v, ok := r.lookup(key)
	if !ok {
		return def
	}
	for _, allowed := range values {
		if strings.EqualFold(v, allowed) {
			return allowed
		}
	}
	r.invalid(key, v, "expected one of "+strings.Join(values, ", "))
	return def
}

// Char is an option of a single character; 0 where it is not given and has no default. "\t" and the like may be escaped.
func (r *Reader) Char(key string, def rune) rune {
	v, ok := r.lookup(key)
	if !ok {
		return def
	}
	switch v {
	case `\t`:
		return '\t'
	case `\n`:
		return '\n'
	case `\r`:
		return '\r'
	case `\\`:
		return '\\'
	}
	c, size := utf8.DecodeRuneInString(v)
	if size == 0 || size != len(v) {
		r.invalid(key, v, "must be a single character")
		return def
	}
	return c
}

// Duration is an option such as "10 s", "5min" or "1 h"; a number alone is milliseconds.
func (r *Reader) Duration(key string, def time.Duration) time.Duration {
	v, ok := r.lookup(key)
	if !ok {
		return def
	}
	d, err := ParseDuration(v)
	if err != nil {
		r.invalid(key, v, err.Error())
		return def
	}
	return d
}

// Bytes is an option such as "128 MB" (powers of 1024); a number alone is bytes.
func (r *Reader) Bytes(key string, def int64) int64 {
	v, ok := r.lookup(key)
	if !ok {
		return def
	}
	n, err := ParseBytes(v)
	if err != nil {
		r.invalid(key, v, err.Error())
		return def
	}
	return n
}

// Fail notes a problem that concerns several options.
func (r *Reader) Fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// Done is the first problem: a required option that is missing, a value that makes no sense, or an option that is not
// known.
func (r *Reader) Done() error {
	if len(r.missing) > 0 {
		return fmt.Errorf("one or more required options of %s are missing: %s", r.owner, strings.Join(r.missing, ", "))
	}
	if r.err != nil {
		return r.err
	}
	for _, key := range slices.Sorted(maps.Keys(r.values)) {
		if slices.Contains(r.known, key) {
			continue
		}
		hint := ""
		if near := Nearest(key, r.known); near != "" {
			hint = fmt.Sprintf(" Did you mean '%s%s'?", r.prefix, near)
		}
		return fmt.Errorf("unsupported option '%s%s' found for %s.%s Supported options: %s", r.prefix, key, r.owner, hint,
			strings.Join(r.supported(), ", "))
	}
	return nil
}

func (r *Reader) supported() []string {
	keys := make([]string, 0, len(r.known))
	for _, k := range r.known {
		keys = append(keys, r.prefix+k)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (r *Reader) lookup(key string) (string, bool) {
	r.known = append(r.known, key)
	v, ok := r.values[key]
	return v, ok
}

func (r *Reader) invalid(key, value, why string) {
	r.Fail("invalid value '%s' for option '%s%s' of %s: %s", value, r.prefix, key, r.owner, why)
}

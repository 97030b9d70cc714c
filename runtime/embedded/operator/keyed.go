package operator

import (
	"errors"
	"unsafe"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// keyed holds a value of a Go type for each key, for operators whose state has a shape of its own.
type keyed[T any] struct {
	table  *state.Table
	values []T
	expiry expiry
	// dropped is told a value before it is forgotten; nil if nobody wants to know.
	dropped func(value *T)
	// size is about how many bytes encode appends, nil for values that do not grow with each row of a key.
	size func(value *T, slot int32) int
	// copies is how often what size says has to have room, if that is more than usual: see state.Content.
	copies float64
	// encode appends what belongs to a slot, where load has said how.
	encode func(dst []byte, slot int32) []byte
}

func newKeyed[T any]() *keyed[T] { return &keyed[T]{table: state.NewTable()} }

// begin begins a batch of n rows.
func (k *keyed[T]) begin(n int) { k.expiry.begin(n, k.table, k.remove) }

// at returns the value of a key, which is new where there was none. It is valid until the next call.
func (k *keyed[T]) at(hash uint64, key []byte) (value *T, slot int32) {
	value, slot, _ = k.entry(hash, key)
	return value, slot
}

// entry is at, and tells whether the value is new.
func (k *keyed[T]) entry(hash uint64, key []byte) (value *T, slot int32, isNew bool) {
	slot, isNew = k.table.FindOrInsert(hash, 0, key)
	k.grow()
	if k.expiry.use(slot, isNew) && !isNew {
		k.drop(slot)
	}
	return &k.values[slot], slot, isNew
}

func (k *keyed[T]) grow() {
	for len(k.values) < k.table.Slots() {
		var zero T
		k.values = append(k.values, zero)
	}
}

// find returns the value of a key, nil where there is none. touch comes before it is changed.
func (k *keyed[T]) find(hash uint64, key []byte) (value *T, slot int32) {
	slot = k.table.Find(hash, 0, key)
	if slot == state.NoSlot || k.expiry.expired(slot) {
		return nil, state.NoSlot
	}
	return &k.values[slot], slot
}

// used says that a key was used, although its value does not change.
func (k *keyed[T]) used(slot int32) {
	if k.expiry.ttl > 0 {
		k.table.Touch(slot)
		k.expiry.use(slot, false)
	}
}

// touch says that the value of a slot is about to change.
func (k *keyed[T]) touch(slot int32) { k.table.Touch(slot) }

// remove forgets a key.
func (k *keyed[T]) remove(slot int32) {
	k.table.Remove(slot)
	k.drop(slot)
}

func (k *keyed[T]) drop(slot int32) {
	if k.dropped != nil {
		k.dropped(&k.values[slot])
	}
	var zero T
	k.values[slot] = zero
}

// content is how the values of an operator's keys are written and read.
type content[T any] struct {
	// encode appends a value, decode reads it into an empty one.
	encode func(dst []byte, value *T, slot int32) []byte
	decode func(src []byte, value *T, slot int32) error
	// release lets go of what else belongs to a slot; due is when a key is wanted that nobody looks up, and evicted is told that slots
	// are not what they were: see state.Content. All three may be nil.
	release func(slot int32)
	due     func(value *T) int64
	evicted func()
}

// load is restore for operators that name no slots elsewhere.
func (k *keyed[T]) load(
	r state.Restored, name, signature string, encode func(dst []byte, value *T) []byte, decode func(src []byte, value *T) error,
) error {
	return k.restore(r, name, signature, content[T]{
		encode: func(dst []byte, value *T, _ int32) []byte { return encode(dst, value) },
		decode: func(src []byte, value *T, _ int32) error { return decode(src, value) },
	})
}

// restore gives the operator the keys that save wrote. What belongs to a key is read when it is looked up, or at once where it may be due,
// and lies on disk where memory has no room for it.
func (k *keyed[T]) restore(r state.Restored, name, signature string, c content[T]) error {
	k.encode = func(dst []byte, slot int32) []byte {
		return c.encode(k.expiry.append(dst, slot), &k.values[slot], slot)
	}
	of := state.Content{
		Append: k.encode,
		Restore: func(content []byte, slot int32) error {
			k.grow()
			content, err := k.expiry.restore(content, slot)
			if err != nil {
				return err
			}
			return c.decode(content, &k.values[slot], slot)
		},
		Release: k.drop,
		Evicted: c.evicted,
	}
	if k.size != nil {
		of.Copies, of.Size = k.copies, func(slot int32) int { return k.size(&k.values[slot], slot) }
	}
	if c.release != nil {
		of.Release = func(slot int32) {
			k.drop(slot)
			c.release(slot)
		}
	}
	if c.due != nil {
		of.Due = func(slot int32) int64 { return c.due(&k.values[slot]) }
	}
	return r.Load(name, signature, k.table, k.expiry.expiring(of))
}

// save writes all keys.
func (k *keyed[T]) save(w *state.Writer, name, signature string) {
	w.Keyed(name, signature, k.table, k.encode)
}

// encodedRow is a row of batch.AppendRow. Equal rows are equal strings.
type encodedRow string

// sharedRow is a row in bytes that are not written again for as long as it is used.
func sharedRow(p []byte) encodedRow { return encodedRow(unsafe.String(unsafe.SliceData(p), len(p))) }

func (r encodedRow) bytes() []byte { return unsafe.Slice(unsafe.StringData(string(r)), len(r)) }

// decode stores the row in a row of columns, which then share its memory.
func (r encodedRow) decode(columns []*batch.Vector, row int) error {
	_, err := batch.DecodeRow(r.bytes(), columns, row)
	return err
}

var errRows = errors.New("damaged rows")

// rowEncoder encodes rows of batches.
type rowEncoder struct{ buffer []byte }

func (e *rowEncoder) encode(columns []*batch.Vector, row int) encodedRow {
	return encodedRow(e.bytes(columns, row))
}

// bytes is encode into memory that the next call writes to.
func (e *rowEncoder) bytes(columns []*batch.Vector, row int) []byte {
	e.buffer = batch.AppendRow(e.buffer[:0], columns, row)
	return e.buffer
}

// sortKey is the encoded order of a row: keys compare as strings.
func (e *rowEncoder) sortKey(order []plan.SortKey, columns []*batch.Vector, row int) string {
	e.buffer = e.buffer[:0]
	for _, k := range order {
		e.buffer = batch.AppendSortKey(e.buffer, columns[k.Column], row, k.Desc, k.NullsFirst)
	}
	return string(e.buffer)
}

// appendString appends a string with its length, and cutString takes it off again.
func appendString[S ~string](dst []byte, s S) []byte { return state.AppendBytes(dst, []byte(s)) }

func cutString[S ~string](src []byte) (S, []byte, error) {
	p, rest, err := state.CutBytes(src)
	return S(p), rest, err
}

package expr

import (
	"hash/maphash"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// places finds values in a list that grows, of which equal ones are found by their hash once there are more than a few: arrays and maps of
// a single record may have hundreds of thousands.
type places struct {
	values []batch.Datum
	// last is where the last value of a hash is, and before where the one before it with the same hash is, or -1.
	last   map[uint64]int
	before []int
}

// fewPlaces is how many values are compared one by one.
const fewPlaces = 16

// placesOf finds the values of a list.
func placesOf(values []batch.Datum) *places {
	p := &places{values: values}
	p.index()
	return p
}

// find is where a value is, or -1.
func (p *places) find(x batch.Datum) int {
	if p.last == nil {
		return indexOf(p.values, x)
	}
	i, ok := p.last[hashDatum(x)]
	if !ok {
		return -1
	}
	for i >= 0 && !equalDatum(p.values[i], x) {
		i = p.before[i]
	}
	return i
}

// add adds a value at the end.
func (p *places) add(x batch.Datum) {
	p.values = append(p.values, x)
	p.index()
}

// index brings the hashes up to the end of the list.
func (p *places) index() {
	if len(p.values) <= fewPlaces {
		return
	}
	if p.last == nil {
		p.last = make(map[uint64]int)
	}
	for i := len(p.before); i < len(p.values); i++ {
		h := hashDatum(p.values[i])
		before, ok := p.last[h]
		if !ok {
			before = -1
		}
		p.before = append(p.before, before)
		p.last[h] = i
	}
}

var datumSeed = maphash.MakeSeed()

// hashDatum is the same for values that equalDatum takes for equal.
func hashDatum(d batch.Datum) uint64 {
	switch d := d.(type) {
	case []batch.Datum:
		h := uint64(len(d))
		for _, item := range d {
			h = h*hashFactor + hashDatum(item)
		}
		return h
	case *batch.MapDatum:
		h := uint64(len(d.Keys))
		for i, k := range d.Keys {
			h += hashFactor * (hashDatum(k) + hashFactor*hashDatum(d.Values[i])) // a sum, as entries have no order
		}
		return h
	}
	return maphash.Comparable(datumSeed, d)
}

const hashFactor = 0x9E3779B97F4A7C15

// mapBuilder makes a map, in which a key keeps its first place and has its last value.
type mapBuilder struct {
	keys   places
	values []batch.Datum
}

func (b *mapBuilder) put(key, value batch.Datum) {
	if i := b.keys.find(key); i >= 0 {
		b.values[i] = value
		return
	}
	b.keys.add(key)
	b.values = append(b.values, value)
}

func (b *mapBuilder) build() *batch.MapDatum {
	return &batch.MapDatum{Keys: b.keys.values, Values: b.values}
}

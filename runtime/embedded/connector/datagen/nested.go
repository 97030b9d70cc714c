package datagen

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/option"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// collectionSize is the number of elements of collections.
const collectionSize = 3

func randomNested(r *option.Reader, prefix string, t types.Type, seed uint64) (generator, error) {
	switch t.Kind {
	case types.Array:
		element, _, err := build(r, prefix+"element.", *t.Elem, mix(seed, 1))
		return generate(func(row uint64) batch.Datum {
			items := make([]batch.Datum, collectionSize)
			for i := range items {
				items[i] = element.value(row*collectionSize + uint64(i))
			}
			return items
		}), err
	case types.Map, types.Multiset:
		return randomMap(r, prefix, t, seed)
	case types.Row:
		fields := make([]generator, len(t.Fields))
		for i, f := range t.Fields {
			var err error
			if fields[i], _, err = build(r, prefix+f.Name+".", f.Type, mix(seed, uint64(i+1))); err != nil {
				return generator{}, err
			}
		}
		return generate(func(row uint64) batch.Datum {
			values := make([]batch.Datum, len(fields))
			for i, g := range fields {
				values[i] = g.value(row)
			}
			return values
		}), nil
	}
	return generator{}, fmt.Errorf("the connector 'datagen' does not support the type %s", t)
}

func randomMap(r *option.Reader, prefix string, t types.Type, seed uint64) (generator, error) {
	keyType, keyPrefix := t.Key, prefix+"key."
	value := generateInteger(func(row uint64) int64 { return within(mix(seed, row), 1, 100) })
	if t.Kind == types.Multiset {
		keyType, keyPrefix = t.Elem, prefix+"element."
	} else {
		var err error
		if value, _, err = build(r, prefix+"value.", *t.Elem, mix(seed, 2)); err != nil {
			return generator{}, err
		}
	}
	key, _, err := build(r, keyPrefix, *keyType, mix(seed, 1))
	return generate(func(row uint64) batch.Datum {
		m := &batch.MapDatum{}
		seen := make(map[string]bool, collectionSize)
		for i := range uint64(collectionSize) {
			k := key.value(row*collectionSize + i)
			if id := fmt.Sprint(k); !seen[id] {
				seen[id] = true
				m.Keys = append(m.Keys, k)
				m.Values = append(m.Values, value.value(row*collectionSize+i))
			}
		}
		return m
	}), err
}

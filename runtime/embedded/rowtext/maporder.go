package rowtext

import (
	"math"
	"slices"
	"unicode/utf16"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// javaOrder are the places of a map's keys in the order in which java.util.HashMap goes through them: by the hash of the key,
// spread over a table that is a power of two, at most three quarters full. The print connector shows maps in this order.
func javaOrder(t types.Type, keys []batch.Datum) []int {
	size := uint32(16)
	for uint32(len(keys)) > size/4*3 {
		size *= 2
	}
	bucket := make([]uint32, len(keys))
	order := make([]int, len(keys))
	for i, k := range keys {
		h, ok := javaHash(t, k)
		if !ok {
			h = 0
		}
		bucket[i] = (h ^ h>>16) & (size - 1)
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(bucket[a]) - int(bucket[b]) })
	return order
}

// javaHash is the hashCode of the Java value that Flink shows for a value; ok is false for types that are no usual keys.
func javaHash(t types.Type, d batch.Datum) (h uint32, ok bool) {
	switch d := d.(type) {
	case nil:
		return 0, true
	case bool:
		if d {
			return 1231, true
		}
		return 1237, true
	case int64:
		switch t.Kind {
		case types.BigInt:
			return fold(uint64(d)), true
		case types.Date:
			c := temporal.FromDays(d)
			year := uint32(c.Year)
			return year&0xFFFFF800 ^ (year<<11 + uint32(c.Month)<<6 + uint32(c.Day)), true
		}
		return uint32(d), t.Kind.IsInteger()
	case float64:
		if t.Kind == types.Float {
			return math.Float32bits(float32(d)), true
		}
		return fold(math.Float64bits(d)), true
	case string:
		if !t.Kind.IsCharacter() {
			return 0, false
		}
		for _, unit := range utf16.Encode([]rune(d)) {
			h = h*31 + uint32(unit)
		}
		return h, true
	case batch.Int128:
		if !d.IsInt64() {
			return 0, false
		}
		v := d.Int64()
		abs := uint64(max(v, -v))
		h = uint32(abs>>32)*31 + uint32(abs)
		if v < 0 {
			h = -h
		}
		return 31*h + uint32(t.Scale), true
	}
	return 0, false
}

// fold is the hash of a long.
func fold(v uint64) uint32 { return uint32(v ^ v>>32) }

package batch

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// AppendSortKey appends the value of a row so that keys compare as bytes in the order of the values, also when further
// values follow. Only types that have an order can be encoded.
func AppendSortKey(dst []byte, v *Vector, row int, desc, nullsFirst bool) []byte {
	const nullFirst, value, nullLast = 0, 1, 2
	if v.IsNull(row) || v.Type.Kind == types.Null {
		if nullsFirst {
			return append(dst, nullFirst)
		}
		return append(dst, nullLast)
	}
	dst = append(dst, value)
	start := len(dst)
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		dst = append(dst, boolByte(v.Bool[row]))
	case PhysicalInt64:
		dst = binary.BigEndian.AppendUint64(dst, uint64(v.I64[row])^(1<<63))
		if v.Type.Kind.IsTimestamp() {
			dst = binary.BigEndian.AppendUint32(dst, uint32(v.NanosAt(row)))
		}
	case PhysicalFloat64:
		dst = binary.BigEndian.AppendUint64(dst, orderedBits(v.F64[row]))
	case PhysicalInt128:
		dst = binary.BigEndian.AppendUint64(dst, uint64(v.Dec[row].Hi)^(1<<63))
		dst = binary.BigEndian.AppendUint64(dst, v.Dec[row].Lo)
	case PhysicalString:
		dst = appendOrderedString(dst, v.Str[row])
	default:
		panic(fmt.Sprintf("batch: values of type %s have no order", v.Type))
	}
	if desc {
		for i := start; i < len(dst); i++ {
			dst[i] = ^dst[i]
		}
	}
	return dst
}

// orderedBits maps doubles to integers in Java's order: -0 before 0, and NaN after everything.
func orderedBits(f float64) uint64 {
	bits := math.Float64bits(f)
	switch {
	case f != f:
		return math.MaxUint64
	case bits>>63 != 0:
		return ^bits
	}
	return bits | 1<<63
}

// appendOrderedString escapes 0 bytes and ends with one that no content has, so that a prefix is less than what it begins.
func appendOrderedString(dst []byte, s string) []byte {
	for i := range len(s) {
		if s[i] == 0 {
			dst = append(dst, 0, 0xff)
			continue
		}
		dst = append(dst, s[i])
	}
	return append(dst, 0, 1)
}

package batch

import (
	"encoding/binary"
	"fmt"
	"math"
)

// AppendRow appends a compact encoding of one row of the columns: a bitmap of the NULLs, then the values, integers by
// their size. State and snapshots hold rows in this form.
func AppendRow(dst []byte, columns []*Vector, row int) []byte {
	bitmap := len(dst)
	for range (len(columns) + 7) / 8 {
		dst = append(dst, 0)
	}
	for i, v := range columns {
		if v.IsNull(row) || PhysicalOf(v.Type.Kind) == PhysicalNone {
			dst[bitmap+i/8] |= 1 << (i % 8)
			continue
		}
		dst = appendValue(dst, v, row)
	}
	return dst
}

func appendValue(dst []byte, v *Vector, row int) []byte {
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		return append(dst, boolByte(v.Bool[row]))
	case PhysicalInt64:
		dst = binary.AppendVarint(dst, v.I64[row])
		if v.Type.Kind.IsTimestamp() && v.Type.Precision > 3 {
			dst = binary.AppendUvarint(dst, uint64(v.NanosAt(row)))
		}
		return dst
	case PhysicalFloat64:
		return binary.LittleEndian.AppendUint64(dst, math.Float64bits(v.F64[row]))
	case PhysicalInt128:
		return appendVarInt128(dst, v.Dec[row])
	case PhysicalString:
		dst = binary.AppendUvarint(dst, uint64(len(v.Str[row])))
		return append(dst, v.Str[row]...)
	case PhysicalNested:
		return appendDatum(dst, v.Nested[row], false)
	case PhysicalRow:
		return AppendRow(dst, v.Children, row)
	}
	panic(fmt.Sprintf("batch: a value of type %s", v.Type))
}

// appendVarInt128 writes small decimals as one varint; an odd first number announces the high half.
func appendVarInt128(dst []byte, v Int128) []byte {
	if v.IsInt64() && v.Hi == int64(v.Lo)>>62 {
		return binary.AppendVarint(dst, int64(v.Lo)<<1)
	}
	dst = binary.AppendVarint(dst, 1)
	return appendInt128(dst, v)
}

// DecodeRow stores an encoded row and returns what follows it. Strings share memory with src, which must never be written
// again.
func DecodeRow(src []byte, columns []*Vector, row int) (rest []byte, err error) {
	n := (len(columns) + 7) / 8
	if len(src) < n {
		return nil, errTruncated
	}
	bitmap := src[:n]
	src = src[n:]
	for i, v := range columns {
		if bitmap[i/8]&(1<<(i%8)) != 0 {
			v.SetNull(row)
			continue
		}
		if v.Nulls != nil {
			v.Nulls[row] = false
		}
		if src, err = decodeValue(src, v, row); err != nil {
			return nil, fmt.Errorf("column %d (%s): %w", i, v.Type, err)
		}
	}
	return src, nil
}

func decodeValue(src []byte, v *Vector, row int) (rest []byte, err error) {
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		if len(src) < 1 {
			return nil, errTruncated
		}
		v.Bool[row] = src[0] != 0
		return src[1:], nil
	case PhysicalInt64:
		value, n := binary.Varint(src)
		if n <= 0 {
			return nil, errTruncated
		}
		v.I64[row] = value
		src = src[n:]
		if v.Type.Kind.IsTimestamp() && v.Type.Precision > 3 {
			nanos, m := binary.Uvarint(src)
			if m <= 0 || nanos > 999_999 {
				return nil, errTruncated
			}
			v.SetNanos(row, int32(nanos))
			src = src[m:]
		} else if v.Nanos != nil {
			v.Nanos[row] = 0
		}
		return src, nil
	case PhysicalFloat64:
		if len(src) < 8 {
			return nil, errTruncated
		}
		v.F64[row] = math.Float64frombits(binary.LittleEndian.Uint64(src))
		return src[8:], nil
	case PhysicalInt128:
		return cutVarInt128(src, &v.Dec[row])
	case PhysicalString:
		v.Str[row], src, err = cutString(src)
		return src, err
	case PhysicalNested:
		v.Nested[row], src, err = cutDatum(src, 0)
		return src, err
	case PhysicalRow:
		return DecodeRow(src, v.Children, row)
	}
	return nil, fmt.Errorf("a value of type %s", v.Type)
}

func cutVarInt128(src []byte, to *Int128) ([]byte, error) {
	first, n := binary.Varint(src)
	if n <= 0 {
		return nil, errTruncated
	}
	src = src[n:]
	if first&1 == 0 {
		*to = Int128Of(first >> 1)
		return src, nil
	}
	if len(src) < 16 {
		return nil, errTruncated
	}
	*to = int128At(src)
	return src[16:], nil
}

package batch

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"unsafe"
)

// Keys are the encoded keys of the rows of a batch. Two rows have equal bytes if and only if their key columns are
// equal, NULL being equal to NULL, as GROUP BY wants it. The encoding can be decoded, and says nothing about order.
//
// Each column is a byte that tells NULL (0) or not (1), then the value: 8 bytes for what is 64 bits wide, 16 for a
// DECIMAL, 12 for a timestamp, 1 for a BOOLEAN; strings have their length in front, collections their size.
type Keys struct {
	bytes  []byte
	ends   []int32
	hashes []uint64
}

// Encode replaces the keys by those of the rows of b that count, in their order.
func (k *Keys) Encode(b *Batch, columns []int) {
	n := b.Rows()
	k.bytes, k.ends, k.hashes = k.bytes[:0], sized(k.ends, n), sized(k.hashes, n)
	if width, ok := fixedWidth(b, columns); ok {
		k.encodeFixed(b, columns, width)
		return
	}
	for i := range n {
		row, start := b.Row(i), len(k.bytes)
		for _, c := range columns {
			k.bytes = AppendKey(k.bytes, b.Cols[c], row)
		}
		k.ends[i] = int32(len(k.bytes))
		k.hashes[i] = Hash(k.bytes[start:])
	}
}

// fixedWidth is the length of a key whose columns have no NULLs and a width that does not depend on the value.
func fixedWidth(b *Batch, columns []int) (width int, ok bool) {
	for _, c := range columns {
		v := b.Cols[c]
		if v.Nulls != nil {
			return 0, false
		}
		switch PhysicalOf(v.Type.Kind) {
		case PhysicalInt64:
			width += 9
			if v.Type.Kind.IsTimestamp() {
				width += 4
			}
		case PhysicalBool:
			width += 2
		default:
			return 0, false
		}
	}
	return width, true
}

// encodeFixed writes column by column: the keys lie at multiples of their width.
func (k *Keys) encodeFixed(b *Batch, columns []int, width int) {
	n := b.Rows()
	k.bytes = sized(k.bytes, n*width)
	at := 0
	for _, c := range columns {
		v := b.Cols[c]
		switch {
		case PhysicalOf(v.Type.Kind) == PhysicalBool:
			for i, p := 0, at; i < n; i, p = i+1, p+width {
				k.bytes[p] = 1
				k.bytes[p+1] = boolByte(v.Bool[b.Row(i)])
			}
			at += 2
		case v.Type.Kind.IsTimestamp():
			for i, p := 0, at; i < n; i, p = i+1, p+width {
				row := b.Row(i)
				k.bytes[p] = 1
				binary.LittleEndian.PutUint64(k.bytes[p+1:], uint64(v.I64[row]))
				binary.LittleEndian.PutUint32(k.bytes[p+9:], uint32(v.NanosAt(row)))
			}
			at += 13
		default:
			for i, p := 0, at; i < n; i, p = i+1, p+width {
				k.bytes[p] = 1
				binary.LittleEndian.PutUint64(k.bytes[p+1:], uint64(v.I64[b.Row(i)]))
			}
			at += 9
		}
	}
	for i := range n {
		k.ends[i] = int32((i + 1) * width)
	}
	if isNumber(b, columns) {
		hashNumbers(k.hashes, b, columns[0])
		return
	}
	for i := range n {
		k.hashes[i] = Hash(k.bytes[i*width : (i+1)*width])
	}
}

// EncodeHashes is Encode where only the hashes are wanted.
func (k *Keys) EncodeHashes(b *Batch, columns []int) {
	if _, fixed := fixedWidth(b, columns); !fixed || !isNumber(b, columns) {
		k.Encode(b, columns)
		return
	}
	k.hashes = sized(k.hashes, b.Rows())
	hashNumbers(k.hashes, b, columns[0])
}

// isNumber tells a key of one column that is 64 bits wide, as most are.
func isNumber(b *Batch, columns []int) bool {
	return len(columns) == 1 && PhysicalOf(b.Cols[columns[0]].Type.Kind) == PhysicalInt64 && !b.Cols[columns[0]].Type.Kind.IsTimestamp()
}

// hashNumbers hashes the keys of one column of numbers without NULLs.
func hashNumbers(hashes []uint64, b *Batch, column int) {
	values := b.Cols[column].I64
	if b.Sel == nil {
		for i, v := range values[:b.Len] {
			hashes[i] = hashNumber(v)
		}
		return
	}
	for i, row := range b.Sel {
		hashes[i] = hashNumber(values[row])
	}
}

// Len is the number of keys.
func (k *Keys) Len() int { return len(k.ends) }

// Key is the i-th key. It is valid until the next Encode.
func (k *Keys) Key(i int) []byte {
	if i == 0 {
		return k.bytes[:k.ends[0]]
	}
	return k.bytes[k.ends[i-1]:k.ends[i]]
}

// Hash is the hash of the i-th key.
func (k *Keys) Hash(i int) uint64 { return k.hashes[i] }

func boolByte(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// AppendKey appends the encoded value of a row of one column.
func AppendKey(dst []byte, v *Vector, row int) []byte {
	if v.IsNull(row) {
		return append(dst, 0)
	}
	dst = append(dst, 1)
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		return append(dst, boolByte(v.Bool[row]))
	case PhysicalInt64:
		dst = binary.LittleEndian.AppendUint64(dst, uint64(v.I64[row]))
		if v.Type.Kind.IsTimestamp() {
			dst = binary.LittleEndian.AppendUint32(dst, uint32(v.NanosAt(row)))
		}
		return dst
	case PhysicalFloat64:
		return binary.LittleEndian.AppendUint64(dst, floatBits(v.F64[row]))
	case PhysicalInt128:
		return appendInt128(dst, v.Dec[row])
	case PhysicalString:
		dst = binary.AppendUvarint(dst, uint64(len(v.Str[row])))
		return append(dst, v.Str[row]...)
	case PhysicalNested:
		return appendDatum(dst, v.Nested[row], true)
	case PhysicalRow:
		for _, c := range v.Children {
			dst = AppendKey(dst, c, row)
		}
	}
	return dst
}

// floatBits makes all NaN equal, as Java's Double.equals does.
func floatBits(f float64) uint64 {
	if f != f {
		return math.Float64bits(math.NaN())
	}
	return math.Float64bits(f)
}

func appendInt128(dst []byte, v Int128) []byte {
	return binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(dst, v.Lo), uint64(v.Hi))
}

// DecodeKey stores the first value of an encoded key in a row and returns what follows it. Strings share memory with src,
// which must never be written again.
func DecodeKey(src []byte, v *Vector, row int) (rest []byte, err error) {
	if len(src) == 0 {
		return nil, errTruncated
	}
	if src[0] == 0 {
		v.SetNull(row)
		return src[1:], nil
	}
	if v.Nulls != nil {
		v.Nulls[row] = false
	}
	src = src[1:]
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		if len(src) < 1 {
			return nil, errTruncated
		}
		v.Bool[row] = src[0] != 0
		return src[1:], nil
	case PhysicalInt64:
		if len(src) < 8 {
			return nil, errTruncated
		}
		v.I64[row] = int64(binary.LittleEndian.Uint64(src))
		src = src[8:]
		if v.Type.Kind.IsTimestamp() {
			if len(src) < 4 {
				return nil, errTruncated
			}
			v.SetNanos(row, int32(binary.LittleEndian.Uint32(src)))
			src = src[4:]
		}
		return src, nil
	case PhysicalFloat64:
		if len(src) < 8 {
			return nil, errTruncated
		}
		v.F64[row] = math.Float64frombits(binary.LittleEndian.Uint64(src))
		return src[8:], nil
	case PhysicalInt128:
		if len(src) < 16 {
			return nil, errTruncated
		}
		v.Dec[row] = int128At(src)
		return src[16:], nil
	case PhysicalString:
		v.Str[row], src, err = cutString(src)
		return src, err
	case PhysicalNested:
		v.Nested[row], src, err = cutDatum(src, 0)
		return src, err
	case PhysicalRow:
		for _, c := range v.Children {
			if src, err = DecodeKey(src, c, row); err != nil {
				return nil, err
			}
		}
		return src, nil
	}
	return nil, fmt.Errorf("a key of type %s has a value", v.Type)
}

func int128At(src []byte) Int128 {
	return Int128{Lo: binary.LittleEndian.Uint64(src), Hi: int64(binary.LittleEndian.Uint64(src[8:]))}
}

// cutString takes a length and that many bytes off src, without copying them.
func cutString(src []byte) (s string, rest []byte, err error) {
	n, size := binary.Uvarint(src)
	if size <= 0 || n > uint64(len(src)-size) {
		return "", nil, errTruncated
	}
	src = src[size:]
	if n == 0 {
		return "", src, nil
	}
	return unsafe.String(&src[0], int(n)), src[n:], nil
}

// sortedEntries are the positions of a map's entries ordered by their encoded keys, so that equal maps have equal keys
// whatever the order of their entries.
func sortedEntries(m *MapDatum) []int {
	encoded := make([]string, len(m.Keys))
	order := make([]int, len(m.Keys))
	for i, k := range m.Keys {
		encoded[i], order[i] = string(appendDatum(nil, k, true)), i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case encoded[a] < encoded[b]:
			return -1
		case encoded[a] > encoded[b]:
			return 1
		}
		return 0
	})
	return order
}

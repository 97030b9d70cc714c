package batch

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// The tags of encoded Datums. They are part of the snapshot format: never change one.
const (
	tagNull byte = iota
	tagFalse
	tagTrue
	tagInt64
	tagFloat64
	tagInt128
	tagString
	tagInstant
	tagList
	tagMap
)

// maxNesting bounds the recursion into values that were damaged on disk.
const maxNesting = 200

var errTruncated = errors.New("truncated value")

// AppendDatum appends a self-describing encoding of a value.
func AppendDatum(dst []byte, d Datum) []byte { return appendDatum(dst, d, false) }

// DecodeDatum reads what AppendDatum wrote and returns what follows it. Strings share memory with src.
func DecodeDatum(src []byte) (d Datum, rest []byte, err error) { return cutDatum(src, 0) }

// appendDatum encodes a value; canonical makes equal values equal bytes, and otherwise the order of a map's entries is kept.
func appendDatum(dst []byte, d Datum, canonical bool) []byte {
	switch d := d.(type) {
	case nil:
		return append(dst, tagNull)
	case bool:
		if d {
			return append(dst, tagTrue)
		}
		return append(dst, tagFalse)
	case int64:
		return binary.AppendVarint(append(dst, tagInt64), d)
	case float64:
		return binary.LittleEndian.AppendUint64(append(dst, tagFloat64), floatBits(d))
	case Int128:
		return appendInt128(append(dst, tagInt128), d)
	case string:
		dst = binary.AppendUvarint(append(dst, tagString), uint64(len(d)))
		return append(dst, d...)
	case Instant:
		dst = binary.AppendVarint(append(dst, tagInstant), d.Millis)
		return binary.AppendUvarint(dst, uint64(d.Nanos))
	case []Datum:
		dst = binary.AppendUvarint(append(dst, tagList), uint64(len(d)))
		for _, e := range d {
			dst = appendDatum(dst, e, canonical)
		}
		return dst
	case *MapDatum:
		dst = binary.AppendUvarint(append(dst, tagMap), uint64(len(d.Keys)))
		if canonical {
			for _, i := range sortedEntries(d) {
				dst = appendDatum(appendDatum(dst, d.Keys[i], true), d.Values[i], true)
			}
			return dst
		}
		for i := range d.Keys {
			dst = appendDatum(appendDatum(dst, d.Keys[i], false), d.Values[i], false)
		}
		return dst
	}
	panic(fmt.Sprintf("batch: a Datum of Go type %T", d))
}

func cutDatum(src []byte, depth int) (d Datum, rest []byte, err error) {
	if len(src) == 0 {
		return nil, nil, errTruncated
	}
	if depth > maxNesting {
		return nil, nil, errors.New("value is nested too deeply")
	}
	tag := src[0]
	src = src[1:]
	switch tag {
	case tagNull:
		return nil, src, nil
	case tagFalse, tagTrue:
		return tag == tagTrue, src, nil
	case tagInt64:
		v, n := binary.Varint(src)
		if n <= 0 {
			return nil, nil, errTruncated
		}
		return v, src[n:], nil
	case tagFloat64:
		if len(src) < 8 {
			return nil, nil, errTruncated
		}
		return math.Float64frombits(binary.LittleEndian.Uint64(src)), src[8:], nil
	case tagInt128:
		if len(src) < 16 {
			return nil, nil, errTruncated
		}
		return int128At(src), src[16:], nil
	case tagString:
		return cutBoxed(src)
	case tagInstant:
		millis, n := binary.Varint(src)
		if n <= 0 {
			return nil, nil, errTruncated
		}
		nanos, m := binary.Uvarint(src[n:])
		if m <= 0 || nanos > 999_999 {
			return nil, nil, errTruncated
		}
		return Instant{millis, int32(nanos)}, src[n+m:], nil
	case tagList:
		return cutList(src, depth)
	case tagMap:
		return cutMap(src, depth)
	}
	return nil, nil, fmt.Errorf("unknown value tag %d", tag)
}

func cutBoxed(src []byte) (Datum, []byte, error) {
	s, rest, err := cutString(src)
	if err != nil {
		return nil, nil, err
	}
	return s, rest, nil
}

// cutCount takes a number of elements off src, of which each needs at least one byte.
func cutCount(src []byte) (int, []byte, error) {
	n, size := binary.Uvarint(src)
	if size <= 0 || n > uint64(len(src)-size) {
		return 0, nil, errTruncated
	}
	return int(n), src[size:], nil
}

func cutList(src []byte, depth int) (Datum, []byte, error) {
	n, src, err := cutCount(src)
	if err != nil {
		return nil, nil, err
	}
	list := make([]Datum, n)
	for i := range list {
		if list[i], src, err = cutDatum(src, depth+1); err != nil {
			return nil, nil, err
		}
	}
	return list, src, nil
}

func cutMap(src []byte, depth int) (Datum, []byte, error) {
	n, src, err := cutCount(src)
	if err != nil {
		return nil, nil, err
	}
	m := &MapDatum{Keys: make([]Datum, n), Values: make([]Datum, n)}
	for i := range n {
		if m.Keys[i], src, err = cutDatum(src, depth+1); err != nil {
			return nil, nil, err
		}
		if m.Values[i], src, err = cutDatum(src, depth+1); err != nil {
			return nil, nil, err
		}
	}
	return m, src, nil
}

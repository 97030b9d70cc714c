package operator

import (
	"encoding/binary"
	"slices"
)

// rankedRow is a row with its place in an order. Rows of equal keys are in the order of their arrival.
type rankedRow struct {
	key string
	row encodedRow
}

// insertRanked puts a row behind those that are not greater and returns its position.
func insertRanked(rows []rankedRow, r rankedRow) ([]rankedRow, int) {
	at, _ := slices.BinarySearchFunc(rows, r.key, func(o rankedRow, key string) int {
		if o.key > key {
			return 1
		}
		return -1
	})
	return slices.Insert(rows, at, r), at
}

// rankedSize is about how many bytes appendRankedRows appends.
func rankedSize(rows []rankedRow) int {
	n := rowOverhead
	for _, r := range rows {
		n += rowOverhead + len(r.key) + len(r.row)
	}
	return n
}

func appendRankedRows(dst []byte, rows []rankedRow) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(rows)))
	for _, r := range rows {
		dst = appendString(appendString(dst, r.key), r.row)
	}
	return dst
}

func cutRankedRows(src []byte) (rows []rankedRow, rest []byte, err error) {
	n, size := binary.Uvarint(src)
	if size <= 0 {
		return nil, nil, errRows
	}
	src = src[size:]
	for range n {
		var r rankedRow
		if r.key, src, err = cutString[string](src); err != nil {
			return nil, nil, err
		}
		if r.row, src, err = cutString[encodedRow](src); err != nil {
			return nil, nil, err
		}
		rows = append(rows, r)
	}
	return rows, src, nil
}

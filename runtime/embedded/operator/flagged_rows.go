package operator

import "encoding/binary"

// appendFlaggedRow appends the snapshot form of a row with a time and a flag.
func appendFlaggedRow(dst []byte, time int64, flag bool, row encodedRow) []byte {
	set := int64(0)
	if flag {
		set = 1
	}
	return appendString(appendVarint(appendVarint(dst, time), set), row)
}

// cutFlaggedRows reads a number of rows and that many of what appendFlaggedRow wrote.
func cutFlaggedRows[T any](src []byte, of func(time int64, flag bool, row encodedRow) T) (rows []T, err error) {
	n, size := binary.Uvarint(src)
	if size <= 0 {
		return nil, errRows
	}
	src = src[size:]
	for range n {
		var time, set int64
		var row encodedRow
		if time, src, err = cutVarint(src); err != nil {
			return nil, err
		}
		if set, src, err = cutVarint(src); err != nil {
			return nil, err
		}
		if row, src, err = cutString[encodedRow](src); err != nil {
			return nil, err
		}
		rows = append(rows, of(time, set != 0, row))
	}
	return rows, nil
}

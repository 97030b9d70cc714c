package state

import "encoding/binary"

// NoGroup is the group of a section that belongs to a subtask as a whole.
const NoGroup = -1

// Section is a small piece of an operator's state, which is written as a whole with each checkpoint.
type Section struct {
	Operator string
	// Name tells apart the states of an operator.
	Name string
	// Group is the key group of keyed state, else NoGroup.
	Group int
	Data  []byte
}

// AppendBytes appends a byte string with its length in front.
func AppendBytes(dst, p []byte) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(p))), p...)
}

// CutBytes takes what AppendBytes appended off src, without copying it.
func CutBytes(src []byte) (p, rest []byte, err error) {
	n, size := binary.Uvarint(src)
	if size <= 0 || n > uint64(len(src)-size) {
		return nil, nil, errDamaged
	}
	end := size + int(n)
	return src[size:end:end], src[end:], nil
}

package state

import "math/bits"

// bitmap is a set of slots.
type bitmap []uint64

func (b bitmap) has(slot int32) bool {
	word := int(slot) >> 6
	return word < len(b) && b[word]&(1<<(slot&63)) != 0
}

// set adds a slot, for which there is room made.
func (b *bitmap) set(slot int32) {
	word := int(slot) >> 6
	for word >= len(*b) {
		*b = append(*b, 0)
	}
	(*b)[word] |= 1 << (slot & 63)
}

func (b bitmap) clear(slot int32) {
	if word := int(slot) >> 6; word < len(b) {
		b[word] &^= 1 << (slot & 63)
	}
}

// count is the number of slots in the set.
func (b bitmap) count() (n int) {
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

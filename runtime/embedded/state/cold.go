package state

import "fmt"

// cold are the slots whose content still lies as it was written to a checkpoint. It is read when the slot is first looked up, so that
// a job with much state begins before all of that was read.
type cold struct {
	slots bitmap
	// count is how many there are.
	count int
	// places are, by slot, where the contents are in the blocks.
	places pages[span]
	// blocks hold the contents; left counts those of each that are still wanted, and a block goes with its last one.
	blocks [][]byte
	left   []int32
	decode func(content []byte, slot int32) error
}

// span is a part of a block.
type span struct{ block, offset, length int32 }

// AccessError is what a table panics with where what belongs to a key cannot be had: nobody who looks a key up could go on without it.
// The task that runs the operator recovers it.
type AccessError struct{ Err error }

// Error is that of Err.
func (f *AccessError) Error() string { return f.Err.Error() }

// Unwrap returns Err.
func (f *AccessError) Unwrap() error { return f.Err }

// begin begins a block, which is kept as long as it has contents that are wanted.
func (c *cold) begin(block []byte) {
	c.blocks, c.left = append(c.blocks, block), append(c.left, 0)
}

// add says that the content of a slot lies in the block that was begun last.
func (c *cold) add(slot int32, offset, length int) {
	c.places.grow(max(c.places.n, slot+1))
	block := int32(len(c.blocks) - 1)
	*c.places.at(slot) = span{block, int32(offset), int32(length)}
	c.slots.set(slot)
	c.left[block]++
	c.count++
}

// content is the content of a slot. The bytes are never written again.
func (c *cold) content(slot int32) []byte {
	return c.entry(slot, 0)
}

// entry is the content of a slot with what lies in front of it.
func (c *cold) entry(slot, front int32) []byte {
	p := c.places.at(slot)
	end := p.offset + p.length
	return c.blocks[p.block][p.offset-front : end : end]
}

// drop lets go of the content of a slot.
func (c *cold) drop(slot int32) {
	c.slots.clear(slot)
	c.count--
	block := c.places.at(slot).block
	if c.left[block]--; c.left[block] == 0 {
		c.blocks[block] = nil
	}
}

// Warm has the content of a slot read that is used without having been looked up, such as that of a timer.
func (t *Table) Warm(slot int32) {
	if t.isCold(slot) {
		t.warm(slot)
	}
}

func (t *Table) isCold(slot int32) bool { return t.cold != nil && t.cold.slots.has(slot) }

func (t *Table) warm(slot int32) {
	c := t.cold
	content := c.content(slot)
	c.drop(slot)
	if c.count == 0 {
		t.cold = nil
	}
	if err := c.decode(content, slot); err != nil {
		panic(&AccessError{fmt.Errorf("read the state of a key: %w", err)})
	}
}

// appendContent appends what belongs to a slot.
func (t *Table) appendContent(dst []byte, slot int32, encode func(dst []byte, slot int32) []byte) []byte {
	if t.isCold(slot) {
		return append(dst, t.cold.content(slot)...)
	}
	return encode(dst, slot)
}

package state

import "fmt"

// cold are the slots whose content still lies as it was written to a checkpoint. It is read when the slot is first looked up, so that
// a job with much state begins before all of that was read.
type cold struct {
	slots bitmap
	// count is how many there are.
	count int
	// places are, by slot, where the contents are in the blocks.
	places []span
	// blocks hold the contents; left counts those of each that are still wanted, and a block goes with its last one.
	blocks [][]byte
	left   []int32
	decode func(content []byte, slot int32) error
}

// Failure is what a table panics with where what belongs to a key cannot be had: nobody who looks a key up could go on without it.
// The task that runs the operator recovers it.
type Failure struct{ Err error }

// Error is that of Err.
func (f *Failure) Error() string { return f.Err.Error() }

// Unwrap returns Err.
func (f *Failure) Unwrap() error { return f.Err }

// add says that the content of a slot lies in the block that was added last.
func (c *cold) add(slot int32, offset, length int) {
	for int(slot) >= len(c.places) {
		c.places = append(c.places, span{})
	}
	block := int32(len(c.blocks) - 1)
	c.places[slot] = span{block, int32(offset), int32(length)}
	c.slots.set(slot)
	c.left[block]++
	c.count++
}

func (c *cold) content(slot int32) []byte {
	p := c.places[slot]
	return c.blocks[p.chunk][p.offset : p.offset+p.length : p.offset+p.length]
}

// drop lets go of the content of a slot.
func (c *cold) drop(slot int32) {
	c.slots.clear(slot)
	c.count--
	block := c.places[slot].chunk
	if c.left[block]--; c.left[block] == 0 {
		c.blocks[block] = nil
	}
}

// Warm has the content of a slot read that is used without being looked up, such as that of a timer. It may be anything but
// looked up before.
func (t *Table) Warm(slot int32) {
	if t.cold != nil && t.cold.slots.has(slot) {
		t.warm(slot)
	}
}

func (t *Table) warm(slot int32) {
	c := t.cold
	content := c.content(slot)
	c.drop(slot)
	if c.count == 0 {
		t.cold = nil
	}
	if err := c.decode(content, slot); err != nil {
		panic(&Failure{fmt.Errorf("read the state of a key: %w", err)})
	}
}

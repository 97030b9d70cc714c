package aggregate

import (
	"container/heap"
	"encoding/binary"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// extremeRetract is MIN and MAX over an updating input: it counts the values, so that the next one comes up when the extreme
// one is taken back. A value that is taken back before it was added (changes may overtake each other between subtasks)
// has a negative count until it is.
type extremeRetract[T comparable] struct {
	access[T]
	sign    int
	compare func(x, y T) int
	groups  []*valueCounts[T]
}

// valueCounts are the values of a group: how often each is there, and a heap in which each value with a positive count is
// at least once. Values whose count fell are left in the heap until they come to its top.
type valueCounts[T comparable] struct {
	counts map[T]int64
	heap   []T
	before func(x, y T) bool
}

func (h *valueCounts[T]) Len() int           { return len(h.heap) }
func (h *valueCounts[T]) Less(i, j int) bool { return h.before(h.heap[i], h.heap[j]) }
func (h *valueCounts[T]) Swap(i, j int)      { h.heap[i], h.heap[j] = h.heap[j], h.heap[i] }
func (h *valueCounts[T]) Push(x any)         { h.heap = append(h.heap, x.(T)) }

func (h *valueCounts[T]) Pop() any {
	last := h.heap[len(h.heap)-1]
	h.heap = h.heap[:len(h.heap)-1]
	return last
}

func (h *valueCounts[T]) change(v T, by int64) {
	n := h.counts[v] + by
	if n == 0 {
		delete(h.counts, v)
	} else {
		h.counts[v] = n
	}
	if n > 0 && n-by <= 0 {
		heap.Push(h, v)
	}
	for len(h.heap) > 0 && h.counts[h.heap[0]] <= 0 {
		heap.Pop(h)
	}
	if len(h.heap) > 2*len(h.counts)+16 {
		h.rebuild()
	}
}

// rebuild drops what is in the heap in vain.
func (h *valueCounts[T]) rebuild() {
	h.heap = h.heap[:0]
	for v, n := range h.counts {
		if n > 0 {
			h.heap = append(h.heap, v)
		}
	}
	heap.Init(h)
}

func (a *extremeRetract[T]) Grow(n int)       { a.groups = grown(a.groups, n) }
func (a *extremeRetract[T]) Reset(slot int32) { a.groups[slot] = nil }

func (a *extremeRetract[T]) group(slot int32) *valueCounts[T] {
	if a.groups[slot] == nil {
		a.groups[slot] = &valueCounts[T]{
			counts: make(map[T]int64),
			before: func(x, y T) bool { return a.compare(x, y)*a.sign > 0 },
		}
	}
	return a.groups[slot]
}

func (a *extremeRetract[T]) add(in *Rows, row, slot int32, retract bool) error {
	if in.Args[0].IsNull(int(row)) {
		return nil
	}
	by := int64(1)
	if retract {
		by = -1
	}
	a.group(slot).change(a.keep(a.get(in.Args[0], int(row))), by)
	return nil
}

func (a *extremeRetract[T]) Merge(into int32, other single, from int32) error {
	if g := other.(*extremeRetract[T]).groups[from]; g != nil {
		for v, n := range g.counts {
			a.group(into).change(v, n)
		}
	}
	return nil
}

func (a *extremeRetract[T]) Result(slot int32, out *batch.Vector, row int) error {
	if g := a.groups[slot]; g != nil && len(g.heap) > 0 {
		a.set(out, row, g.heap[0])
		return nil
	}
	out.SetNull(row)
	return nil
}

func (a *extremeRetract[T]) Append(dst []byte, slot int32) []byte {
	g := a.groups[slot]
	if g == nil {
		return binary.AppendUvarint(dst, 0)
	}
	dst = binary.AppendUvarint(dst, uint64(len(g.counts)))
	for v, n := range g.counts {
		dst = binary.AppendVarint(batch.AppendDatum(dst, datumOf(v)), n)
	}
	return dst
}

func (a *extremeRetract[T]) Restore(src []byte, slot int32) ([]byte, error) {
	entries, src, err := cutUvarint(src)
	if err != nil || entries == 0 {
		return src, err
	}
	g := a.group(slot)
	for range entries {
		d, rest, err := batch.DecodeDatum(src)
		if err != nil {
			return nil, err
		}
		v, ok := d.(T)
		if !ok {
			return nil, errState
		}
		var n int64
		if n, src, err = cutVarint(rest); err != nil {
			return nil, err
		}
		g.counts[a.keep(v)] = n
	}
	g.rebuild()
	return src, nil
}

func cutUvarint(src []byte) (uint64, []byte, error) {
	v, n := binary.Uvarint(src)
	if n <= 0 {
		return 0, nil, errState
	}
	return v, src[n:], nil
}

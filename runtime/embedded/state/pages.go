package state

const (
	pageBits = 10
	pageSize = 1 << pageBits
	// firstPage is how many elements there is room for at first, so that small state stays small.
	firstPage = 16
)

// pages is an array that grows without being copied: what was added stays where it is, and growing leaves no garbage behind.
type pages[T any] struct {
	pages [][]T
	n     int32
}

// at is an element. The pointer is valid until the array grows.
func (p *pages[T]) at(i int32) *T { return &p.pages[i>>pageBits][i&(pageSize-1)] }

// grow makes the array at least n long. New elements are zero.
func (p *pages[T]) grow(n int32) {
	for p.n < n {
		last := int(p.n >> pageBits)
		if last == len(p.pages) {
			size := pageSize
			if last == 0 {
				size = firstPage
			}
			p.pages = append(p.pages, make([]T, size))
		}
		room := int32(last<<pageBits + len(p.pages[last]))
		if room == p.n {
			// Only the first page is ever smaller than a whole one.
			larger := make([]T, min(pageSize, 4*len(p.pages[last])))
			copy(larger, p.pages[last])
			p.pages[last] = larger
			continue
		}
		p.n = min(room, n)
	}
}

// reset makes the array empty and keeps its memory. What is added then is not zero.
func (p *pages[T]) reset() { p.n = 0 }

package state

// NoRow is what follows the last row of a list.
const NoRow int32 = -1

// Lists holds for each slot of a table a list of encoded rows in order of arrival, each with a count. A row is named by a number,
// which may be given to another one after it was removed.
type Lists struct {
	heads pages[list]
	rows  pages[listed]
	// free is one more than the first of the numbers that may be given again, which are linked.
	free  int32
	arena arena
}

// list and listed have one more than the numbers of rows, so that 0 is for none.
type list struct{ first, last int32 }

type listed struct {
	at    ref
	next  int32
	count int32
}

// First is the first row of a slot, NoRow if there is none.
func (l *Lists) First(slot int32) int32 {
	if slot >= l.heads.n {
		return NoRow
	}
	return l.heads.at(slot).first - 1
}

// Next is the row that follows a row.
func (l *Lists) Next(row int32) int32 { return l.rows.at(row).next - 1 }

// Get is a row. The bytes are never written again.
func (l *Lists) Get(row int32) []byte { return l.arena.at(l.rows.at(row).at) }

// Count is the count of a row. The pointer is valid until a row is added.
func (l *Lists) Count(row int32) *int32 { return &l.rows.at(row).count }

// Append adds a copy of a row to the end of the list of a slot.
func (l *Lists) Append(slot int32, value []byte, count int32) {
	row := l.free - 1
	if row >= 0 {
		l.free = l.rows.at(row).next
	} else {
		row = l.rows.n
		l.rows.grow(row + 1)
	}
	*l.rows.at(row) = listed{at: l.arena.add(row, value), count: count}
	l.heads.grow(slot + 1)
	h := l.heads.at(slot)
	if h.first == 0 {
		h.first = row + 1
	} else {
		l.rows.at(h.last - 1).next = row + 1
	}
	h.last = row + 1
}

// Remove takes a row out of the list of a slot. before is the row that it follows, NoRow for the first one.
func (l *Lists) Remove(slot, before, row int32) {
	h, r := l.heads.at(slot), l.rows.at(row)
	if before == NoRow {
		h.first = r.next
	} else {
		l.rows.at(before).next = r.next
	}
	if h.last == row+1 {
		h.last = before + 1
	}
	l.forget(row, r)
}

// Clear takes all rows out of the list of a slot.
func (l *Lists) Clear(slot int32) {
	if slot >= l.heads.n {
		return
	}
	for row := l.First(slot); row != NoRow; {
		r := l.rows.at(row)
		next := r.next - 1
		l.forget(row, r)
		row = next
	}
	*l.heads.at(slot) = list{}
}

func (l *Lists) forget(row int32, r *listed) {
	at := r.at
	*r = listed{next: l.free}
	l.free = row + 1
	l.arena.free(at, l.place)
}

// place is where a row keeps where it lies.
func (l *Lists) place(row int32) *ref { return &l.rows.at(row).at }

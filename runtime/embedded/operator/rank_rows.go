package operator

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sort"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// rankRows are the rows of the partitions of a ranking. A record has the place of a row in the order, what identifies the row if
// its updates come without the old one, and the row; a partition is a list of the numbers of its records, in order. Rows of equal
// places are in the order of their arrival.
type rankRows struct {
	*keyed[[]int32]
	records state.Records
	orderBy []plan.SortKey
	// identity are the columns that identify a row, nil if it is its content that does.
	identity []int
	// place, id and record are those of the row at hand.
	place, id, record []byte
}

func newRankRows(orderBy []plan.SortKey, identity []int) *rankRows {
	r := &rankRows{keyed: newKeyed[[]int32](), orderBy: orderBy, identity: identity}
	r.dropped = func(numbers *[]int32) {
		for _, n := range *numbers {
			r.records.Remove(n)
		}
	}
	r.size = func(numbers *[]int32, _ int32) int {
		n := rowOverhead
		for _, number := range *numbers {
			n += rowOverhead + len(r.records.Get(number))
		}
		return n
	}
	return r
}

// look makes the place in the order of a row, and its identity.
func (r *rankRows) look(columns []*batch.Vector, row int) {
	r.place, r.id = r.place[:0], r.id[:0]
	for _, k := range r.orderBy {
		r.place = batch.AppendSortKey(r.place, columns[k.Column], row, k.Desc, k.NullsFirst)
	}
	for _, c := range r.identity {
		r.id = batch.AppendRow(r.id, columns[c:c+1], row)
	}
}

// add keeps the row that was looked at.
func (r *rankRows) add(columns []*batch.Vector, row int) int32 {
	r.begun()
	r.record = batch.AppendRow(r.record, columns, row)
	return r.records.Add(r.record)
}

// begun begins the record with what comes before the row.
func (r *rankRows) begun() {
	r.record = state.AppendBytes(r.record[:0], r.place)
	if r.identity != nil {
		r.record = state.AppendBytes(r.record, r.id)
	}
}

func cutPart(record []byte) (part, rest []byte) {
	n, size := binary.Uvarint(record)
	end := size + int(n)
	return record[size:end], record[end:]
}

// placeOf is the place of a record in the order.
func (r *rankRows) placeOf(n int32) []byte {
	place, _ := cutPart(r.records.Get(n))
	return place
}

// rowOf is the row of a record.
func (r *rankRows) rowOf(n int32) encodedRow {
	_, rest := cutPart(r.records.Get(n))
	if r.identity != nil {
		_, rest = cutPart(rest)
	}
	return sharedRow(rest)
}

// identified is where the record is that has the identity of the row at hand, -1 if there is none.
func (r *rankRows) identified(numbers []int32) int {
	return slices.IndexFunc(numbers, func(n int32) bool {
		_, rest := cutPart(r.records.Get(n))
		id, _ := cutPart(rest)
		return bytes.Equal(id, r.id)
	})
}

// behind is the position behind the records that are not greater than the row at hand, before that of the first one that is not less.
func (r *rankRows) behind(numbers []int32) int {
	return sort.Search(len(numbers), func(i int) bool { return bytes.Compare(r.placeOf(numbers[i]), r.place) > 0 })
}

func (r *rankRows) before(numbers []int32) int {
	return sort.Search(len(numbers), func(i int) bool { return bytes.Compare(r.placeOf(numbers[i]), r.place) >= 0 })
}

func (r *rankRows) append(dst []byte, numbers []int32) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(numbers)))
	for _, n := range numbers {
		dst = appendString(state.AppendBytes(dst, r.placeOf(n)), r.rowOf(n))
	}
	return dst
}

// restore reads what append wrote. columns have room for a row.
func (r *rankRows) restore(src []byte, columns []*batch.Vector) (numbers []int32, err error) {
	n, size := binary.Uvarint(src)
	if size <= 0 {
		return nil, errRows
	}
	src = src[size:]
	for range n {
		var place []byte
		var row encodedRow
		if place, src, err = state.CutBytes(src); err != nil {
			return nil, err
		}
		if row, src, err = cutString[encodedRow](src); err != nil {
			return nil, err
		}
		if err := row.decode(columns, 0); err != nil {
			return nil, err
		}
		r.look(columns, 0)
		r.place = append(r.place[:0], place...)
		r.begun()
		r.record = append(r.record, row...)
		numbers = append(numbers, r.records.Add(r.record))
	}
	return numbers, nil
}

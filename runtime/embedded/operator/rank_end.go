package operator

import (
	"encoding/binary"
	"math"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// rankEndState is the name of the keyed state of how many rows of partitions are wanted.
const rankEndState = "ends"

// rankEnds remembers for each partition how many of its rows are wanted: what its first row says in a column.
type rankEnds struct {
	*keyed[int64]
	column int
}

func newRankEnds(column int) *rankEnds { return &rankEnds{keyed: newKeyed[int64](), column: column} }

// of is how many rows are wanted in the partition of a row. NULL is none, as in Flink.
func (e *rankEnds) of(hash uint64, key []byte, columns []*batch.Vector, row int) int {
	if end, slot := e.find(hash, key); end != nil {
		e.used(slot)
		return int(*end)
	}
	end, _ := e.at(hash, key)
	if n, ok := columns[e.column].Get(row).(int64); ok {
		*end = min(max(n, 0), math.MaxInt32)
	}
	return int(*end)
}

func (e *rankEnds) restored(r state.Restored, signature string) error {
	return e.load(r, rankEndState, signature,
		func(dst []byte, end *int64) []byte { return binary.AppendVarint(dst, *end) },
		func(src []byte, end *int64) error {
			n, size := binary.Varint(src)
			if size <= 0 {
				return errRows
			}
			*end = n
			return nil
		})
}

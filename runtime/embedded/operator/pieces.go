package operator

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

const (
	// firstPiece is how many rows are handled at once first where results may be much larger than rows, pieceBytes how many bytes results
	// are to take at most. At least one row is handled at once.
	firstPiece = 16
	pieceBytes = 1 << 20
)

// nextPiece is how many rows are to be handled at once after the results of some took a number of bytes.
func nextPiece(most, rows, size int) int {
	switch {
	case size > pieceBytes:
		return max(1, rows*pieceBytes/size)
	case 2*size < pieceBytes:
		return min(2*most, emitterLimit)
	}
	return most
}

// pieces cuts batches into pieces that are as large as there is room for what is made of them.
type pieces struct {
	most  int
	piece *batch.Batch
	rows  []int32
}

func newPieces(columns []types.Type) *pieces {
	return &pieces{most: firstPiece, piece: batch.New(columns)}
}

// each calls f with all rows of a batch, piece by piece. It returns how many bytes it has made of them.
func (p *pieces) each(b *batch.Batch, f func(piece *batch.Batch) (made int, err error)) error {
	for start, n := 0, b.Rows(); start < n; {
		rows := min(p.most, n-start)
		piece := b
		if rows < n {
			piece = p.cut(b, start, rows)
		}
		made, err := f(piece)
		if err != nil {
			return err
		}
		p.most = nextPiece(p.most, rows, made)
		start += rows
	}
	return nil
}

// cut copies some rows.
func (p *pieces) cut(b *batch.Batch, start, n int) *batch.Batch {
	p.rows = p.rows[:0]
	for i := range n {
		p.rows = append(p.rows, int32(b.Row(start+i)))
	}
	p.piece.Clear()
	if b.Kinds == nil {
		p.piece.Kinds = nil
	}
	if b.Watermarks == nil {
		p.piece.Watermarks = nil
	}
	p.piece.AppendRows(b, p.rows)
	return p.piece
}

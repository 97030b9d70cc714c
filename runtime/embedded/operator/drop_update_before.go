package operator

import "github.com/penstock/penstock/runtime/embedded/batch"

// dropUpdateBefore passes all rows on but those of kind UpdateBefore.
type dropUpdateBefore struct {
	stateless
	sel    []int32
	result batch.Batch
}

// NewDropUpdateBefore returns the operator of a DropUpdateBefore node.
func NewDropUpdateBefore() Operator { return &dropUpdateBefore{} }

// Open implements Operator.
func (o *dropUpdateBefore) Open(_ *Context, out Output) error {
	o.out = out
	return nil
}

// Process implements Operator.
func (o *dropUpdateBefore) Process(_ int, b *batch.Batch) error {
	o.sel = o.sel[:0]
	for i := range b.Rows() {
		if row := b.Row(i); b.Kind(row) != batch.UpdateBefore {
			o.sel = append(o.sel, int32(row))
		}
	}
	if len(o.sel) == 0 {
		return nil
	}
	o.result = *b
	o.result.Sel = o.sel
	return o.out.Emit(&o.result)
}

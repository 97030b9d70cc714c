package operator

import "github.com/penstock/penstock/runtime/embedded/batch"

// union passes the rows of all its inputs on.
type union struct{ stateless }

// NewUnion returns the operator of a Union node.
func NewUnion() Operator { return &union{} }

// Open implements Operator.
func (o *union) Open(_ *Context, out Output) error {
	o.out = out
	return nil
}

// Process implements Operator.
func (o *union) Process(_ int, b *batch.Batch) error { return o.out.Emit(b) }

package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// columnNode reads a column of the batch.
type columnNode struct{ index int }

func (n *columnNode) eval(x *exec, _ []int32) (*batch.Vector, error) {
	return x.batch.Cols[n.index], nil
}

// constantNode repeats a value as often as there are rows; it is filled again only when a batch is longer than any before.
type constantNode struct {
	value batch.Datum
	out   *batch.Vector
}

func newConstant(l *Literal) *constantNode {
	return &constantNode{value: l.Value, out: batch.NewVector(l.Typ, 0)}
}

func (n *constantNode) eval(x *exec, _ []int32) (*batch.Vector, error) {
	if n.out.Len() < x.n {
		n.out.Resize(x.n)
		if n.value == nil {
			n.out.Nulls = make([]bool, x.n)
		}
		for i := range x.n {
			n.out.Set(i, n.value)
		}
	}
	return n.out, nil
}

// constantOf is the value of a node that is a constant other than NULL.
func constantOf(n node) (batch.Datum, bool) {
	c, ok := n.(*constantNode)
	if !ok || c.value == nil {
		return nil, false
	}
	return c.value, true
}

// fieldNode reads a field of a ROW; a NULL row has NULL fields.
type fieldNode struct {
	arg   node
	index int
	typ   types.Type
	out   batch.Vector
	nulls nullBuffer
}

func (n *fieldNode) eval(x *exec, sel []int32) (*batch.Vector, error) {
	row, err := n.arg.eval(x, sel)
	if err != nil {
		return nil, err
	}
	field := row.Children[n.index]
	if row.Nulls == nil {
		return field, nil
	}
	n.out = *field
	n.out.Nulls = n.nulls.cleared(x.n)
	mergeNulls(n.out.Nulls, row.Nulls)
	mergeNulls(n.out.Nulls, field.Nulls)
	return &n.out, nil
}

// nullBuffer is memory for the NULLs of one vector.
type nullBuffer []bool

// cleared returns n rows of not NULL.
func (b *nullBuffer) cleared(n int) []bool {
	if cap(*b) < n {
		*b = make([]bool, max(n, 2*cap(*b)))
	}
	s := (*b)[:n]
	clear(s)
	return s
}

// union is where any of the vectors, one of which at least has NULLs, is NULL.
func (b *nullBuffer) union(n int, vectors []*batch.Vector) []bool {
	if cap(*b) < n {
		*b = make([]bool, max(n, 2*cap(*b)))
	}
	s := (*b)[:n]
	first := true
	for _, v := range vectors {
		switch {
		case v.Nulls == nil:
		case first:
			copy(s, v.Nulls)
			first = false
		default:
			mergeNulls(s, v.Nulls)
		}
	}
	return s
}

// mergeNulls marks in dst what is NULL in src, which may be nil.
func mergeNulls(dst, src []bool) {
	if src == nil {
		return
	}
	src = src[:len(dst)]
	for i, null := range src {
		if null {
			dst[i] = true
		}
	}
}

// strictNode computes a function that is NULL where an argument is NULL.
type strictNode struct {
	args   []node
	kernel kernel
	// lenient kernels see rows with NULL arguments too and say themselves what is NULL.
	lenient bool
	// total kernels can be run over whatever is under a NULL: that spares listing the other rows.
	total bool
	out   *batch.Vector
	nulls nullBuffer
	live  []int32
	vecs  []*batch.Vector
}

// kernel computes the rows of sel (nil: all), none of which has a NULL argument. It writes out, may make rows NULL through
// x.setNull and tells a failure to x.fail.
type kernel func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32)

// kernelMaker makes the kernel of one call; what it remembers between rows is its own.
type kernelMaker func(call *Call) kernel

func (c *compiler) strict(call *Call, k kernel) (node, error) {
	args, err := c.nodes(call.Args)
	if err != nil {
		return nil, err
	}
	return newStrict(args, call.Typ, k), nil
}

// lenient is strict for a kernel that handles NULL arguments by itself.
func (c *compiler) lenient(call *Call, k kernel) (node, error) {
	args, err := c.nodes(call.Args)
	if err != nil {
		return nil, err
	}
	n := newStrict(args, call.Typ, k)
	n.lenient = true
	return n, nil
}

func newStrict(args []node, typ types.Type, k kernel) *strictNode {
	return &strictNode{args: args, kernel: k, out: &batch.Vector{Type: typ}, vecs: make([]*batch.Vector, len(args)), live: []int32{}}
}

func (n *strictNode) eval(x *exec, sel []int32) (*batch.Vector, error) {
	hasNulls := false
	for i, a := range n.args {
		v, err := a.eval(x, sel)
		if err != nil {
			return nil, err
		}
		n.vecs[i] = v
		hasNulls = hasNulls || v.Nulls != nil && !n.lenient
	}
	n.out.Resize(x.n)
	if hasNulls {
		n.out.Nulls = n.nulls.union(x.n, n.vecs)
		if !n.total {
			n.live = appendLive(n.live[:0], n.out.Nulls, sel)
			sel = n.live
		}
	}
	n.kernel(x, n.vecs, n.out, sel)
	return n.out, x.err
}

// appendLive appends the rows of sel (nil: all) that are not NULL. Since a nil selection stands for all rows, out must not
// be nil.
func appendLive(out []int32, nulls []bool, sel []int32) []int32 {
	if sel == nil {
		for i, null := range nulls {
			if !null {
				out = append(out, int32(i))
			}
		}
		return out
	}
	for _, i := range sel {
		if !nulls[i] {
			out = append(out, i)
		}
	}
	return out
}

// blend copies the rows of sel (nil: the first n) of one vector to another of the same representation.
func blend(dst, src *batch.Vector, sel []int32, n int) {
	switch batch.PhysicalOf(dst.Type.Kind) {
	case batch.PhysicalBool:
		copyRows(dst.Bool, src.Bool, sel, n)
	case batch.PhysicalInt64:
		copyRows(dst.I64, src.I64, sel, n)
		if src.Nanos != nil && dst.Nanos == nil {
			dst.Nanos = make([]int32, len(dst.I64))
		}
		switch {
		case src.Nanos != nil:
			copyRows(dst.Nanos, src.Nanos, sel, n)
		case dst.Nanos != nil:
			each(sel, n, func(i int) { dst.Nanos[i] = 0 })
		}
	case batch.PhysicalFloat64:
		copyRows(dst.F64, src.F64, sel, n)
	case batch.PhysicalInt128:
		copyRows(dst.Dec, src.Dec, sel, n)
	case batch.PhysicalString:
		copyRows(dst.Str, src.Str, sel, n)
	case batch.PhysicalNested:
		copyRows(dst.Nested, src.Nested, sel, n)
	case batch.PhysicalRow:
		for f, c := range dst.Children {
			blend(c, src.Children[f], sel, n)
		}
	}
	switch {
	case src.Nulls != nil:
		if dst.Nulls == nil {
			dst.Nulls = make([]bool, dst.Len())
		}
		copyRows(dst.Nulls, src.Nulls, sel, n)
	case dst.Nulls != nil && dst.Type.Kind != types.Null:
		each(sel, n, func(i int) { dst.Nulls[i] = false })
	}
}

func copyRows[T any](dst, src []T, sel []int32, n int) {
	if sel == nil {
		copy(dst[:n], src[:n])
		return
	}
	for _, i := range sel {
		dst[i] = src[i]
	}
}

// each calls f for the rows of sel (nil: the first n).
func each(sel []int32, n int, f func(i int)) {
	if sel == nil {
		for i := range n {
			f(i)
		}
		return
	}
	for _, i := range sel {
		f(int(i))
	}
}

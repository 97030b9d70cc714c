package expr

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// castNode makes the node of a cast. Kernels convert vectors; nested types are converted by flattening their elements into
// a vector of their own.
func (c *compiler) castNode(e *Cast) (node, error) {
	arg, err := c.node(e.Arg)
	if err != nil {
		return nil, err
	}
	from, to := e.Arg.Type(), e.Typ
	if from.Kind == types.Null {
		return newConstant(Null(to)), nil
	}
	if fitsAsIs(from, to) {
		return &retypeNode{arg: arg, typ: to}, nil
	}
	k, err := castKernel(from, to, e.Try)
	if err != nil {
		return nil, err
	}
	return newStrict([]node{arg}, to, k), nil
}

// retypeNode shows a vector under another type of the same representation.
type retypeNode struct {
	arg node
	typ types.Type
	out batch.Vector
}

func (n *retypeNode) eval(x *exec, sel []int32) (*batch.Vector, error) {
	v, err := n.arg.eval(x, sel)
	if err != nil {
		return nil, err
	}
	retype(&n.out, v, n.typ)
	return &n.out, nil
}

func retype(out, v *batch.Vector, t types.Type) {
	children := out.Children
	*out = *v
	out.Type = t
	if t.Kind != types.Row {
		return
	}
	if len(children) != len(v.Children) {
		children = make([]*batch.Vector, len(v.Children))
		for i := range children {
			children[i] = &batch.Vector{}
		}
	}
	for i, f := range t.Fields {
		retype(children[i], v.Children[i], f.Type)
	}
	out.Children = children
}

// caster is a cast in progress: where a row that cannot be cast is told.
type caster struct {
	x    *exec
	out  *batch.Vector
	try  bool
	from types.Type
	// whole is told instead where only a part of a nested value is being cast: the value as a whole cannot be cast then.
	whole func(part int, err error)
}

// fail makes row i NULL for TRY_CAST, or else fails the job.
func (c *caster) fail(i int, err error) {
	if c.whole != nil {
		c.whole(i, err)
		return
	}
	if c.try {
		c.out.SetNull(i)
		return
	}
	c.x.fail(fmt.Errorf("casting %s to %s: %w", c.from.WithNullable(true), c.out.Type.WithNullable(true), err))
}

// castFunc converts the rows of sel, none of which is NULL.
type castFunc func(c *caster, in, out *batch.Vector, sel []int32)

func castKernel(from, to types.Type, try bool) (kernel, error) {
	f := castOf(from, to)
	if f == nil {
		return nil, &CastError{From: from, To: to}
	}
	return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		f(&caster{x: x, out: out, try: try, from: from}, args[0], out, sel)
	}, nil
}

// castOf picks the conversion between two types; nil where there is none.
func castOf(from, to types.Type) castFunc {
	f, t := from.Kind, to.Kind
	switch {
	case t.IsCharacter():
		return castToText(from, to)
	case f.IsCharacter():
		return castFromText(to)
	case f.IsBinary() && t.IsBinary():
		return castBinary(to)
	case t == types.Boolean && f.IsNumeric():
		return castToBoolean(from)
	case t.IsNumeric() && (f.IsNumeric() || f == types.Boolean):
		return castNumber(from, to)
	case t.IsInterval():
		return castToInterval(from, to)
	case f.IsDatetime() && t.IsDatetime():
		return castDatetime(from, to)
	case t == types.Row && f == types.Row:
		return castRow(from, to)
	case t.IsCollection() && f == t:
		return castCollection(from, to)
	}
	return nil
}

package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// castRow converts a ROW field by field.
func castRow(from, to types.Type) castFunc {
	fields := make([]*partCast, len(to.Fields))
	for i, f := range to.Fields {
		if fields[i] = newPartCast(from.Fields[i].Type, f.Type); fields[i] == nil {
			return nil
		}
	}
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		for i, f := range fields {
			blend(out.Children[i], f.vector(c.x, c.fail, in.Children[i], sel, c.x.n), sel, c.x.n)
		}
	}
}

// partCast casts the parts of nested values, whose vector may hold NULLs.
type partCast struct {
	from, to types.Type
	convert  castFunc
	out      *batch.Vector
	live     []int32
}

func newPartCast(from, to types.Type) *partCast {
	p := &partCast{from: from, to: to, out: batch.NewVector(to, 0), live: []int32{}}
	switch {
	case from.Kind == types.Null:
		p.convert = func(c *caster, _, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) { out.SetNull(i) })
		}
	case fitsAsIs(from, to):
		p.convert = func(c *caster, in, out *batch.Vector, sel []int32) { blendData(out, in, sel, c.x.n) }
	default:
		if p.convert = castOf(from, to); p.convert == nil {
			return nil
		}
	}
	return p
}

// vector converts the rows of sel (nil: the first n) and tells those that cannot be converted.
func (p *partCast) vector(x *exec, fail func(i int, err error), in *batch.Vector, sel []int32, n int) *batch.Vector {
	p.out.Resize(n)
	if in.Nulls != nil {
		p.out.Nulls = append([]bool(nil), in.Nulls[:n]...)
		p.live = appendLive(p.live[:0], p.out.Nulls, sel)
		sel = p.live
	}
	sub := &exec{zone: x.zone, clock: x.clock, n: n, folding: x.folding}
	p.convert(&caster{x: sub, out: p.out, from: p.from, whole: fail}, in, p.out, sel)
	return p.out
}

// data converts values outside vectors, which are parts of the value of row i.
func (p *partCast) data(c *caster, i int, values []batch.Datum) []batch.Datum {
	in := batch.NewVector(p.from, len(values))
	for v, value := range values {
		in.Set(v, value)
	}
	out := p.vector(c.x, func(_ int, err error) { c.fail(i, err) }, in, nil, len(values))
	converted := make([]batch.Datum, len(values))
	for v := range converted {
		converted[v] = out.Get(v)
	}
	return converted
}

// castCollection converts the elements, keys and values of ARRAY, MAP and MULTISET.
func castCollection(from, to types.Type) castFunc {
	elem := newPartCast(*from.Elem, *to.Elem)
	if elem == nil {
		return nil
	}
	switch to.Kind {
	case types.Array:
		return func(c *caster, in, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) { out.Nested[i] = elem.data(c, i, in.Nested[i].([]batch.Datum)) })
		}
	case types.Multiset:
		return func(c *caster, in, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) {
				m := in.Nested[i].(*batch.MapDatum)
				out.Nested[i] = &batch.MapDatum{Keys: elem.data(c, i, m.Keys), Values: m.Values}
			})
		}
	}
	key := newPartCast(*from.Key, *to.Key)
	if key == nil {
		return nil
	}
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		each(sel, c.x.n, func(i int) {
			m := in.Nested[i].(*batch.MapDatum)
			out.Nested[i] = &batch.MapDatum{Keys: key.data(c, i, m.Keys), Values: elem.data(c, i, m.Values)}
		})
	}
}

package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// castRow converts a ROW field by field.
func castRow(from, to types.Type, try bool) castFunc {
	fields := make([]*partCast, len(to.Fields))
	for i, f := range to.Fields {
		if fields[i] = newPartCast(from.Fields[i].Type, f.Type, try); fields[i] == nil {
			return nil
		}
	}
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		for i, f := range fields {
			blend(out.Children[i], f.vector(c, in.Children[i], sel, c.x.n), sel, c.x.n)
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

func newPartCast(from, to types.Type, try bool) *partCast {
	p := &partCast{from: from, to: to, out: batch.NewVector(to, 0)}
	switch {
	case from.Kind == types.Null:
		p.convert = func(c *caster, _, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) { out.SetNull(i) })
		}
	case fitsAsIs(from, to):
		p.convert = func(c *caster, in, out *batch.Vector, sel []int32) { blendData(out, in, sel, c.x.n) }
	default:
		if p.convert = castOf(from, to, try); p.convert == nil {
			return nil
		}
	}
	return p
}

// vector converts the rows of sel (nil: the first n).
func (p *partCast) vector(c *caster, in *batch.Vector, sel []int32, n int) *batch.Vector {
	p.out.Resize(n)
	if in.Nulls != nil {
		p.out.Nulls = append([]bool(nil), in.Nulls[:n]...)
		p.live = appendLive(p.live[:0], p.out.Nulls, sel)
		sel = p.live
	}
	sub := &exec{zone: c.x.zone, clock: c.x.clock, n: n}
	p.convert(&caster{x: sub, out: p.out, try: c.try, from: p.from}, in, p.out, sel)
	if sub.err != nil {
		c.x.fail(sub.err)
	}
	return p.out
}

// data converts values outside vectors.
func (p *partCast) data(c *caster, values []batch.Datum) []batch.Datum {
	in := batch.NewVector(p.from, len(values))
	for i, v := range values {
		in.Set(i, v)
	}
	out := p.vector(c, in, nil, len(values))
	converted := make([]batch.Datum, len(values))
	for i := range converted {
		converted[i] = out.Get(i)
	}
	return converted
}

// castCollection converts the elements, keys and values of ARRAY, MAP and MULTISET.
func castCollection(from, to types.Type, try bool) castFunc {
	elem := newPartCast(*from.Elem, *to.Elem, try)
	if elem == nil {
		return nil
	}
	switch to.Kind {
	case types.Array:
		return func(c *caster, in, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) { out.Nested[i] = elem.data(c, in.Nested[i].([]batch.Datum)) })
		}
	case types.Multiset:
		return func(c *caster, in, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) {
				m := in.Nested[i].(*batch.MapDatum)
				out.Nested[i] = &batch.MapDatum{Keys: elem.data(c, m.Keys), Values: m.Values}
			})
		}
	}
	key := newPartCast(*from.Key, *to.Key, try)
	if key == nil {
		return nil
	}
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		each(sel, c.x.n, func(i int) {
			m := in.Nested[i].(*batch.MapDatum)
			out.Nested[i] = &batch.MapDatum{Keys: key.data(c, m.Keys), Values: elem.data(c, m.Values)}
		})
	}
}

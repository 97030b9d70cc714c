package aggregate

import (
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// list is what keeps all values of a group in order of arrival: LISTAGG, ARRAY_AGG and JSON_ARRAYAGG.
type list struct {
	// skipNulls leaves NULLs out.
	skipNulls bool
	// finish stores the result of the values of a group; none are there if there was no row.
	finish func(values []batch.Datum, out *batch.Vector, row int)
	groups []valueList
}

func (a *list) Grow(n int)       { a.groups = grown(a.groups, n) }
func (a *list) Reset(slot int32) { a.groups[slot] = valueList{} }

func (a *list) add(in *Rows, row, slot int32, retract bool) error {
	d := in.Args[0].Get(int(row))
	if d == nil && a.skipNulls {
		return nil
	}
	g := &a.groups[slot]
	if retract {
		key := string(batch.AppendKey(nil, in.Args[0], int(row)))
		for i, v := range g.values {
			if string(keyOf(in.Args[0], v)) == key {
				g.values = slices.Concat(g.values[:i], g.values[i+1:]) // results share the values that were there
				break
			}
		}
		return nil
	}
	g.values = append(g.values, keepDatum(d))
	return nil
}

// keyOf encodes a value as batch.AppendKey does for a row of a vector of its type.
func keyOf(like *batch.Vector, d batch.Datum) []byte {
	v := batch.NewVector(like.Type, 1)
	v.Set(0, d)
	return batch.AppendKey(nil, v, 0)
}

func (a *list) Merge(into int32, other single, from int32) error {
	a.groups[into].values = append(a.groups[into].values, other.(*list).groups[from].values...)
	return nil
}

func (a *list) Result(slot int32, out *batch.Vector, row int) error {
	a.finish(a.groups[slot].values, out, row)
	return nil
}

func (a *list) Append(dst []byte, slot int32) []byte {
	return batch.AppendDatum(dst, a.groups[slot].values)
}

func (a *list) Restore(src []byte, slot int32) (rest []byte, err error) {
	a.groups[slot].values, rest, err = cutDatum[[]batch.Datum](src)
	return rest, err
}

// arrayResult shares the values, of which those that are there are never changed.
func arrayResult(values []batch.Datum, out *batch.Vector, row int) {
	if len(values) == 0 {
		out.SetNull(row)
		return
	}
	out.Nested[row] = slices.Clip(values)
}

// defaultSeparator is LISTAGG's.
const defaultSeparator = ","

func newListAgg(c Call) (single, error) {
	separator := defaultSeparator
	if len(c.Options) > 0 {
		s, ok := c.Options[0].(string)
		if !ok {
			return nil, fmt.Errorf("LISTAGG's separator must be a character string, not %v", c.Options[0])
		}
		separator = s
	} else if len(c.Args) == 2 {
		return &listAggColumn{}, nil
	}
	if c.Retract {
		return &list{skipNulls: true, finish: func(values []batch.Datum, out *batch.Vector, row int) {
			if len(values) == 0 {
				out.SetNull(row)
				return
			}
			texts := make([]string, len(values))
			for i, v := range values {
				texts[i] = v.(string)
			}
			out.Str[row] = strings.Join(texts, separator)
		}}, nil
	}
	return &listAgg{separator: separator}, nil
}

// listAgg is LISTAGG over an input that only adds rows: it keeps the text as it grows. Results share its bytes, as what was written is not
// written again: all results of a group take little more than the last one.
type listAgg struct {
	separator string
	text      [][]byte
	has       []bool
}

func (a *listAgg) Grow(n int)       { a.text, a.has = grown(a.text, n), grown(a.has, n) }
func (a *listAgg) Reset(slot int32) { a.text[slot], a.has[slot] = nil, false }

func (a *listAgg) add(in *Rows, row, slot int32, _ bool) error {
	if !in.Args[0].IsNull(int(row)) {
		a.append(slot, in.Args[0].Str[row])
	}
	return nil
}

func (a *listAgg) append(slot int32, s string) {
	if a.has[slot] {
		a.text[slot] = append(a.text[slot], a.separator...)
	}
	a.text[slot], a.has[slot] = append(a.text[slot], s...), true
}

func (a *listAgg) Merge(into int32, other single, from int32) error {
	if o := other.(*listAgg); o.has[from] {
		a.append(into, o.shared(from))
	}
	return nil
}

func (a *listAgg) Result(slot int32, out *batch.Vector, row int) error {
	if !a.has[slot] {
		out.SetNull(row)
		return nil
	}
	out.Str[row] = a.shared(slot)
	return nil
}

// shared is the text of a slot in its own bytes.
func (a *listAgg) shared(slot int32) string {
	text := a.text[slot]
	return unsafe.String(unsafe.SliceData(text), len(text))
}

func (a *listAgg) Append(dst []byte, slot int32) []byte {
	if !a.has[slot] {
		return append(dst, 0)
	}
	return batch.AppendDatum(append(dst, 1), a.shared(slot))
}

func (a *listAgg) Restore(src []byte, slot int32) ([]byte, error) {
	text, ok, rest, err := cutOptional[string](src)
	a.text[slot], a.has[slot] = []byte(text), ok
	return rest, err
}

// listAggColumn is LISTAGG whose separator is a column: each value is preceded by the separator of its own row. It keeps
// pairs of value and separator.
type listAggColumn struct{ list }

func (a *listAggColumn) add(in *Rows, row, slot int32, retract bool) error {
	if in.Args[0].IsNull(int(row)) || in.Args[1].IsNull(int(row)) {
		return nil
	}
	g := &a.groups[slot]
	value, separator := in.Args[0].Str[row], in.Args[1].Str[row]
	if !retract {
		g.values = append(g.values, strings.Clone(value), strings.Clone(separator))
		return nil
	}
	for i := 0; i < len(g.values); i += 2 {
		if g.values[i] == value && g.values[i+1] == separator {
			g.values = slices.Delete(g.values, i, i+2)
			break
		}
	}
	return nil
}

func (a *listAggColumn) Merge(into int32, other single, from int32) error {
	return a.list.Merge(into, &other.(*listAggColumn).list, from)
}

func (a *listAggColumn) Result(slot int32, out *batch.Vector, row int) error {
	values := a.groups[slot].values
	if len(values) == 0 {
		out.SetNull(row)
		return nil
	}
	var b strings.Builder
	for i := 0; i < len(values); i += 2 {
		if i > 0 {
			b.WriteString(values[i+1].(string))
		}
		b.WriteString(values[i].(string))
	}
	out.Str[row] = b.String()
	return nil
}

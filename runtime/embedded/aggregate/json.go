package aggregate

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// absentOnNull is the option by which a JSON aggregate leaves NULL values out, nullOnNull the one by which it keeps them.
const (
	absentOnNull = "ABSENT ON NULL"
	nullOnNull   = "NULL ON NULL"
)

// newJSONArray is JSON_ARRAYAGG, which leaves NULLs out unless told otherwise.
func newJSONArray(c Call) *list {
	t := c.Args[0]
	return &list{
		skipNulls: !slices.Contains(c.Options, any(nullOnNull)),
		finish: func(values []batch.Datum, out *batch.Vector, row int) {
			b := []byte{'['}
			for i, v := range values {
				if i > 0 {
					b = append(b, ',')
				}
				b = appendJSON(b, v, t)
			}
			out.Str[row] = string(append(b, ']'))
		},
	}
}

// jsonObject is JSON_OBJECTAGG, which keeps NULLs unless told otherwise. Its members are sorted by key; a key may occur only once.
type jsonObject struct {
	absent bool
	value  types.Type
	groups [][]member
}

type member struct {
	key   string
	value batch.Datum
}

func newJSONObject(c Call) *jsonObject {
	return &jsonObject{value: c.Args[1], absent: slices.Contains(c.Options, any(absentOnNull))}
}

func (a *jsonObject) Grow(n int)       { a.groups = grown(a.groups, n) }
func (a *jsonObject) Reset(slot int32) { a.groups[slot] = nil }

var errNullKey = errors.New("key of JSON_OBJECTAGG is NULL")

func (a *jsonObject) add(in *Rows, row, slot int32, retract bool) error {
	if in.Args[0].IsNull(int(row)) {
		return errNullKey
	}
	m := member{strings.Clone(in.Args[0].Str[row]), keepDatum(in.Args[1].Get(int(row)))}
	if m.value == nil && a.absent {
		return nil
	}
	g := a.groups[slot]
	if !retract {
		if slices.ContainsFunc(g, func(o member) bool { return o.key == m.key }) {
			return fmt.Errorf("Key '%s' is already present. Duplicate keys are not allowed in JSON_OBJECTAGG. "+ //nolint:staticcheck // Flink's words
				"Please ensure that keys are unique", m.key)
		}
		a.groups[slot] = append(g, m)
		return nil
	}
	key := keyOf(in.Args[1], m.value)
	for i, o := range g {
		if o.key == m.key && string(keyOf(in.Args[1], o.value)) == string(key) {
			a.groups[slot] = slices.Delete(g, i, i+1)
			break
		}
	}
	return nil
}

func (a *jsonObject) Merge(into int32, other single, from int32) error {
	a.groups[into] = append(a.groups[into], other.(*jsonObject).groups[from]...)
	return nil
}

func (a *jsonObject) Result(slot int32, out *batch.Vector, row int) error {
	last := make(map[string]batch.Datum)
	var keys []string
	for _, m := range a.groups[slot] {
		if _, ok := last[m.key]; !ok {
			keys = append(keys, m.key)
		}
		last[m.key] = m.value
	}
	slices.Sort(keys)
	b := []byte{'{'}
	for i, key := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendJSONString(b, key), ':')
		b = appendJSON(b, last[key], a.value)
	}
	out.Str[row] = string(append(b, '}'))
	return nil
}

func (a *jsonObject) Append(dst []byte, slot int32) []byte {
	flat := make([]batch.Datum, 0, 2*len(a.groups[slot]))
	for _, m := range a.groups[slot] {
		flat = append(flat, m.key, m.value)
	}
	return batch.AppendDatum(dst, flat)
}

func (a *jsonObject) Restore(src []byte, slot int32) ([]byte, error) {
	flat, rest, err := cutDatum[[]batch.Datum](src)
	if err != nil || len(flat)%2 != 0 {
		return nil, errors.Join(errState, err)
	}
	for i := 0; i < len(flat); i += 2 {
		key, ok := flat[i].(string)
		if !ok {
			return nil, errState
		}
		a.groups[slot] = append(a.groups[slot], member{key, flat[i+1]})
	}
	return rest, nil
}

func appendJSONString(dst []byte, s string) []byte {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(fmt.Sprintf("aggregate: a string that is no JSON: %v", err))
	}
	return append(dst, strings.TrimSuffix(b.String(), "\n")...)
}

// appendJSON appends a value as JSON: numbers and booleans as such, everything else that is no collection as a string.
func appendJSON(dst []byte, d batch.Datum, t types.Type) []byte {
	switch d := d.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		return strconv.AppendBool(dst, d)
	case int64:
		return strconv.AppendInt(dst, d, 10)
	case float64:
		return strconv.AppendFloat(dst, d, 'g', -1, 64)
	case batch.Int128:
		return appendDecimal(dst, d, t.Scale)
	case string:
		return appendJSONString(dst, d)
	case []batch.Datum:
		dst = append(dst, '[')
		for i, e := range d {
			if i > 0 {
				dst = append(dst, ',')
			}
			element := t
			if t.Elem != nil {
				element = *t.Elem
			} else if i < len(t.Fields) {
				element = t.Fields[i].Type
			}
			dst = appendJSON(dst, e, element)
		}
		return append(dst, ']')
	}
	return appendJSONString(dst, fmt.Sprint(d))
}

func appendDecimal(dst []byte, v batch.Int128, scale int) []byte {
	digits := v.Big().String()
	negative := strings.HasPrefix(digits, "-")
	digits = strings.TrimPrefix(digits, "-")
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale-len(digits)+1) + digits
	}
	if negative {
		dst = append(dst, '-')
	}
	dst = append(dst, digits[:len(digits)-scale]...)
	if scale > 0 {
		dst = append(append(dst, '.'), digits[len(digits)-scale:]...)
	}
	return dst
}

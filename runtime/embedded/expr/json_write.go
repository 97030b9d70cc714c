package expr

import (
	"encoding/base64"
	"slices"
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/expr/jsonpath"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

var jsonWriters = []function{
	{name: "JSON_OBJECT", infer: inferJSONObject, build: buildJSONObject},
	{name: "JSON_ARRAY", infer: inferJSONArray, build: buildJSONArray},
	{name: "JSON_STRING", infer: inferJSONString, build: buildJSONString},
}

func inferJSONObject(r *request) ([]Expr, types.Type, error) {
	if len(r.args)%2 == 1 {
		return nil, types.Type{}, r.mismatch("JSON_OBJECT needs a value for each key.")
	}
	for i, a := range r.args {
		k := a.Type().Kind
		if i%2 == 0 && !k.IsCharacter() {
			return nil, types.Type{}, r.mismatch("The keys of JSON_OBJECT must be character literals.")
		}
		if i%2 == 1 && !jsonWritable(a.Type()) {
			return nil, types.Type{}, r.mismatch("")
		}
	}
	return r.args, types.String().NotNull(), nil
}

func inferJSONArray(r *request) ([]Expr, types.Type, error) {
	for _, a := range r.args {
		if !jsonWritable(a.Type()) {
			return nil, types.Type{}, r.mismatch("")
		}
	}
	return r.args, types.String().NotNull(), nil
}

func inferJSONString(r *request) ([]Expr, types.Type, error) {
	if err := r.count(1, 1); err != nil {
		return nil, types.Type{}, err
	}
	t := r.args[0].Type()
	if !jsonWritable(t) {
		return nil, t, r.mismatch("")
	}
	return r.args, types.String().WithNullable(t.Nullable), nil
}

// jsonWritable tells types that have a place in JSON.
func jsonWritable(t types.Type) bool {
	switch {
	case t.Kind == types.Date, t.Kind == types.Time, t.Kind.IsInterval(), t.Kind == types.Raw:
		return false
	case t.Kind == types.Array:
		return jsonWritable(*t.Elem)
	case t.Kind == types.Map:
		return t.Key.Kind.IsCharacter() && jsonWritable(*t.Elem)
	case t.Kind == types.Multiset:
		return t.Elem.Kind.IsCharacter()
	}
	for _, f := range t.Fields {
		if !jsonWritable(f.Type) {
			return false
		}
	}
	return true
}

// jsonWriter appends row i of a vector as JSON.
type jsonWriter func(dst []byte, v *batch.Vector, i int) []byte

// writerOf writes the results of JSON_OBJECT and JSON_ARRAY within another as they are: they are JSON already.
func writerOf(e Expr) jsonWriter {
	if constructsJSON(e) {
		return func(dst []byte, v *batch.Vector, i int) []byte { return append(dst, v.Str[i]...) }
	}
	t := e.Type()
	return func(dst []byte, v *batch.Vector, i int) []byte { return appendJSON(dst, t, v.Get(i)) }
}

func writersOf(args []Expr) []jsonWriter {
	out := make([]jsonWriter, len(args))
	for i, a := range args {
		out[i] = writerOf(a)
	}
	return out
}

// jsonMember is a member of an object that is being written.
type jsonMember struct {
	key   string
	value int // which argument
}

// buildJSONObject writes the members in the order of their keys.
func buildJSONObject(c *compiler, call *Call) (node, error) {
	o, _ := call.Options.(JSONConstructorOptions)
	writers := writersOf(call.Args)
	var members []jsonMember
	var buf []byte
	return c.lenient(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		each(sel, x.n, func(i int) {
			members = members[:0]
			for a := 0; a < len(args); a += 2 {
				if !o.AbsentOnNull || !args[a+1].IsNull(i) {
					members = append(members, jsonMember{args[a].Str[i], a + 1})
				}
			}
			slices.SortStableFunc(members, func(a, b jsonMember) int { return compareStrings(a.key, b.key) })
			buf = append(buf[:0], '{')
			for m, member := range members {
				if m+1 < len(members) && members[m+1].key == member.key {
					continue
				}
				if len(buf) > 1 {
					buf = append(buf, ',')
				}
				buf = append(jsonpath.AppendString(buf, member.key), ':')
				buf = writers[member.value](buf, args[member.value], i)
			}
			out.Str[i] = string(append(buf, '}'))
		})
	})
}

func compareStrings(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func buildJSONArray(c *compiler, call *Call) (node, error) {
	o, told := call.Options.(JSONConstructorOptions)
	absent := o.AbsentOnNull || !told
	writers := writersOf(call.Args)
	var buf []byte
	return c.lenient(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		each(sel, x.n, func(i int) {
			buf = append(buf[:0], '[')
			for a, v := range args {
				if absent && v.IsNull(i) {
					continue
				}
				if len(buf) > 1 {
					buf = append(buf, ',')
				}
				buf = writers[a](buf, v, i)
			}
			out.Str[i] = string(append(buf, ']'))
		})
	})
}

func buildJSONString(c *compiler, call *Call) (node, error) {
	write := writerOf(call.Args[0])
	var buf []byte
	return c.strict(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		each(sel, x.n, func(i int) {
			buf = write(buf[:0], args[0], i)
			out.Str[i] = string(buf)
		})
	})
}

// appendJSON writes a value as JSON.
func appendJSON(dst []byte, t types.Type, d batch.Datum) []byte {
	switch d := d.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		return strconv.AppendBool(dst, d)
	case int64:
		return strconv.AppendInt(dst, d, 10)
	case float64:
		if t.Kind == types.Float {
			return rowtext.AppendFloat(dst, d)
		}
		return rowtext.AppendDouble(dst, d)
	case batch.Int128:
		v, scale := decimal.Strip(d, t.Scale)
		return rowtext.AppendBigDecimal(dst, v, scale)
	case string:
		if t.Kind.IsBinary() {
			d = base64.StdEncoding.EncodeToString([]byte(d))
		}
		return jsonpath.AppendString(dst, d)
	case batch.Instant:
		return append(rowtext.AppendISO(append(dst, '"'), d, t.Kind == types.TimestampLTZ), '"')
	case []batch.Datum:
		return appendJSONList(dst, t, d)
	case *batch.MapDatum:
		return appendJSONMap(dst, t, d)
	}
	return dst
}

func appendJSONList(dst []byte, t types.Type, items []batch.Datum) []byte {
	if t.Kind == types.Row {
		dst = append(dst, '{')
		order := make([]int, len(items))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int { return compareStrings(t.Fields[a].Name, t.Fields[b].Name) })
		for n, i := range order {
			if n > 0 {
				dst = append(dst, ',')
			}
			dst = append(jsonpath.AppendString(dst, t.Fields[i].Name), ':')
			dst = appendJSON(dst, t.Fields[i].Type, items[i])
		}
		return append(dst, '}')
	}
	dst = append(dst, '[')
	for i, item := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendJSON(dst, *t.Elem, item)
	}
	return append(dst, ']')
}

func appendJSONMap(dst []byte, t types.Type, m *batch.MapDatum) []byte {
	value := t.Elem
	if t.Kind == types.Multiset {
		count := types.Of(types.Int)
		value = &count
	}
	order := make([]int, len(m.Keys))
	for i := range order {
		order[i] = i
	}
	key := func(i int) string { s, _ := m.Keys[i].(string); return s }
	slices.SortStableFunc(order, func(a, b int) int { return compareStrings(key(a), key(b)) })
	dst = append(dst, '{')
	for n, i := range order {
		if n > 0 {
			dst = append(dst, ',')
		}
		dst = append(jsonpath.AppendString(dst, key(i)), ':')
		dst = appendJSON(dst, *value, m.Values[i])
	}
	return append(dst, '}')
}

// constructsJSON tells the calls whose results are put into other JSON as they are.
func constructsJSON(e Expr) bool {
	c, ok := e.(*Call)
	return ok && (c.Name == "JSON_OBJECT" || c.Name == "JSON_ARRAY")
}

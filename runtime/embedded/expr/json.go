package expr

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/jsonpath"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// jsonFunctions look into JSON documents; those that write them are in json_write.go.
var jsonFunctions = append([]function{
	{name: "JSON_EXISTS", forms: []form{{params: []param{text, text}, result: mayGive(types.Of(types.Boolean)), kernel: per2(jsonExists)}}},
	{name: "JSON_VALUE", infer: inferJSONValue, build: buildJSONValue},
	{name: "JSON_QUERY", infer: inferJSONQuery, build: buildJSONQuery},
}, append(jsonTests(), jsonWriters...)...)

// jsonTests are IS JSON and its like, in which NULL is no JSON.
func jsonTests() []function {
	tests := map[string]func(jsonpath.Value) bool{
		"VALUE":  func(jsonpath.Value) bool { return true },
		"OBJECT": func(v jsonpath.Value) bool { _, ok := v.(*jsonpath.Object); return ok },
		"ARRAY":  func(v jsonpath.Value) bool { _, ok := v.(jsonpath.Array); return ok },
		"SCALAR": jsonpath.IsScalar,
	}
	var out []function
	for what, test := range tests {
		for _, negate := range []bool{false, true} {
			name := "IS JSON " + what
			if negate {
				name = "IS NOT JSON " + what
			}
			f := function{name: name, forms: testForms(text), build: jsonTest(test, negate)}
			if what == "VALUE" {
				f.aliases = []string{strings.TrimSuffix(name, " VALUE")}
			}
			out = append(out, f)
		}
	}
	return out
}

func jsonTest(test func(jsonpath.Value) bool, negate bool) func(*compiler, *Call) (node, error) {
	return func(c *compiler, call *Call) (node, error) {
		return c.lenient(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			in := args[0]
			each(sel, x.n, func(i int) {
				ok := false
				if !in.IsNull(i) {
					v, err := jsonpath.Parse(in.Str[i])
					ok = err == nil && test(v)
				}
				out.Bool[i] = ok != negate
			})
		})
	}
}

// jsonPath is a path with its mode. A path with neither lax nor strict is strict: what is missing is an error.
type jsonPath struct {
	path *jsonpath.Path
	lax  bool
	// err is why the path cannot be read, which is an error of every document.
	err error
}

var jsonPathMode = regexp.MustCompile(`(?is)^\s*(strict|lax)\s+(.+)$`)

func newJSONPath(spec string) (jsonPath, error) {
	p := jsonPath{}
	if m := jsonPathMode.FindStringSubmatch(spec); m != nil {
		p.lax, spec = strings.EqualFold(m[1], "lax"), m[2]
	}
	p.path, p.err = jsonpath.Compile(spec)
	return p, nil
}

// find is what a path leads to in a document; nothing, in lax mode, is nil. A path that leads to too much fails the row, whatever the
// function does on other errors.
func (p jsonPath) find(x *exec, doc string) (jsonpath.Value, error) {
	v, err := jsonpath.Parse(doc)
	switch {
	case err != nil && p.lax:
		return nil, nil
	case err != nil:
		return nil, err
	case p.err != nil:
		return nil, p.err
	}
	v, err = p.path.Find(v)
	if errors.Is(err, jsonpath.ErrTooMuch) {
		x.fail(err)
		return nil, err
	}
	if err != nil && p.lax {
		if p.path.Definite() {
			return nil, nil
		}
		return jsonpath.Array{}, nil
	}
	return v, err
}

func jsonExists(call *Call) func(*exec, string, string) (bool, bool) {
	onError := JSONFalse
	if o, ok := call.Options.(JSONExistsOptions); ok && o.OnError != "" {
		onError = o.OnError
	}
	m := memo[jsonPath]{make: newJSONPath}
	return func(x *exec, doc, spec string) (bool, bool) {
		path, _ := m.get(spec)
		v, err := path.find(x, doc)
		if err == nil && v == nil && !path.lax {
			err = runtimeError("Strict jsonpath mode requires a non empty returned value, but is null")
		}
		if err == nil {
			return v != nil, true
		}
		switch onError {
		case JSONTrue:
			return true, true
		case JSONUnknown:
			return false, false
		case JSONError:
			x.fail(err)
		}
		return false, true
	}
}

func inferJSONValue(r *request) ([]Expr, types.Type, error) {
	o, _ := r.opts.(JSONValueOptions)
	if o.OnEmpty == "" {
		o.OnEmpty = JSONNull
	}
	if o.OnError == "" {
		o.OnError = JSONNull
	}
	r.opts = o
	result := types.String()
	if o.Returning != nil {
		result = *o.Returning
		switch result.Kind {
		case types.VarChar, types.Boolean, types.Int, types.Double:
		default:
			return nil, result, r.mismatch(fmt.Sprintf("Unsupported type '%s' for RETURNING in JSON_VALUE().", result))
		}
	}
	want := 2 + countDefaults(o.OnEmpty, o.OnError)
	if err := r.count(want, want); err != nil {
		return nil, result, err
	}
	args, err := jsonArgs(r)
	if err != nil {
		return nil, result, err
	}
	for i := 2; i < len(args); i++ {
		d := args[i]
		if !Castable(d.Type(), result) {
			return nil, result, r.mismatch("The default is of another type than the result.")
		}
		if !fitsAsIs(d.Type(), result) {
			args[i] = cast(d, result.WithNullable(true), false)
		}
	}
	return args, result.WithNullable(true), nil
}

func countDefaults(behaviors ...JSONBehavior) int {
	n := 0
	for _, b := range behaviors {
		if b == JSONDefault {
			n++
		}
	}
	return n
}

// jsonArgs checks that document and path are texts.
func jsonArgs(r *request) ([]Expr, error) {
	args := append([]Expr{}, r.args...)
	for i := range 2 {
		if k := args[i].Type().Kind; !k.IsCharacter() && k != types.Null {
			return nil, &ArgumentTypeError{Name: r.name, Args: r.types(), Supported: []string{r.name + "(<CHARACTER>, <CHARACTER>)"}}
		}
		args[i] = widen(args[i], types.String())
	}
	return args, nil
}

// buildJSONValue reads a scalar and casts it from its text to the type that RETURNING names.
func buildJSONValue(c *compiler, call *Call) (node, error) {
	o := call.Options.(JSONValueOptions)
	onEmpty, onError := -1, -1
	if o.OnEmpty == JSONDefault {
		onEmpty = 2
	}
	if o.OnError == JSONDefault {
		onError = len(call.Args) - 1
	}
	read := textReader(call.Typ)
	m := memo[jsonPath]{make: newJSONPath}
	var nulls nullBuffer
	return c.lenient(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		out.Nulls = nulls.cleared(x.n)
		otherwise := func(i int, behavior JSONBehavior, arg int, err error) {
			switch behavior {
			case JSONDefault:
				out.Set(i, args[arg].Get(i))
			case JSONError:
				x.fail(err)
			default:
				out.Nulls[i] = true
			}
		}
		each(sel, x.n, func(i int) {
			if args[0].IsNull(i) || args[1].IsNull(i) {
				out.Nulls[i] = true
				return
			}
			path, _ := m.get(args[1].Str[i])
			v, err := path.find(x, args[0].Str[i])
			switch {
			case err == nil && (v == nil || path.lax && !jsonpath.IsScalar(v)):
				otherwise(i, o.OnEmpty, onEmpty, runtimeError("Empty result of JSON_VALUE function is not allowed"))
				return
			case err == nil && !jsonpath.IsScalar(v):
				err = runtimeError("Strict jsonpath mode requires scalar value, and the actual value is: '" + shownJSON(v) + "'")
			case err == nil:
				var d batch.Datum
				if d, err = read(x, scalarText(v)); err == nil {
					out.Set(i, d)
					return
				}
			}
			otherwise(i, o.OnError, onError, err)
		})
	})
}

// scalarText is a JSON scalar as Java prints it.
func scalarText(v jsonpath.Value) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return string(rowtext.AppendDouble(nil, v))
	}
	return string(jsonpath.Append(nil, v))
}

// shownJSON is a value in a message, unless it is too long for one.
func shownJSON(v jsonpath.Value) string {
	if jsonpath.Length(v, longestFolded) > longestFolded {
		return "..."
	}
	return string(jsonpath.Append(nil, v))
}

// textReader casts one text to a type.
func textReader(to types.Type) func(x *exec, s string) (batch.Datum, error) {
	in, out := batch.NewVector(types.String(), 1), batch.NewVector(to, 1)
	if to.Kind.IsCharacter() {
		return func(_ *exec, s string) (batch.Datum, error) { return s, nil }
	}
	convert := castFromText(to)
	return func(x *exec, s string) (batch.Datum, error) {
		sub := exec{zone: x.zone, clock: x.clock, n: 1, folding: x.folding}
		in.Str[0] = s
		out.Resize(1)
		convert(&caster{x: &sub, out: out, from: in.Type}, in, out, nil)
		return out.Get(0), sub.err
	}
}

func inferJSONQuery(r *request) ([]Expr, types.Type, error) {
	o, _ := r.opts.(JSONQueryOptions)
	if o.Wrapper == "" {
		o.Wrapper = JSONWithoutWrapper
	}
	if o.OnEmpty == "" {
		o.OnEmpty = JSONNull
	}
	if o.OnError == "" {
		o.OnError = JSONNull
	}
	r.opts = o
	result := types.String()
	if o.Returning != nil {
		result = o.Returning.WithNullable(true)
	}
	if err := r.count(2, 2); err != nil {
		return nil, result, err
	}
	if !result.Kind.IsCharacter() && (result.Kind != types.Array || !result.Elem.Kind.IsCharacter()) {
		return nil, result, r.mismatch("JSON_QUERY returns STRING or ARRAY<STRING>.")
	}
	args, err := jsonArgs(r)
	return args, result, err
}

func buildJSONQuery(c *compiler, call *Call) (node, error) {
	o := call.Options.(JSONQueryOptions)
	asArray := call.Typ.Kind == types.Array
	m := memo[jsonPath]{make: newJSONPath}
	return c.strict(call, try2(func(x *exec, doc, spec string) (batch.Datum, bool) {
		path, _ := m.get(spec)
		v, err := path.find(x, doc)
		if err == nil {
			v = wrapJSON(v, o.Wrapper)
		}
		behavior := o.OnError
		switch {
		case err == nil && (v == nil || path.lax && jsonpath.IsScalar(v)):
			behavior = o.OnEmpty
			err = runtimeError("Empty result of JSON_QUERY function is not allowed")
		case err == nil && jsonpath.IsScalar(v):
			err = runtimeError("Strict jsonpath mode requires array or object value, and the actual value is: '" + scalarText(v) + "'")
		case err == nil:
			if _, isArray := v.(jsonpath.Array); asArray && !isArray {
				return nil, false
			}
			if !x.fits(1, int64(jsonpath.Length(v, longestText))) {
				return nil, false
			}
			return jsonResult(v, asArray), true
		}
		switch behavior {
		case JSONError:
			x.fail(err)
		case JSONEmptyArray:
			return jsonResult(jsonpath.Array{}, asArray), true
		case JSONEmptyObject:
			return jsonResult(&jsonpath.Object{}, asArray), true
		}
		return nil, false
	})(call))
}

func wrapJSON(v jsonpath.Value, wrapper JSONWrapper) jsonpath.Value {
	if _, isArray := v.(jsonpath.Array); v == nil || wrapper == JSONWithoutWrapper || wrapper == JSONConditionalWrapper && isArray {
		return v
	}
	return jsonpath.Array{v}
}

// jsonResult is JSON as text, or as an array of the texts of its elements.
func jsonResult(v jsonpath.Value, asArray bool) batch.Datum {
	if !asArray {
		return string(jsonpath.Append(nil, v))
	}
	items, ok := v.(jsonpath.Array)
	if !ok {
		return []batch.Datum{string(jsonpath.Append(nil, v))}
	}
	out := make([]batch.Datum, len(items))
	for i, item := range items {
		if item != nil {
			out[i] = scalarText(item)
		}
	}
	return out
}

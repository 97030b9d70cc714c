package expr

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// function is an entry of the catalog of functions and operators.
type function struct {
	name    string
	aliases []string
	// forms are tried in order; the first whose parameters accept the arguments is the one.
	forms []form
	// infer is for what forms cannot say: it returns the arguments as the function wants them and the type of the result.
	infer func(c *request) ([]Expr, types.Type, error)
	// expand is for what is written in terms of other functions. It gives nil for a call that it leaves to infer and build.
	expand func(c *request) (Expr, error)
	// build makes the node of a call, where the form has no kernel.
	build func(c *compiler, call *Call) (node, error)
	// volatile functions give another result each time: they are never folded, merged or moved.
	volatile bool
	// session says that the result depends on the session time zone or on other settings of the session.
	session bool
}

// form is one signature of a function.
type form struct {
	params []param
	// optional is how many parameters may be left out at the end.
	optional int
	// variadic says that the last parameter may be repeated.
	variadic bool
	result   resultType
	// volatile is that of function for this form alone.
	volatile bool
	// kernel computes rows without NULL arguments; a NULL argument makes the result NULL.
	kernel kernelMaker
}

// request is a call that is being resolved.
type request struct {
	fn   *function
	name string
	args []Expr
	opts any
}

func (r *request) types() []types.Type {
	out := make([]types.Type, len(r.args))
	for i, a := range r.args {
		out[i] = a.Type()
	}
	return out
}

// mismatch is the error that the arguments have wrong types.
func (r *request) mismatch(reason string) error {
	return &ArgumentTypeError{Name: r.name, Args: r.types(), Supported: r.fn.supported(), Reason: reason}
}

// count is an error unless there are between low and high arguments; high -1 is no limit.
func (r *request) count(low, high int) error {
	if n := len(r.args); n < low || high >= 0 && n > high {
		return &ArgumentCountError{Name: r.name, Got: n, Supported: r.fn.supported()}
	}
	return nil
}

// resultType tells the type of a call's result from the types of its arguments.
type resultType func(args []types.Type) types.Type

// registry holds all functions by their names and other names. It is filled by init because functions that expand into
// others look those up in it.
var registry map[string]*function

func init() {
	registry = makeRegistry(
		arithmeticOperators, comparisonOperators, logicFunctions, conditionalFunctions, constructors,
		mathFunctions, randomFunctions, stringFunctions, searchFunctions, regexpFunctions, codingFunctions, hashFunctions,
		temporalFunctions, temporalTextFunctions, clockFunctions, arrayFunctions, mapFunctions, jsonFunctions, typeFunctions,
	)
}

func makeRegistry(families ...[]function) map[string]*function {
	m := map[string]*function{}
	for _, family := range families {
		for i := range family {
			f := &family[i]
			for _, name := range append([]string{f.name}, f.aliases...) {
				if m[name] != nil {
					panic("expr: two functions of the name " + name)
				}
				m[name] = f
			}
		}
	}
	return m
}

// IsFunction tells whether Resolve knows a name, in any case of letters.
func IsFunction(name string) bool {
	_, ok := registry[strings.ToUpper(name)]
	return ok
}

// FunctionNames are the names of all functions (not of operators), sorted: what an unknown name may have meant.
func FunctionNames() []string {
	var out []string
	for name := range registry {
		if !strings.ContainsAny(name, " +-*/%=<>|") {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Resolve makes a call of a function or operator: it finds the signature that fits, adds the casts that Flink adds by
// itself and infers the type of the result. Operators have their symbol as name ("+", "||", "<>", "AND", "IS NULL",
// "IS NOT JSON OBJECT", "NOT LIKE", "IS DISTINCT FROM", "BETWEEN SYMMETRIC", ...), the minus sign is "-" with one argument.
// Special forms are CASE (condition, result, ..., else), IN and NOT IN (value, list...), ITEM (collection, index or
// key) and the constructors ROW, ARRAY and MAP. opts is the option struct that the function's special syntax needs (see
// Unit, TrimSide, JSONValueOptions, ...), otherwise nil.
//
// Errors are *UnknownFunctionError, *ArgumentCountError and *ArgumentTypeError, without a place in the script.
func Resolve(name string, args []Expr, opts any) (Expr, error) {
	upper := strings.ToUpper(name)
	f := registry[upper]
	r := &request{fn: f, name: upper, args: args, opts: opts}
	if f == nil {
		return nil, &UnknownFunctionError{Name: name, Args: r.types()}
	}
	if err := r.refuseNull(); err != nil {
		return nil, err
	}
	if f.expand != nil {
		if e, err := f.expand(r); e != nil || err != nil {
			return e, err
		}
	}
	infer := f.infer
	if infer == nil {
		infer = inferByForm
	}
	coerced, typ, err := infer(r)
	if err != nil {
		return nil, err
	}
	return &Call{Name: f.name, Args: coerced, Typ: typ, Options: r.opts}, nil
}

// inferByForm finds the form that accepts the arguments.
func inferByForm(r *request) ([]Expr, types.Type, error) {
	ts := r.types()
	counted := false
	for i := range r.fn.forms {
		f := &r.fn.forms[i]
		if !f.accepts(len(ts)) {
			continue
		}
		counted = true
		want, ok := f.match(ts)
		if !ok {
			continue
		}
		coerced := make([]Expr, len(ts))
		for i, a := range r.args {
			coerced[i] = widen(a, want[i])
			ts[i] = coerced[i].Type()
		}
		return coerced, f.result(ts), nil
	}
	if !counted {
		return nil, types.Type{}, &ArgumentCountError{Name: r.name, Got: len(ts), Supported: r.fn.supported()}
	}
	return nil, types.Type{}, r.mismatch("")
}

// accepts tells whether a number of arguments fits the form.
func (f *form) accepts(n int) bool {
	return n >= len(f.params)-f.optional && (n <= len(f.params) || f.variadic)
}

// param is the parameter of argument i.
func (f *form) param(i int) param { return f.params[min(i, len(f.params)-1)] }

// match returns the types that the arguments are to be cast to.
func (f *form) match(args []types.Type) ([]types.Type, bool) {
	want := make([]types.Type, len(args))
	for i, t := range args {
		to, ok := f.param(i).accept(t)
		if !ok {
			return nil, false
		}
		want[i] = to
	}
	return want, true
}

// formOf finds the form of a call that Resolve made.
func (f *function) formOf(call *Call) *form {
	ts := make([]types.Type, len(call.Args))
	for i, a := range call.Args {
		ts[i] = a.Type()
	}
	for i := range f.forms {
		if !f.forms[i].accepts(len(ts)) {
			continue
		}
		if _, ok := f.forms[i].match(ts); ok {
			return &f.forms[i]
		}
	}
	return nil
}

// supported writes the forms for error messages.
func (f *function) supported() []string {
	var out []string
	for i := range f.forms {
		labels := make([]string, len(f.forms[i].params))
		for p, param := range f.forms[i].params {
			labels[p] = "<" + param.label + ">"
		}
		if f.forms[i].variadic {
			labels = append(labels, "...")
		}
		out = append(out, callForm(f.name, labels))
	}
	return out
}

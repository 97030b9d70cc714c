package expr

import "github.com/penstock/penstock/runtime/embedded/types"

// typeFunctions tell of the types of expressions.
var typeFunctions = []function{
	{name: "TYPEOF", expand: expandTypeOf},
}

// expandTypeOf is known before any row is: it is a literal. The second argument asks for a form that can be parsed again, which
// for types that have one is the same.
func expandTypeOf(r *request) (Expr, error) {
	if err := r.count(1, 2); err != nil {
		return nil, err
	}
	if len(r.args) == 2 {
		l, ok := r.args[1].(*Literal)
		if !ok || l.Typ.Kind != types.Boolean {
			return nil, r.mismatch("The second argument must be a BOOLEAN literal.")
		}
	}
	name := r.args[0].Type().String()
	return &Literal{Value: name, Typ: types.String()}, nil
}

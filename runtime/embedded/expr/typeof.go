package expr

import (
	"strings"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// typeFunctions tell of the types of expressions.
var typeFunctions = []function{
	{name: "TYPEOF", expand: expandTypeOf},
}

// expandTypeOf is known before any row is: it is a literal. The second argument asks for a form that can be parsed again, without names
// that are short for others.
func expandTypeOf(r *request) (Expr, error) {
	if err := r.count(1, 2); err != nil {
		return nil, err
	}
	typ := r.args[0].Type()
	name := typ.String()
	if len(r.args) == 2 {
		l, ok := r.args[1].(*Literal)
		if !ok || l.Typ.Kind != types.Boolean {
			return nil, r.mismatch("The second argument must be a BOOLEAN literal.")
		}
		if l.Value == true {
			name = typ.Serializable()
		}
	}
	// Flink knows intervals by these names, whatever their units are.
	name = strings.NewReplacer(types.IntervalDayTime.String(), "INTERVAL SECOND(3)", types.IntervalYearMonth.String(), "INTERVAL MONTH").Replace(name)
	return &Literal{Value: name, Typ: types.String()}, nil
}

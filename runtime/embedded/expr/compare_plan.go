package expr

import (
	"github.com/penstock/penstock/runtime/embedded/types"
)

// expandComparison turns a comparison of two rows that are built on the spot into one of their fields, as Flink's planner does.
func expandComparison(r *request) (Expr, error) {
	if r.name != "=" || len(r.args) != 2 {
		return nil, nil
	}
	left, right := rowItems(r.args[0]), rowItems(r.args[1])
	if len(left) == 0 || len(left) != len(right) {
		return nil, nil
	}
	return eachPair(left, right)
}

// ofItself tells whether a comparison is of a value with itself. What comes of that is known without looking at it, as Flink's planner has
// it, so that NaN is equal to NaN, and an array with a NULL in it to itself.
func ofItself(call *Call) bool {
	_, constant := call.Args[0].(*Literal)
	return !constant && Equal(call.Args[0], call.Args[1]) && IsDeterministic(call.Args[0])
}

// self is the node of a comparison of a value with itself, which holds or does not, and is unknown for NULL.
func (c *compiler) self(call *Call, holds bool) (node, error) {
	result := &Literal{Value: holds, Typ: boolean(false)}
	if !call.Typ.Nullable {
		return c.node(result)
	}
	whole, err := Resolve("IS NOT NULL", call.Args[:1], nil)
	if err != nil {
		return nil, err
	}
	e, err := Resolve("CASE", []Expr{whole, result, Null(types.Of(types.Boolean))}, nil)
	if err != nil {
		return nil, err
	}
	return c.node(e)
}

// rowItems are the fields of a row that is built on the spot; none of other expressions.
func rowItems(e Expr) []Expr {
	if c, ok := e.(*Call); ok && c.Name == "ROW" {
		return c.Args
	}
	return nil
}

// eachPair tells whether all fields are equal: a NULL among them makes it unknown unless others differ.
func eachPair(left, right []Expr) (Expr, error) {
	var all Expr
	for i := range left {
		same, err := Resolve("=", []Expr{left[i], right[i]}, nil)
		if err == nil && all != nil {
			same, err = Resolve("AND", []Expr{all, same}, nil)
		}
		if err != nil {
			return nil, err
		}
		all = same
	}
	return all, nil
}

// expandRowIn turns (a, b) IN ((1, 2), ...) into comparisons of fields; other lists are left as they are.
func expandRowIn(r *request) (Expr, error) {
	if len(r.args) < 2 {
		return nil, nil
	}
	for _, a := range r.args {
		if len(rowItems(a)) == 0 || len(rowItems(a)) != len(rowItems(r.args[0])) {
			return nil, nil
		}
	}
	var found Expr
	for _, item := range r.args[1:] {
		same, err := eachPair(rowItems(r.args[0]), rowItems(item))
		if err == nil && found != nil {
			same, err = Resolve("OR", []Expr{found, same}, nil)
		}
		if err != nil {
			return nil, err
		}
		found = same
	}
	if r.name == "NOT IN" {
		return Resolve("NOT", []Expr{found}, nil)
	}
	return found, nil
}

package expr

import (
	"github.com/penstock/penstock/runtime/embedded/types"
)

// expandComparison is for comparisons that Flink's planner writes in another way: of a value with itself, and of two rows.
func expandComparison(r *request) (Expr, error) {
	if e, err := expandSelf(r); e != nil || err != nil {
		return e, err
	}
	if r.name != "=" || len(r.args) != 2 {
		return nil, nil
	}
	left, right := rowItems(r.args[0]), rowItems(r.args[1])
	if len(left) == 0 || len(left) != len(right) {
		return nil, nil
	}
	return eachPair(left, right)
}

// expandSelf knows what comes of comparing a value with itself without looking at it, so that NaN is equal to NaN, and an array with
// a NULL in it to itself.
func expandSelf(r *request) (Expr, error) {
	if len(r.args) != 2 || !Equal(r.args[0], r.args[1]) || !IsDeterministic(r.args[0]) {
		return nil, nil
	}
	if _, constant := r.args[0].(*Literal); constant {
		return nil, nil
	}
	holds := r.name == "=" || r.name == "<=" || r.name == ">=" || r.name == "IS NOT DISTINCT FROM"
	if _, typ, err := inferComparison(r); err != nil || !typ.Nullable {
		return &Literal{Value: holds, Typ: boolean(false)}, err
	}
	whole, err := Resolve("IS NOT NULL", r.args[:1], nil)
	if err != nil {
		return nil, err
	}
	return Resolve("CASE", []Expr{whole, &Literal{Value: holds, Typ: boolean(false)}, Null(types.Of(types.Boolean))}, nil)
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

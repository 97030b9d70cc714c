package expr

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// takesNull are the functions and operators that a NULL without a type may be an argument of. All others refuse it, as Flink does:
// it takes CAST(NULL AS type).
var takesNull = func() map[string]bool {
	names := []string{
		"=", "<>", "<", "<=", ">", ">=", "IN", "NOT IN", "IS NULL", "IS NOT NULL", "IS DISTINCT FROM", "IS NOT DISTINCT FROM",
		"CASE", "COALESCE", "IFNULL", "NULLIF", "ROW", "ARRAY", "MAP", "TYPEOF", "JSON_STRING", "SPLIT",
		"ARRAY_CONTAINS", "ARRAY_POSITION", "ARRAY_REMOVE", "ARRAY_APPEND", "ARRAY_PREPEND",
	}
	out := make(map[string]bool, len(names))
	for _, name := range names {
		out[name] = true
	}
	return out
}()

// untyped tells a NULL that was given no type.
func untyped(e Expr) bool { return e.Type().Kind == types.Null }

// refuseNull refuses NULLs without a type where Flink does.
func (r *request) refuseNull() error {
	if !slices.ContainsFunc(r.args, untyped) {
		return nil
	}
	typed := func(e Expr) bool { return !untyped(e) }
	switch name := r.fn.name; {
	case strings.HasPrefix(name, "BETWEEN"), strings.HasPrefix(name, "NOT BETWEEN"):
		return nil // written in terms of comparisons
	case name == "COALESCE" || name == "IFNULL" || name == "NULLIF":
		if slices.ContainsFunc(r.args, typed) && (name != "NULLIF" || typed(r.args[0])) {
			return nil
		}
	case takesNull[name]:
		return nil
	}
	return r.mismatch("Illegal use of 'NULL'; CAST(NULL AS type) has a type.")
}

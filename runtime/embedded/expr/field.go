package expr

import (
	"strings"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// NewField reads a field of a ROW by its name, or else by its name in another case where only one field has it. It fails with
// a *FieldError.
func NewField(arg Expr, name string) (Expr, error) {
	t := arg.Type()
	if t.Kind != types.Row {
		return nil, &FieldError{Name: name, Of: t}
	}
	found := -1
	for i, f := range t.Fields {
		if f.Name == name {
			return fieldOf(arg, i), nil
		}
		if strings.EqualFold(f.Name, name) {
			if found >= 0 {
				return nil, &FieldError{Name: name, Of: t}
			}
			found = i
		}
	}
	if found < 0 {
		return nil, &FieldError{Name: name, Of: t}
	}
	return fieldOf(arg, found), nil
}

func fieldOf(arg Expr, i int) Expr {
	t := arg.Type()
	f := t.Fields[i]
	return &Field{Arg: arg, Index: i, Name: f.Name, Typ: f.Type.WithNullable(f.Type.Nullable || t.Nullable)}
}

// hasInstant tells whether a type is or holds a TIMESTAMP_LTZ.
func hasInstant(t types.Type) bool {
	if t.Kind == types.TimestampLTZ || t.Elem != nil && hasInstant(*t.Elem) || t.Key != nil && hasInstant(*t.Key) {
		return true
	}
	for _, f := range t.Fields {
		if hasInstant(f.Type) {
			return true
		}
	}
	return false
}

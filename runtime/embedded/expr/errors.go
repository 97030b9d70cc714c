package expr

import (
	"fmt"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// UnknownFunctionError says that there is no function of a name.
type UnknownFunctionError struct {
	Name string
	// Args are the types that it was called with.
	Args []types.Type
}

// Error implements error in Flink's words.
func (e *UnknownFunctionError) Error() string {
	return fmt.Sprintf("No match found for function signature %s(%s)", e.Name, typeList(e.Args))
}

// ArgumentCountError says that a function was called with a wrong number of arguments.
type ArgumentCountError struct {
	Name string
	Got  int
	// Supported are the forms that there are.
	Supported []string
}

// Error implements error in Flink's words.
func (e *ArgumentCountError) Error() string {
	s := fmt.Sprintf("Invalid number of arguments to function '%s': %d given.", e.Name, e.Got)
	if len(e.Supported) > 0 {
		s += " Supported form(s): " + quoted(e.Supported)
	}
	return s
}

// ArgumentTypeError says that a function or operator cannot be applied to its arguments.
type ArgumentTypeError struct {
	Name string
	Args []types.Type
	// Supported are the forms that there are.
	Supported []string
	// Reason says more, where there is more to say.
	Reason string
}

// Error implements error in Flink's words.
func (e *ArgumentTypeError) Error() string {
	s := fmt.Sprintf("Cannot apply '%s' to arguments of type '%s'.", e.Name, callForm(e.Name, typeNames(e.Args)))
	if e.Reason != "" {
		s += " " + e.Reason
	}
	if len(e.Supported) > 0 {
		s += " Supported form(s): " + quoted(e.Supported)
	}
	return s
}

// CastError says that values of one type cannot be cast to another.
type CastError struct {
	From, To types.Type
	// Implicit says that no cast was asked for; an explicit one may be allowed.
	Implicit bool
}

// Error implements error in Flink's words.
func (e *CastError) Error() string {
	if e.Implicit {
		return fmt.Sprintf("Incompatible types: a value of type %s cannot be stored as %s without a CAST", e.From, e.To)
	}
	return fmt.Sprintf("Cast function cannot convert value of type %s to type %s", e.From, e.To)
}

// FieldError says that a row has no field of a name, or that a value is no row.
type FieldError struct {
	Name string
	Of   types.Type
}

// Error implements error.
func (e *FieldError) Error() string {
	if e.Of.Kind != types.Row {
		return fmt.Sprintf("Field '%s' cannot be taken from a value of type %s, which is no ROW", e.Name, e.Of)
	}
	return fmt.Sprintf("Field '%s' not found in %s", e.Name, e.Of)
}

func typeNames(ts []types.Type) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = "<" + calciteName(t) + ">"
	}
	return out
}

func typeList(ts []types.Type) string { return strings.Join(typeNames(ts), ", ") }

// calciteName is the type as the messages of Flink's validator write it.
func calciteName(t types.Type) string {
	switch t.Kind {
	case types.Int:
		return "INTEGER"
	case types.VarChar:
		return fmt.Sprintf("VARCHAR(%d)", t.Precision)
	case types.TimestampLTZ:
		return fmt.Sprintf("TIMESTAMP_WITH_LOCAL_TIME_ZONE(%d)", t.Precision)
	}
	return t.WithNullable(true).String()
}

func quoted(forms []string) string { return "'" + strings.Join(forms, "' '") + "'" }

// runtimeError is a failure at run time that has nothing but its message.
type runtimeError string

// Error implements error.
func (e runtimeError) Error() string { return string(e) }

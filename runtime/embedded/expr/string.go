package expr

import (
	"fmt"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// String is the name of the column.
func (e *Column) String() string {
	if e.Name == "" {
		return fmt.Sprintf("$%d", e.Index)
	}
	return e.Name
}

// String is the literal as SQL writes it.
func (e *Literal) String() string {
	if e.Value == nil {
		return "null:" + e.Typ.WithNullable(true).String()
	}
	text := string(rowtext.AppendCastDatum(nil, e.Typ, e.Value, time.UTC))
	switch e.Typ.Kind {
	case types.Char, types.VarChar:
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case types.Binary, types.VarBinary:
		return fmt.Sprintf("X'%X'", e.Value)
	case types.Date, types.Time, types.Timestamp, types.TimestampLTZ:
		return e.Typ.Kind.String() + " '" + text + "'"
	case types.IntervalYearMonth, types.IntervalDayTime:
		return "INTERVAL '" + text + "'"
	}
	return text
}

// String is the call in the syntax of its operator or function.
func (e *Call) String() string {
	args := make([]string, len(e.Args))
	for i, a := range e.Args {
		args[i] = a.String()
	}
	if unit, ok := e.Options.(Unit); ok {
		switch e.Name {
		case "FLOOR", "CEIL":
			return fmt.Sprintf("%s(%s TO %s)", e.Name, args[0], unit)
		case "EXTRACT":
			return fmt.Sprintf("EXTRACT(%s FROM %s)", unit, args[0])
		case "DATETIME DIFFERENCE":
			return fmt.Sprintf("(%s - %s) %s", args[0], args[1], unit)
		case "TIMESTAMPADD", "TIMESTAMPDIFF":
			return fmt.Sprintf("%s(%s, %s)", e.Name, unit, strings.Join(args, ", "))
		}
	}
	if side, ok := e.Options.(TrimSide); ok {
		return fmt.Sprintf("TRIM(%s %s FROM %s)", side, args[1], args[0])
	}
	return callForm(e.Name, args)
}

// callForm writes a function or operator over arguments that are text already.
func callForm(name string, args []string) string {
	switch {
	case name == "CASE":
		return caseForm(args)
	case name == "ITEM" && len(args) == 2:
		return args[0] + "[" + args[1] + "]"
	case name == "ARRAY" || name == "MAP":
		return name + "[" + strings.Join(args, ", ") + "]"
	case name == "IN" || name == "NOT IN":
		if len(args) > 0 {
			return args[0] + " " + name + " (" + strings.Join(args[1:], ", ") + ")"
		}
	case isPostfix(name) && len(args) == 1:
		return args[0] + " " + name
	case isInfix(name) && len(args) > 1:
		return "(" + strings.Join(args, " "+name+" ") + ")"
	case isInfix(name) && len(args) == 1:
		return name + args[0]
	}
	return name + "(" + strings.Join(args, ", ") + ")"
}

func caseForm(args []string) string {
	var b strings.Builder
	b.WriteString("CASE")
	for i := 0; i+1 < len(args); i += 2 {
		fmt.Fprintf(&b, " WHEN %s THEN %s", args[i], args[i+1])
	}
	if len(args)%2 == 1 {
		b.WriteString(" ELSE " + args[len(args)-1])
	}
	b.WriteString(" END")
	return b.String()
}

func isPostfix(name string) bool {
	return strings.HasPrefix(name, "IS ") && !strings.HasSuffix(name, " FROM")
}

func isInfix(name string) bool {
	switch name {
	case "+", "-", "*", "/", "%", "||", "=", "<>", "<", "<=", ">", ">=", "AND", "OR", "LIKE", "NOT LIKE", "SIMILAR TO",
		"NOT SIMILAR TO", "IS DISTINCT FROM", "IS NOT DISTINCT FROM", "OVERLAPS":
		return true
	}
	return false
}

// String is the cast in SQL.
func (e *Cast) String() string {
	name := "CAST"
	if e.Try {
		name = "TRY_CAST"
	}
	return fmt.Sprintf("%s(%s AS %s)", name, e.Arg, e.Typ.WithNullable(true))
}

// String is the field access in SQL.
func (e *Field) String() string { return e.Arg.String() + "." + e.Name }

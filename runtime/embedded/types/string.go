package types

import (
	"fmt"
	"strings"
)

var kindNames = [...]string{
	Null: "NULL", Boolean: "BOOLEAN", TinyInt: "TINYINT", SmallInt: "SMALLINT", Int: "INT", BigInt: "BIGINT",
	Float: "FLOAT", Double: "DOUBLE", Decimal: "DECIMAL", Char: "CHAR", VarChar: "VARCHAR", Binary: "BINARY",
	VarBinary: "VARBINARY", Date: "DATE", Time: "TIME", Timestamp: "TIMESTAMP", TimestampLTZ: "TIMESTAMP_LTZ",
	IntervalYearMonth: "INTERVAL YEAR TO MONTH", IntervalDayTime: "INTERVAL DAY TO SECOND", Array: "ARRAY", Map: "MAP",
	Multiset: "MULTISET", Row: "ROW", Raw: "RAW",
}

// String is the kind's name in Flink SQL, without parameters.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// String is the type as Flink's asSummaryString writes it, with NOT NULL where the type is not nullable.
func (t Type) String() string {
	var b strings.Builder
	t.write(&b, false)
	return b.String()
}

// Serializable is the type as SHOW CREATE TABLE writes it, without names that are short for others, such as STRING.
func (t Type) Serializable() string {
	var b strings.Builder
	t.write(&b, true)
	return b.String()
}

func (t Type) write(b *strings.Builder, long bool) {
	switch t.Kind {
	case Decimal:
		fmt.Fprintf(b, "DECIMAL(%d, %d)", t.Precision, t.Scale)
	case VarChar, VarBinary:
		switch {
		case t.Precision == MaxLength && t.Kind == VarChar && !long:
			b.WriteString("STRING")
		case t.Precision == MaxLength && !long:
			b.WriteString("BYTES")
		default:
			fmt.Fprintf(b, "%s(%d)", t.Kind, t.Precision)
		}
	case TimestampLTZ:
		if long {
			fmt.Fprintf(b, "TIMESTAMP(%d) WITH LOCAL TIME ZONE", t.Precision)
		} else {
			fmt.Fprintf(b, "%s(%d)", t.Kind, t.Precision)
		}
	case Char, Binary, Time, Timestamp:
		fmt.Fprintf(b, "%s(%d)", t.Kind, t.Precision)
	case Array, Multiset:
		b.WriteString(t.Kind.String() + "<")
		t.Elem.write(b, long)
		b.WriteByte('>')
	case Map:
		b.WriteString("MAP<")
		t.Key.write(b, long)
		b.WriteString(", ")
		t.Elem.write(b, long)
		b.WriteByte('>')
	case Row:
		b.WriteString("ROW<")
		for i, f := range t.Fields {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(b, "`%s` ", f.Name)
			f.Type.write(b, long)
		}
		b.WriteByte('>')
	default:
		b.WriteString(t.Kind.String())
	}
	if !t.Nullable && t.Kind != Null {
		b.WriteString(" NOT NULL")
	}
}

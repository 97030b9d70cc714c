// Package types holds the logical types of Flink SQL as the embedded engine knows them.
//
// It is a leaf: every other package of the engine may import it and it imports only the standard library. Names,
// limits and defaults follow Apache Flink 1.20's "Data Types" page.
package types

// Kind is the root of a logical type, without its parameters.
type Kind uint8

// The logical type roots of Flink SQL.
const (
	Null              Kind = iota // the type of an untyped NULL literal
	Boolean                       // BOOLEAN
	TinyInt                       // TINYINT, 1 byte
	SmallInt                      // SMALLINT, 2 bytes
	Int                           // INT, 4 bytes
	BigInt                        // BIGINT, 8 bytes
	Float                         // FLOAT, 4 bytes IEEE 754
	Double                        // DOUBLE, 8 bytes IEEE 754
	Decimal                       // DECIMAL(p, s), 1 <= p <= 38, 0 <= s <= p
	Char                          // CHAR(n)
	VarChar                       // VARCHAR(n); STRING is VARCHAR(MaxLength)
	Binary                        // BINARY(n)
	VarBinary                     // VARBINARY(n); BYTES is VARBINARY(MaxLength)
	Date                          // DATE, days since 1970-01-01
	Time                          // TIME(p), milliseconds of the day
	Timestamp                     // TIMESTAMP(p), without time zone
	TimestampLTZ                  // TIMESTAMP_LTZ(p), an instant shown in the session time zone
	IntervalYearMonth             // INTERVAL YEAR TO MONTH, months
	IntervalDayTime               // INTERVAL DAY TO SECOND, milliseconds
	Array                         // ARRAY<Elem>
	Map                           // MAP<Key, Elem>
	Multiset                      // MULTISET<Elem>
	Row                           // ROW<Fields>
	Raw                           // anything that has no SQL type; never stored
)

// MaxLength is the length of STRING and BYTES.
const MaxLength = 1<<31 - 1

// Type is a logical type with its parameters and nullability. The zero value is the type of an untyped NULL that is
// (wrongly) NOT NULL; build types with the constructors.
type Type struct {
	Kind     Kind
	Nullable bool
	// Precision is DECIMAL's precision, the fractional digits of TIME, TIMESTAMP and TIMESTAMP_LTZ (0 to 9), and the
	// length of CHAR, VARCHAR, BINARY and VARBINARY. For intervals it is not used.
	Precision int
	// Scale is DECIMAL's scale.
	Scale int
	// Elem is the element of ARRAY and MULTISET and the value of MAP.
	Elem *Type
	// Key is the key of MAP.
	Key *Type
	// Fields are the fields of ROW.
	Fields []Field
}

// Field is one field of a ROW type.
type Field struct {
	Name        string
	Type        Type
	Description string
}

// Of returns the nullable type of a kind that needs no parameters, or the kind's default parameters: DECIMAL(10, 0),
// CHAR(1), STRING, BINARY(1), BYTES, TIME(0), TIMESTAMP(6), TIMESTAMP_LTZ(6).
func Of(k Kind) Type {
	t := Type{Kind: k, Nullable: true}
	switch k {
	case Decimal:
		t.Precision = 10
	case Char, Binary:
		t.Precision = 1
	case VarChar, VarBinary:
		t.Precision = MaxLength
	case Timestamp, TimestampLTZ:
		t.Precision = 6
	}
	return t
}

// String is the nullable STRING type.
func String() Type { return Of(VarChar) }

// DecimalOf returns a nullable DECIMAL(p, s).
func DecimalOf(p, s int) Type { return Type{Kind: Decimal, Nullable: true, Precision: p, Scale: s} }

// TimestampOf returns a nullable TIMESTAMP(p).
func TimestampOf(p int) Type { return Type{Kind: Timestamp, Nullable: true, Precision: p} }

// TimestampLTZOf returns a nullable TIMESTAMP_LTZ(p).
func TimestampLTZOf(p int) Type { return Type{Kind: TimestampLTZ, Nullable: true, Precision: p} }

// VarCharOf returns a nullable VARCHAR(n).
func VarCharOf(n int) Type { return Type{Kind: VarChar, Nullable: true, Precision: n} }

// CharOf returns a nullable CHAR(n).
func CharOf(n int) Type { return Type{Kind: Char, Nullable: true, Precision: n} }

// ArrayOf returns a nullable ARRAY of elem.
func ArrayOf(elem Type) Type { return Type{Kind: Array, Nullable: true, Elem: &elem} }

// MultisetOf returns a nullable MULTISET of elem.
func MultisetOf(elem Type) Type { return Type{Kind: Multiset, Nullable: true, Elem: &elem} }

// MapOf returns a nullable MAP.
func MapOf(key, value Type) Type { return Type{Kind: Map, Nullable: true, Key: &key, Elem: &value} }

// RowOf returns a nullable ROW.
func RowOf(fields ...Field) Type { return Type{Kind: Row, Nullable: true, Fields: fields} }

// WithNullable returns the type with the given nullability.
func (t Type) WithNullable(nullable bool) Type {
	t.Nullable = nullable
	return t
}

// NotNull returns the type as NOT NULL.
func (t Type) NotNull() Type { return t.WithNullable(false) }

// Equal tells whether two types are the same, parameters and nullability included. Descriptions do not count.
func (t Type) Equal(o Type) bool { return t.Nullable == o.Nullable && t.EqualIgnoringNull(o) }

// EqualIgnoringNull is Equal but for the nullability of the outermost type.
func (t Type) EqualIgnoringNull(o Type) bool {
	if t.Kind != o.Kind || t.Precision != o.Precision || t.Scale != o.Scale || len(t.Fields) != len(o.Fields) {
		return false
	}
	for i := range t.Fields {
		if t.Fields[i].Name != o.Fields[i].Name || !t.Fields[i].Type.Equal(o.Fields[i].Type) {
			return false
		}
	}
	return equalPtr(t.Elem, o.Elem) && equalPtr(t.Key, o.Key)
}

func equalPtr(a, b *Type) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}

// IsInteger tells TINYINT, SMALLINT, INT and BIGINT.
func (k Kind) IsInteger() bool { return k >= TinyInt && k <= BigInt }

// IsApproximate tells FLOAT and DOUBLE.
func (k Kind) IsApproximate() bool { return k == Float || k == Double }

// IsNumeric tells integers, FLOAT, DOUBLE and DECIMAL.
func (k Kind) IsNumeric() bool { return k >= TinyInt && k <= Decimal }

// IsCharacter tells CHAR and VARCHAR.
func (k Kind) IsCharacter() bool { return k == Char || k == VarChar }

// IsBinary tells BINARY and VARBINARY.
func (k Kind) IsBinary() bool { return k == Binary || k == VarBinary }

// IsTimestamp tells TIMESTAMP and TIMESTAMP_LTZ.
func (k Kind) IsTimestamp() bool { return k == Timestamp || k == TimestampLTZ }

// IsDatetime tells DATE, TIME and the timestamps.
func (k Kind) IsDatetime() bool { return k >= Date && k <= TimestampLTZ }

// IsInterval tells both intervals.
func (k Kind) IsInterval() bool { return k == IntervalYearMonth || k == IntervalDayTime }

// IsCollection tells ARRAY, MAP and MULTISET.
func (k Kind) IsCollection() bool { return k == Array || k == Map || k == Multiset }

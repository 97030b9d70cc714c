package randomscript

// kind is a type of a column, as far as the choice of expressions needs it.
type kind int

const (
	integer kind = iota
	bigint
	text
	double
	decimal
	boolean
	timestamp
	instant
	date
	array
)

var kindNames = map[kind]string{
	integer: "INT", bigint: "BIGINT", text: "STRING", double: "DOUBLE", decimal: "DECIMAL(20, 4)", boolean: "BOOLEAN", timestamp: "TIMESTAMP(3)",
	instant: "TIMESTAMP_LTZ(3)", date: "DATE", array: "ARRAY<INT>",
}

// String is the type's name in SQL, as a sink declares it.
func (k kind) String() string { return kindNames[k] }

// summable tells whether SUM and AVG take the type.
func (k kind) summable() bool { return k == integer || k == bigint || k == double || k == decimal }

// ordered tells whether values are compared, and MIN and MAX take the type.
func (k kind) ordered() bool { return k != array && k != boolean }

// keyed tells whether rows are grouped and joined by columns of the type.
func (k kind) keyed() bool {
	return k == integer || k == bigint || k == text || k == boolean || k == date
}

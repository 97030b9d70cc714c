package ast

import "github.com/penstock/penstock/runtime/embedded/types"

// NullLit is NULL.
type NullLit struct{ Pos }

// BoolLit is TRUE, FALSE or UNKNOWN (the NULL of BOOLEAN).
type BoolLit struct {
	Pos
	Value, Unknown bool
}

// NumberLit is an unsigned number as written. With an exponent it is approximate (DOUBLE), with a point a DECIMAL,
// otherwise an integer.
type NumberLit struct {
	Pos
	Text string
}

// StringLit is a character literal; Value is without quotes and escapes.
type StringLit struct {
	Pos
	Value string
	// Charset is that of _charset'...' in upper case, empty mostly.
	Charset string
}

// BinaryLit is X'...'; Value are the bytes.
type BinaryLit struct {
	Pos
	Value string
}

// DatetimeLit is DATE '...', TIME '...' or TIMESTAMP '...'.
type DatetimeLit struct {
	Pos
	// Kind is types.Date, types.Time or types.Timestamp.
	Kind types.Kind
	// Value is in days since the epoch, milliseconds of the day, or milliseconds since the epoch.
	Value int64
	// Nanos are the nanoseconds within the millisecond, of TIMESTAMP.
	Nanos int32
	// Precision is the number of fractional digits written.
	Precision int
}

// IntervalLit is INTERVAL [-]'...' unit [TO unit].
type IntervalLit struct {
	Pos
	Negative  bool
	Text      string
	Qualifier IntervalQualifier
	// Value is in months for year-month intervals, otherwise in milliseconds, the sign included.
	Value int64
}

// TimeUnit is a unit of time in upper case: YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND, and those that only
// EXTRACT and the like know: DOW, DOY, ISODOW, ISOYEAR, EPOCH, DECADE, CENTURY, MILLENNIUM, MILLISECOND, MICROSECOND,
// NANOSECOND.
type TimeUnit string

// The units of time that intervals are made of.
const (
	Year    TimeUnit = "YEAR"
	Quarter TimeUnit = "QUARTER"
	Month   TimeUnit = "MONTH"
	Week    TimeUnit = "WEEK"
	Day     TimeUnit = "DAY"
	Hour    TimeUnit = "HOUR"
	Minute  TimeUnit = "MINUTE"
	Second  TimeUnit = "SECOND"
)

// IntervalQualifier is unit[(p)] [TO unit[(p)]].
type IntervalQualifier struct {
	Pos
	From TimeUnit
	// To is empty for a single unit.
	To TimeUnit
	// Precision is that of the leading unit and Fraction that of the seconds; -1 where not told.
	Precision, Fraction int
}

// IsYearMonth tells intervals of months from those of milliseconds.
func (q IntervalQualifier) IsYearMonth() bool {
	return q.From == Year || q.From == Month
}

func (*NullLit) expr()     {}
func (*BoolLit) expr()     {}
func (*NumberLit) expr()   {}
func (*StringLit) expr()   {}
func (*BinaryLit) expr()   {}
func (*DatetimeLit) expr() {}
func (*IntervalLit) expr() {}

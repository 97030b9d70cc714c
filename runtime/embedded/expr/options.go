package expr

import "github.com/penstock/penstock/runtime/embedded/types"

// Unit is a unit of time: the options of EXTRACT, FLOOR, CEIL, TIMESTAMPADD and TIMESTAMPDIFF.
type Unit string

// The units of time; the last group is for EXTRACT, FLOOR and CEIL only.
const (
	Year        Unit = "YEAR"
	Quarter     Unit = "QUARTER"
	Month       Unit = "MONTH"
	Week        Unit = "WEEK"
	Day         Unit = "DAY"
	Hour        Unit = "HOUR"
	Minute      Unit = "MINUTE"
	Second      Unit = "SECOND"
	Millisecond Unit = "MILLISECOND"
	Microsecond Unit = "MICROSECOND"
	Nanosecond  Unit = "NANOSECOND"

	DayOfWeek    Unit = "DOW"
	ISODayOfWeek Unit = "ISODOW"
	ISOYear      Unit = "ISOYEAR"
	DayOfYear    Unit = "DOY"
	Decade       Unit = "DECADE"
	Century      Unit = "CENTURY"
	Millennium   Unit = "MILLENNIUM"
	Epoch        Unit = "EPOCH"
)

// TrimSide is the option of TRIM, whose arguments are the string and then the characters to take off.
type TrimSide string

// The sides of TRIM.
const (
	TrimBoth     TrimSide = "BOTH"
	TrimLeading  TrimSide = "LEADING"
	TrimTrailing TrimSide = "TRAILING"
)

// JSONBehavior is what a JSON function does on empty or on error.
type JSONBehavior string

// The behaviours. JSONDefault takes its value from an argument of the call.
const (
	JSONNull        JSONBehavior = "NULL"
	JSONError       JSONBehavior = "ERROR"
	JSONTrue        JSONBehavior = "TRUE"
	JSONFalse       JSONBehavior = "FALSE"
	JSONUnknown     JSONBehavior = "UNKNOWN"
	JSONEmptyArray  JSONBehavior = "EMPTY ARRAY"
	JSONEmptyObject JSONBehavior = "EMPTY OBJECT"
	JSONDefault     JSONBehavior = "DEFAULT"
)

// JSONValueOptions are those of JSON_VALUE, whose arguments are the document, the path, the default on empty (where
// OnEmpty is JSONDefault) and the default on error (where OnError is JSONDefault).
type JSONValueOptions struct {
	// Returning is nil where not told: STRING.
	Returning *types.Type
	// OnEmpty and OnError are empty where not told: JSONNull.
	OnEmpty, OnError JSONBehavior
}

// JSONWrapper is the wrapper of JSON_QUERY.
type JSONWrapper string

// The wrappers.
const (
	JSONWithoutWrapper       JSONWrapper = "WITHOUT"
	JSONConditionalWrapper   JSONWrapper = "CONDITIONAL"
	JSONUnconditionalWrapper JSONWrapper = "UNCONDITIONAL"
)

// JSONQueryOptions are those of JSON_QUERY, whose arguments are the document and the path.
type JSONQueryOptions struct {
	// Returning is nil where not told: STRING.
	Returning *types.Type
	// Wrapper is empty where not told: JSONWithoutWrapper.
	Wrapper JSONWrapper
	// OnEmpty and OnError are empty where not told: JSONNull.
	OnEmpty, OnError JSONBehavior
}

// JSONExistsOptions are those of JSON_EXISTS, whose arguments are the document and the path.
type JSONExistsOptions struct {
	// OnError is empty where not told: JSONFalse.
	OnError JSONBehavior
}

// JSONConstructorOptions are those of JSON_OBJECT, whose arguments are keys and values in turn, and of JSON_ARRAY.
type JSONConstructorOptions struct {
	// AbsentOnNull leaves NULL values out; otherwise they are JSON nulls. Without options JSON_OBJECT keeps them and
	// JSON_ARRAY leaves them out.
	AbsentOnNull bool
}

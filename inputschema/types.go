package inputschema

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// valueType is what one value is.
type valueType int

const (
	typeNone valueType = iota // nothing was seen
	typeBoolean
	typeTimestamp
	typeInteger // 32 bits
	typeBigint  // 64 bits
	typeDecimal // up to 38 digits
	typeReal    // fits the 7 digits of a 32-bit float
	typeDouble
	typeText
)

const (
	// realDigits is how many digits a REAL keeps.
	realDigits = 7
	// decimalDigits is how many digits a DECIMAL has at most.
	decimalDigits = 38
	// maxVarchar is the longest VARCHAR of SQL-1_0.
	maxVarchar = 65535
	minVarchar = 4
)

var (
	timestampText = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?$`)
	// numberText is a number without leading zeros, which would be lost.
	numberText = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d{1,4})?$`)
)

// typeOfString is the type of a JSON string: there, numbers are not in quotes.
func typeOfString(s string) valueType {
	if len(s) >= len("2006-01-02 15:04:05") && s[4] == '-' && timestampText.MatchString(s) {
		return typeTimestamp
	}
	return typeText
}

// typeOfCell is the type of a value in CSV, where the text is all there is.
func typeOfCell(s string) valueType {
	switch {
	case s == "":
		return typeNone
	case strings.EqualFold(s, "true"), strings.EqualFold(s, "false"):
		return typeBoolean
	case (s[0] == '-' || s[0] >= '0' && s[0] <= '9') && numberText.MatchString(s):
		return typeOfNumber(s)
	default:
		return typeOfString(s)
	}
}

// typeOfNumber is the narrowest type that keeps a number.
func typeOfNumber(s string) valueType {
	if whole := !strings.ContainsAny(s, ".eE"); whole && digits(s) <= decimalDigits {
		n, err := strconv.ParseInt(s, 10, 64)
		switch {
		case err != nil:
			return typeDecimal
		case n >= math.MinInt32 && n <= math.MaxInt32:
			return typeInteger
		default:
			return typeBigint
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(f, 0) {
		return typeText
	}
	if a := math.Abs(f); digits(s) <= realDigits && (a == 0 || a >= 1e-37 && a <= 1e37) {
		return typeReal
	}
	return typeDouble
}

// digits counts the significant digits of a number.
func digits(s string) int {
	mantissa, _, _ := strings.Cut(strings.ToLower(s), "e")
	only := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, mantissa)
	return len(strings.TrimLeft(only, "0"))
}

// merged is the type that takes all values added.
type merged struct {
	kind valueType
	// longest is in characters; wholeDigits are those of the longest whole number.
	longest, wholeDigits int
}

func (m *merged) add(kind valueType, text string) {
	m.longest = max(m.longest, utf8.RuneCountInString(text))
	if kind >= typeInteger && kind <= typeDecimal {
		m.wholeDigits = max(m.wholeDigits, digits(text))
	}
	m.kind = m.with(kind)
}

// with is the narrowest type that takes what was seen and one more.
func (m *merged) with(kind valueType) valueType {
	low, high := min(m.kind, kind), max(m.kind, kind)
	switch {
	case low == typeNone || low == high:
		if high == typeReal && m.wholeDigits > realDigits {
			return typeDouble
		}
		return high
	case low < typeInteger || high == typeText:
		return typeText // booleans and timestamps mix with nothing
	case high == typeReal && m.wholeDigits > realDigits:
		return typeDouble
	default:
		return high
	}
}

func (m *merged) sqlType() string {
	switch m.kind {
	case typeBoolean:
		return "BOOLEAN"
	case typeTimestamp:
		return "TIMESTAMP"
	case typeInteger:
		return "INTEGER"
	case typeBigint:
		return "BIGINT"
	case typeDecimal:
		return "DECIMAL(" + strconv.Itoa(m.wholeDigits) + ",0)"
	case typeReal:
		return "REAL"
	case typeDouble:
		return "DOUBLE"
	default:
		length := minVarchar
		for length < m.longest {
			length *= 2
		}
		return "VARCHAR(" + strconv.Itoa(min(length, maxVarchar)) + ")"
	}
}

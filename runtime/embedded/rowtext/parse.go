package rowtext

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// ParseError says that a text cannot be read as a value of a type, in the words of Flink.
type ParseError struct{ Msg string }

// Error implements error.
func (e *ParseError) Error() string { return e.Msg }

func notANumber(s, why string) error {
	return &ParseError{fmt.Sprintf("For input string: '%s'. %s", s, why)}
}

// ParseBool reads t, true, y, yes and 1, or f, false, n, no and 0, in any case of letters.
func ParseBool(s string) (bool, error) {
	switch strings.ToLower(s) {
	case "t", "true", "y", "yes", "1":
		return true, nil
	case "f", "false", "n", "no", "0":
		return false, nil
	}
	return false, &ParseError{fmt.Sprintf("Cannot parse '%s' as BOOLEAN.", s)}
}

// ParseInt reads an integer of a kind; blanks around it and a fraction, which is cut off, are allowed.
func ParseInt(s string, kind types.Kind) (int64, error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return 0, notANumber(s, "Input is empty.")
	}
	whole, fraction, _ := strings.Cut(text, ".")
	for i := range len(fraction) {
		if fraction[i] < '0' || fraction[i] > '9' {
			return 0, notANumber(s, "Invalid character found.")
		}
	}
	if whole == "" || (whole == "-" || whole == "+") && len(text) > 1 {
		return 0, nil
	}
	v, err := strconv.ParseInt(whole, 10, intBits(kind))
	if errors.Is(err, strconv.ErrRange) {
		return 0, notANumber(s, "Overflow.")
	}
	if err != nil || strings.Contains(whole, "_") {
		return 0, notANumber(s, "Invalid character found.")
	}
	return v, nil
}

func intBits(kind types.Kind) int {
	switch kind {
	case types.TinyInt:
		return 8
	case types.SmallInt:
		return 16
	case types.Int:
		return 32
	}
	return 64
}

// ParseFloat reads a FLOAT or DOUBLE as Java's Float.valueOf and Double.valueOf do: with blanks around it, a suffix of f or d,
// NaN and Infinity, but no underscores.
func ParseFloat(s string, kind types.Kind) (float64, error) {
	bits := 64
	if kind == types.Float {
		bits = 32
	}
	text := strings.Trim(s, " \t\n\v\f\r")
	switch strings.TrimLeft(text, "+-") {
	case "NaN":
		return math.NaN(), nil
	case "Infinity":
		if text[0] == '-' {
			return math.Inf(-1), nil
		}
		return math.Inf(1), nil
	}
	number := text
	if n := len(text); n > 1 && strings.ContainsRune("fFdD", rune(text[n-1])) && !strings.HasPrefix(strings.TrimLeft(text, "+-"), "0x") {
		number = text[:n-1]
	}
	f, err := strconv.ParseFloat(number, bits)
	if errors.Is(err, strconv.ErrRange) {
		return f, nil
	}
	if err != nil || strings.ContainsAny(number, "_iInN") {
		return 0, &ParseError{fmt.Sprintf("For input string: \"%s\"", s)}
	}
	return f, nil
}

// ParseDecimal reads a decimal and rounds it to scale; one that does not fit the precision is an error.
func ParseDecimal(s string, precision, scale int) (batch.Int128, error) {
	v, ok, err := decimal.Parse(s, precision, scale)
	if err == nil && !ok {
		err = notANumber(s, "Overflow.")
	}
	return v, err
}

// ParseDate reads a date in days since the epoch.
func ParseDate(s string) (int64, error) {
	if days, ok := temporal.ParseDate(s); ok {
		return days, nil
	}
	return 0, &ParseError{fmt.Sprintf("Cannot parse '%s' as DATE.", s)}
}

// ParseTime reads a time of day in milliseconds.
func ParseTime(s string) (int64, error) {
	if millis, ok := temporal.ParseTime(s); ok {
		return millis, nil
	}
	return 0, &ParseError{fmt.Sprintf("Cannot parse '%s' as TIME.", s)}
}

// ParseTimestamp reads a local timestamp.
func ParseTimestamp(s string, precision int) (batch.Instant, error) {
	if t, ok := temporal.ParseTimestamp(s, precision); ok {
		return t, nil
	}
	return batch.Instant{}, &ParseError{fmt.Sprintf("Text '%s' could not be parsed as a TIMESTAMP", s)}
}

// ParseInstant reads a timestamp of the session time zone as TIMESTAMP_LTZ.
func ParseInstant(s string, precision int, zone *time.Location) (batch.Instant, error) {
	t, err := ParseTimestamp(s, precision)
	t.Millis = temporal.FromLocal(t.Millis, zone)
	return t, err
}

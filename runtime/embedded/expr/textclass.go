package expr

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// isAlpha tells texts that are letters only.
func isAlpha(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// isDigits tells texts that are digits only.
func isDigits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

// isDecimal tells texts that are numbers.
func isDecimal(s string) bool {
	if _, err := strconv.ParseInt(s, 10, 64); err == nil {
		return true
	}
	_, err := rowtext.ParseFloat(s, types.Double)
	return err == nil
}

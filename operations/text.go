package operations

import (
	"strings"
	"unicode"

	"github.com/penstock/penstock/lifecycle"
)

// ErrorText makes the text that the API tells for a failed operation: one line of 1 to 512 characters. Longer ones keep
// their beginning, which says what failed.
func ErrorText(reason string) string {
	text := strings.Join(strings.FieldsFunc(strings.ToValidUTF8(reason, "\uFFFD"), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if text == "" {
		return "The operation failed for a reason that was not told."
	}
	runes := []rune(text)
	if len(runes) > lifecycle.MaxErrorLength {
		return string(runes[:lifecycle.MaxErrorLength-1]) + "…"
	}
	return text
}

package temporal

import (
	"fmt"
	"strconv"
	"strings"
)

// element is a piece of a pattern: a run of one letter, a literal text, or the beginning or end of an optional part.
type element struct {
	letter  byte // 0 for a literal
	count   int
	literal string
}

const (
	optionalStart = '['
	optionalEnd   = ']'
)

// elements cuts a pattern of Java's formatters. letters are those that it may have.
func elements(pattern, letters string, optional bool) ([]element, error) {
	var out []element
	literal := func(s string) {
		if n := len(out); n > 0 && out[n-1].letter == 0 {
			out[n-1].literal += s
			return
		}
		out = append(out, element{literal: s})
	}
	for i := 0; i < len(pattern); {
		c := pattern[i]
		switch {
		case c == '\'':
			text, n, err := quotedText(pattern[i:])
			if err != nil {
				return nil, err
			}
			literal(text)
			i += n
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			n := 1
			for i+n < len(pattern) && pattern[i+n] == c {
				n++
			}
			if strings.IndexByte(letters, c) < 0 {
				return nil, fmt.Errorf("Unknown pattern letter: %c", c) //nolint:staticcheck // Java's words
			}
			out = append(out, element{letter: c, count: n})
			i += n
		case optional && (c == optionalStart || c == optionalEnd):
			out = append(out, element{letter: c})
			i++
		case optional && (c == '{' || c == '}' || c == '#'):
			return nil, fmt.Errorf("Pattern includes reserved character: '%c'", c) //nolint:staticcheck // Java's words
		default:
			literal(pattern[i : i+1])
			i++
		}
	}
	return out, nil
}

// quotedText reads text in single quotes, in which two quotes stand for one.
func quotedText(s string) (text string, length int, err error) {
	if strings.HasPrefix(s, "''") {
		return "'", 2, nil
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] != '\'':
			b.WriteByte(s[i])
		case i+1 < len(s) && s[i+1] == '\'':
			b.WriteByte('\'')
			i++
		default:
			return b.String(), i + 1, nil
		}
	}
	return "", 0, fmt.Errorf("Pattern ends with an incomplete string literal: %s", s) //nolint:staticcheck // Java's words
}

var (
	monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December"}
	dayNames = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	amPm     = []string{"AM", "PM"}
)

// prefixName finds which of the names, in full or in three letters, a text begins with.
func prefixName(s string, names []string, full, short bool) (index, length int, ok bool) {
	for i, name := range names {
		if full && hasPrefixFold(s, name) {
			return i, len(name), true
		}
	}
	for i, name := range names {
		if short && len(name) > 3 && hasPrefixFold(s, name[:3]) || short && len(name) <= 3 && hasPrefixFold(s, name) {
			return i, min(3, len(name)), true
		}
	}
	return 0, 0, false
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// appendPadded writes a number with at least width digits.
func appendPadded(dst []byte, v int64, width int) []byte {
	if v < 0 {
		dst = append(dst, '-')
		v = -v
	}
	var buf [20]byte
	digits := strconv.AppendInt(buf[:0], v, 10)
	for range width - len(digits) {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}

// clock is a local timestamp in its parts.
type clock struct {
	Civil
	days                 int64
	hour, minute, second int64
	nanos                int64 // of the second
}

func clockOf(t Instant) clock {
	days := FloorDiv(t.Millis, Day)
	ms := FloorMod(t.Millis, Day)
	return clock{Civil: FromDays(days), days: days, hour: ms / Hour, minute: ms / Minute % 60, second: ms / Second % 60,
		nanos: ms%Second*1_000_000 + int64(t.Nanos)}
}

// week is the week of the year and its year where weeks begin on Sunday and the first is that of 1 January.
func (c clock) week() (year, week int64) {
	nextYear := Civil{c.Year + 1, 1, 1}.Days()
	if c.days >= nextYear-(DayOfWeek(nextYear)-1) {
		return c.Year + 1, 1
	}
	first := Civil{c.Year, 1, 1}.Days()
	return c.Year, (c.days-(first-(DayOfWeek(first)-1)))/7 + 1
}

// weekOfMonth is the week of the month where weeks begin on Sunday.
func (c clock) weekOfMonth() int64 {
	first := c.days - int64(c.Day) + 1
	return (c.days-(first-(DayOfWeek(first)-1)))/7 + 1
}

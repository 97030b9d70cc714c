package convert

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
)

// Standard is the standard of timestamps in text.
type Standard uint8

// The standards.
const (
	SQL Standard = iota // yyyy-MM-dd HH:mm:ss[.fraction], an instant with Z at the end
	ISO                 // yyyy-MM-ddTHH:mm[:ss[.fraction]], an instant with Z at the end
)

// Date reads yyyy-MM-dd as days since the epoch; the day must exist.
func Date(s string) (int64, error) {
	c, rest, ok := scanDate(s)
	if !ok || rest != "" || c.Day > temporal.DaysIn(c.Year, c.Month) {
		return 0, dateError(s)
	}
	return c.Days(), nil
}

// LenientDate reads yyyy-[M]M-[d]d as days since the epoch. A day up to the 31st that the month does not have is one of the next
// month, as java.sql.Date has it.
func LenientDate(s string) (int64, error) {
	parts := strings.Split(s, "-")
	if len(parts) != 3 || len(parts[0]) != 4 {
		return 0, dateError(s)
	}
	var numbers [3]int
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil || i > 0 && len(p) > 2 {
			return 0, dateError(s)
		}
		numbers[i] = int(n)
	}
	year, month, day := numbers[0], numbers[1], numbers[2]
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, dateError(s)
	}
	return temporal.Civil{Year: int64(year), Month: month, Day: 1}.Days() + int64(day-1), nil
}

// Time reads HH:mm:ss[.fraction], or with ISO also HH:mm, as milliseconds of the day.
func Time(s string, standard Standard) (int64, error) {
	millis, _, rest, ok := scanTime(s, standard == ISO)
	if !ok || rest != "" {
		return 0, dateError(s)
	}
	return millis, nil
}

// Timestamp reads a local timestamp. With SQL, a day that the month does not have is the month's last, as Java's lenient
// resolver has it.
func Timestamp(s string, standard Standard) (batch.Instant, error) {
	at, rest, ok := scanTimestamp(s, standard, standard == SQL)
	if !ok || rest != "" {
		return at, dateError(s)
	}
	return at, nil
}

// Instant reads a timestamp in UTC that ends with Z.
func Instant(s string, standard Standard) (batch.Instant, error) {
	at, rest, ok := scanTimestamp(s, standard, true)
	if !ok || rest != "Z" {
		return at, dateError(s)
	}
	return at, nil
}

func dateError(s string) error { return fmt.Errorf("text '%s' could not be parsed", s) }

func scanTimestamp(s string, standard Standard, clamp bool) (at batch.Instant, rest string, ok bool) {
	c, rest, ok := scanDate(s)
	separator := byte(' ')
	if standard == ISO {
		separator = 'T'
	}
	if !ok || rest == "" || rest[0] != separator {
		return at, rest, false
	}
	if last := temporal.DaysIn(c.Year, c.Month); c.Day > last {
		if !clamp {
			return at, rest, false
		}
		c.Day = last
	}
	millis, nanos, rest, ok := scanTime(rest[1:], standard == ISO)
	return batch.Instant{Millis: c.Days()*temporal.Day + millis, Nanos: nanos}, rest, ok
}

// scanDate reads yyyy-MM-dd at the start of s; the day is at most 31. A year of more than four digits has a sign.
func scanDate(s string) (c temporal.Civil, rest string, ok bool) {
	negative, width := false, 4
	body := s
	if body != "" && (body[0] == '-' || body[0] == '+') {
		negative, body = body[0] == '-', body[1:]
		for width < 9 && width < len(body) && isDigit(body[width]) {
			width++
		}
	}
	if len(body) < width+6 || body[width] != '-' || body[width+3] != '-' {
		return c, s, false
	}
	year := 0
	for i := range width {
		if !isDigit(body[i]) {
			return c, s, false
		}
		year = year*10 + int(body[i]-'0')
	}
	month, ok1 := twoDigits(body[width+1:])
	day, ok2 := twoDigits(body[width+4:])
	if negative {
		year = -year
	}
	c = temporal.Civil{Year: int64(year), Month: month, Day: day}
	return c, body[width+6:], ok1 && ok2 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// scanTime reads HH:mm:ss[.fraction] at the start of s; seconds may be left out where short is set.
func scanTime(s string, short bool) (millis int64, nanos int32, rest string, ok bool) {
	if len(s) < 5 || s[2] != ':' {
		return 0, 0, s, false
	}
	h, ok1 := twoDigits(s)
	m, ok2 := twoDigits(s[3:])
	if !ok1 || !ok2 || h > 23 || m > 59 {
		return 0, 0, s, false
	}
	millis = int64(h)*temporal.Hour + int64(m)*temporal.Minute
	rest = s[5:]
	if len(rest) < 3 || rest[0] != ':' {
		return millis, 0, rest, short
	}
	sec, ok := twoDigits(rest[1:])
	if !ok || sec > 59 {
		return 0, 0, rest, false
	}
	millis += int64(sec) * temporal.Second
	rest = rest[3:]
	if rest == "" || rest[0] != '.' {
		return millis, 0, rest, true
	}
	fraction, digits := 0, 1
	for digits < len(rest) && digits <= 9 && isDigit(rest[digits]) {
		fraction = fraction*10 + int(rest[digits]-'0')
		digits++
	}
	for range 10 - digits {
		fraction *= 10
	}
	return millis + int64(fraction/1_000_000), int32(fraction % 1_000_000), rest[digits:], digits > 1
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func twoDigits(s string) (int, bool) {
	return int(s[0]-'0')*10 + int(s[1]-'0'), isDigit(s[0]) && isDigit(s[1])
}

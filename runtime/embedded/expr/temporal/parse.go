package temporal

import (
	"strconv"
	"strings"
)

// ParseDate reads a date as CAST does: y-m-d, y-m or y, each with blanks around it, and what follows a blank is not looked
// at, so that a timestamp is a date too.
func ParseDate(s string) (days int64, ok bool) {
	if i := strings.IndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	parts := strings.SplitN(s, "-", 3)
	values := [3]int{0, 1, 1}
	for i, p := range parts {
		if values[i], ok = atoi(p); !ok || strings.Contains(p, "+") {
			return 0, false
		}
	}
	return civilDays(values[0], values[1], values[2])
}

func civilDays(year, month, day int) (int64, bool) {
	if year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > DaysIn(int64(year), month) {
		return 0, false
	}
	return Civil{int64(year), month, day}.Days(), true
}

// atoi reads an integer with blanks around it.
func atoi(s string) (int, bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 32)
	return int(n), err == nil
}

// ParseTime reads a time of day as CAST does: h:m:s with a fraction of milliseconds, h:m or h, and then perhaps +h:m or -h:m,
// which is added. Minutes and seconds beyond their range are carried over.
func ParseTime(s string) (millis int64, ok bool) {
	shift, sign := "", int64(1)
	if i := strings.IndexByte(s, '-'); i >= 0 {
		s, shift, sign = s[:i], s[i+1:], -1
	} else if i := strings.IndexByte(s, '+'); i >= 0 {
		s, shift = s[:i], s[i+1:]
	}
	millis, ok = clockTime(s, 3)
	if ok && (sign < 0 || shift != "") {
		var by int64
		if by, ok = clockTime(shift, 2); !ok {
			return 0, false
		}
		millis += sign * by
	}
	return millis, ok && millis >= 0 && millis < Day
}

// clockTime reads up to limit numbers with colons between them.
func clockTime(s string, limit int) (millis int64, ok bool) {
	unit := Hour
	for i, p := range strings.SplitN(s, ":", limit) {
		if i == 2 {
			var fraction string
			p, fraction, _ = strings.Cut(p, ".")
			millis += parseFraction(strings.TrimSpace(fraction))
		}
		n, ok := atoi(p)
		if !ok || n < 0 {
			return 0, false
		}
		millis += int64(n) * unit
		unit /= 60
	}
	return millis, true
}

// parseFraction reads milliseconds from the digits after a point, rounding by the fourth.
func parseFraction(s string) int64 {
	var ms int64
	unit := int64(100)
	for i := range len(s) {
		c := s[i]
		if unit == 0 {
			if c >= '5' && c <= '9' {
				ms++
			}
			break
		}
		if c >= '0' && c <= '9' {
			ms += unit * int64(c-'0')
		}
		unit /= 10
	}
	return ms
}

// ParseTimestamp reads yyyy-M-d or yyyy-M-d H:m:s with up to nine digits of fraction, as CAST and TO_TIMESTAMP do. A day that
// the month does not have, up to the 31st, is its last. Digits below precision are cut off.
func ParseTimestamp(s string, precision int) (t Instant, ok bool) {
	p := scanner{s}
	year, ok := p.signedDigits(4, 10)
	month, okMonth := p.field('-', 2)
	day, okDay := p.field('-', 2)
	if !ok || !okMonth || !okDay || month < 1 || month > 12 || day < 1 || day > 31 || year == 0 {
		return t, false
	}
	day = min(day, DaysIn(int64(year), month))
	t.Millis = Civil{int64(year), month, day}.Days() * Day
	if p.rest == "" {
		return t, true
	}
	hour, okHour := p.field(' ', 2)
	minute, okMinute := p.field(':', 2)
	second, okSecond := p.field(':', 2)
	nanos, ok := p.fraction()
	if !ok || !okHour || !okMinute || !okSecond || p.rest != "" || minute > 59 || second > 59 ||
		hour > 23 && (hour > 24 || minute > 0 || second > 0 || nanos > 0) {
		return t, false
	}
	t.Millis += int64(hour)*Hour + int64(minute)*Minute + int64(second)*Second + nanos/1_000_000
	t.Nanos = int32(nanos % 1_000_000)
	return Truncate(t, precision), true
}

// Truncate cuts a timestamp to a number of fractional digits.
func Truncate(t Instant, precision int) Instant {
	switch {
	case precision >= 9:
		return t
	case precision > 3:
		t.Nanos -= t.Nanos % powers[9-precision]
		return t
	}
	t.Nanos = 0
	t.Millis -= FloorMod(t.Millis, int64(powers[3-precision]))
	return t
}

// powers are those of ten up to 10^9.
var powers = [10]int32{1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000}

// scanner reads digits from the front of a text.
type scanner struct{ rest string }

// digits reads between low and high digits.
func (p *scanner) digits(low, high int) (int, bool) {
	n := 0
	for n < len(p.rest) && n < high && p.rest[n] >= '0' && p.rest[n] <= '9' {
		n++
	}
	if n < low {
		return 0, false
	}
	v, err := strconv.Atoi(p.rest[:n])
	p.rest = p.rest[n:]
	return v, err == nil
}

// signedDigits reads a year: exactly low digits, or with a plus sign more.
func (p *scanner) signedDigits(low, high int) (int, bool) {
	if !strings.HasPrefix(p.rest, "+") {
		return p.digits(low, low)
	}
	p.rest = p.rest[1:]
	return p.digits(low+1, high)
}

// field reads a separator and up to width digits.
func (p *scanner) field(separator byte, width int) (int, bool) {
	if p.rest == "" || p.rest[0] != separator {
		return 0, false
	}
	p.rest = p.rest[1:]
	return p.digits(1, width)
}

// fraction reads a point and up to nine digits as nanoseconds; there may be nothing.
func (p *scanner) fraction() (int64, bool) {
	if p.rest == "" || p.rest[0] != '.' {
		return 0, true
	}
	before := len(p.rest) - 1
	p.rest = p.rest[1:]
	v, ok := p.digits(0, 9)
	if before == len(p.rest) {
		return 0, true
	}
	return int64(v) * int64(powers[9-(before-len(p.rest))]), ok
}

// ParseSQL reads yyyy-M-d or yyyy-M-d H:m:s[.fraction] as java.sql.Date and java.sql.Timestamp do; a day beyond the end of its
// month is carried over.
func ParseSQL(s string) (Instant, bool) {
	s = strings.TrimSpace(s)
	p := scanner{s}
	year, okYear := p.digits(4, 4)
	month, okMonth := p.field('-', 2)
	day, okDay := p.field('-', 2)
	if !okYear || !okMonth || !okDay || month < 1 || month > 12 || day < 1 || day > 31 {
		return Instant{}, false
	}
	t := Instant{Millis: (Civil{int64(year), month, 1}.Days() + int64(day-1)) * Day}
	if p.rest == "" {
		return t, true
	}
	hour, okHour := p.field(' ', 2)
	minute, okMinute := p.field(':', 2)
	second, okSecond := p.field(':', 2)
	nanos, ok := p.fraction()
	if !ok || !okHour || !okMinute || !okSecond || p.rest != "" {
		return Instant{}, false
	}
	t.Millis += int64(hour)*Hour + int64(minute)*Minute + int64(second)*Second + nanos/1_000_000
	t.Nanos = int32(nanos % 1_000_000)
	return t, true
}

package temporal

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// SimpleFormat writes and reads instants with a pattern of java.text.SimpleDateFormat, in English. Reading is lenient: a
// value beyond its range is carried over, and what follows what the pattern matched is not looked at.
type SimpleFormat struct{ elements []element }

// NewSimpleFormat compiles a pattern.
func NewSimpleFormat(pattern string) (*SimpleFormat, error) {
	es, err := elements(pattern, "GyYMLwWDdFEuaHkKhmsSzZX", false)
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		if e.letter == 'X' && e.count > 3 {
			return nil, fmt.Errorf("invalid ISO 8601 format: length=%d", e.count)
		}
	}
	return &SimpleFormat{es}, nil
}

// Format writes an instant as the wall clock of a zone.
func (f *SimpleFormat) Format(dst []byte, millis int64, zone *time.Location) []byte {
	c := clockOf(Instant{Millis: ToLocal(millis, zone)})
	if c.days < gregorianStart {
		c.Civil = fromJulianDays(c.days)
	}
	for _, e := range f.elements {
		switch e.letter {
		case 'z', 'Z', 'X':
			dst = appendZone(dst, e, time.UnixMilli(millis).In(zone))
		default:
			dst = c.appendSimple(dst, e)
		}
	}
	return dst
}

func (c clock) appendSimple(dst []byte, e element) []byte {
	switch e.letter {
	case 0:
		return append(dst, e.literal...)
	case 'y', 'Y':
		year := c.Year
		if e.letter == 'Y' {
			year, _ = c.week()
		} else if year <= 0 {
			year = 1 - year
		}
		if e.count == 2 {
			return appendPadded(dst, FloorMod(year, 100), 2)
		}
		return appendPadded(dst, year, e.count)
	case 'M', 'L':
		if e.count < 3 {
			return appendPadded(dst, int64(c.Month), e.count)
		}
		return appendName(dst, min(4, e.count), 0, monthNames[c.Month-1])
	case 'E':
		return appendName(dst, max(3, min(4, e.count)), 0, dayNames[DayOfWeek(c.days)-1])
	case 'u':
		return appendPadded(dst, ISODayOfWeek(c.days), e.count)
	case 'S':
		return appendPadded(dst, c.nanos/1_000_000, e.count)
	case 'F':
		return appendPadded(dst, int64(c.Day-1)/7+1, e.count)
	case 'a', 'G':
		return c.append(dst, e)
	}
	return appendPadded(dst, c.number(e.letter), e.count)
}

func appendZone(dst []byte, e element, at time.Time) []byte {
	name, offset := at.Zone()
	if e.letter == 'z' && !strings.HasPrefix(name, "+") && !strings.HasPrefix(name, "-") {
		return append(dst, name...)
	}
	if e.letter == 'X' && offset == 0 {
		return append(dst, 'Z')
	}
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	dst = append(dst, sign)
	dst = appendPadded(dst, int64(offset/3600), 2)
	if e.letter == 'X' && e.count == 1 {
		return dst
	}
	if e.letter == 'z' || e.letter == 'X' && e.count == 3 {
		dst = append(dst, ':')
	}
	return appendPadded(dst, int64(offset/60%60), 2)
}

// Parse reads an instant from a wall clock of a zone, in milliseconds.
func (f *SimpleFormat) Parse(s string, zone *time.Location) (millis int64, ok bool) {
	v := simpleValues{year: 1970, month: 1, day: 1, half: -1}
	at := 0
	for i, e := range f.elements {
		n, ok := v.read(s[at:], e, f.elements[i+1:])
		if !ok {
			return 0, false
		}
		at += n
	}
	return v.instant(zone), true
}

// simpleValues are the fields of a text that is read leniently.
type simpleValues struct {
	year, month, day, dayOfYear  int64
	hour, minute, second, millis int64
	half                         int64 // 0 AM, 1 PM, -1 not told
	halfHour                     bool  // the hour is of half a day
	offset                       *int64
	before                       bool // BC
}

// read takes an element from the front of a text and returns its length.
func (v *simpleValues) read(s string, e element, rest []element) (int, bool) {
	if e.letter == 0 {
		return len(e.literal), strings.HasPrefix(s, e.literal)
	}
	blanks := len(s) - len(strings.TrimLeft(s, " \t"))
	s = s[blanks:]
	n, ok := v.value(s, e, rest)
	return blanks + n, ok
}

func (v *simpleValues) value(s string, e element, rest []element) (int, bool) {
	switch {
	case (e.letter == 'M' || e.letter == 'L') && e.count >= 3:
		i, n, ok := prefixName(s, monthNames, true, true)
		v.month = int64(i) + 1
		return n, ok
	case e.letter == 'E':
		_, n, ok := prefixName(s, dayNames, true, true)
		return n, ok
	case e.letter == 'a':
		i, n, ok := prefixName(s, amPm, true, true)
		v.half = int64(i)
		return n, ok
	case e.letter == 'G':
		i, n, ok := prefixName(s, []string{"BC", "AD"}, true, true)
		v.before = i == 0
		return n, ok
	case e.letter == 'z' || e.letter == 'Z' || e.letter == 'X':
		return v.zone(s)
	}
	high := len(s)
	if len(rest) > 0 && rest[0].letter != 0 && rest[0].isSimpleNumber() {
		high = min(high, e.count)
	}
	n := 0
	if s != "" && s[0] == '-' {
		n = 1
		high = min(high+1, len(s))
	}
	start := n
	for n < high && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	value, err := strconv.ParseInt(s[:n], 10, 32)
	if n == start || err != nil {
		return 0, false
	}
	v.set(e, value, n-start)
	return n, true
}

// isSimpleNumber tells elements that are read as digits, which therefore limit those directly before them.
func (e element) isSimpleNumber() bool {
	if e.letter == 'M' || e.letter == 'L' {
		return e.count < 3
	}
	return strings.IndexByte("yYwWDdFuHkKhmsS", e.letter) >= 0
}

func (v *simpleValues) set(e element, n int64, digits int) {
	switch e.letter {
	case 'y', 'Y':
		v.year = n
		if e.count <= 2 && digits == 2 && n >= 0 {
			v.year = nearCentury(n)
		}
	case 'M', 'L':
		v.month = n
	case 'd':
		v.day = n
	case 'D':
		v.dayOfYear = n
	case 'H':
		v.hour = n
	case 'k':
		v.hour = n % 24
	case 'K', 'h':
		v.hour, v.halfHour = n%12, true
	case 'm':
		v.minute = n
	case 's':
		v.second = n
	case 'S':
		v.millis = n
	}
}

// nearCentury puts a year of two digits within 80 years before and 20 years after now, as Java does.
func nearCentury(n int64) int64 {
	start := int64(time.Now().Year()) - 80
	year := start - FloorMod(start, 100) + n
	if year < start {
		year += 100
	}
	return year
}

func (v *simpleValues) zone(s string) (int, bool) {
	end := strings.IndexAny(s, " \t,)")
	if end < 0 {
		end = len(s)
	}
	if hours, ok := zoneAbbreviations[s[:end]]; ok {
		offset := int64(hours) * 3600
		v.offset = &offset
		return end, true
	}
	zone, err := LoadZone(s[:end])
	if err != nil {
		return 0, false
	}
	_, seconds := time.Unix(0, 0).In(zone).Zone()
	offset := int64(seconds)
	v.offset = &offset
	return end, true
}

// zoneAbbreviations are the usual short names of time zones with their offsets in hours.
var zoneAbbreviations = map[string]int{
	"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
	"WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
}

// instant carries over what is beyond the range of its field.
func (v *simpleValues) instant(zone *time.Location) int64 {
	year := v.year
	if v.before {
		year = 1 - year
	}
	months := year*12 + v.month - 1
	days := hybridDays(Civil{FloorDiv(months, 12), int(FloorMod(months, 12)) + 1, 1}) + v.day - 1
	if v.dayOfYear != 0 {
		days = hybridDays(Civil{year, 1, 1}) + v.dayOfYear - 1
	}
	hour := v.hour
	if v.halfHour && v.half == 1 {
		hour += 12
	}
	local := days*Day + hour*Hour + v.minute*Minute + v.second*Second + v.millis
	if v.offset != nil {
		return local - *v.offset*Second
	}
	return FromLocalLast(local, zone)
}

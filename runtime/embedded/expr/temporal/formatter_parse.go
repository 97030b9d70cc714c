package temporal

import (
	"maps"
	"regexp"
	"strconv"
	"strings"
)

// Parse reads a text as TO_TIMESTAMP does: what the pattern does not have is that of 1970-01-01T00:00, a day beyond the end
// of its month is the last, and digits below precision are cut off.
func (f *Formatter) Parse(s string, precision int) (Instant, bool) {
	p := formatParser{fields: map[byte]int64{}}
	end, ok := p.parse(s, 0, f.elements)
	if !ok || end != len(s) {
		return Instant{}, false
	}
	t, ok := p.resolve()
	return Truncate(t, precision), ok
}

// formatParser collects the values of the fields by their letters: 'u' for years of any kind, 'M', 'd', 'H', 'm', 's', 'n' and
// those that are resolved to them.
type formatParser struct{ fields map[byte]int64 }

// parse reads elements from a place in the text and returns where it ended.
func (p *formatParser) parse(s string, at int, es []element) (int, bool) {
	for i := 0; i < len(es); i++ {
		e := es[i]
		switch e.letter {
		case optionalStart:
			end := matchingEnd(es, i)
			saved := maps.Clone(p.fields)
			if next, ok := p.parse(s, at, es[i+1:end]); ok {
				at = next
			} else {
				p.fields = saved
			}
			i = end
		case optionalEnd:
		default:
			next, ok := p.element(s, at, e, es[i+1:])
			if !ok {
				return at, false
			}
			at = next
		}
	}
	return at, true
}

// zoneText is the name or offset of a time zone, or nothing.
var zoneText = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9_/+:-]*|[+-][0-9:]+)?`)

// matchingEnd is the place of the end of the optional part that begins at i, or the end of the pattern.
func matchingEnd(es []element, i int) int {
	depth := 0
	for ; i < len(es); i++ {
		switch es[i].letter {
		case optionalStart:
			depth++
		case optionalEnd:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return i
}

func (p *formatParser) element(s string, at int, e element, rest []element) (int, bool) {
	text := s[at:]
	switch e.letter {
	case 0:
		return at + len(e.literal), strings.HasPrefix(text, e.literal)
	case 'a':
		return p.name(at, text, 'a', amPm, true, 0)
	case 'G':
		return p.name(at, text, 'G', []string{"BC", "AD"}, true, 0)
	case 'E':
		return p.name(at, text, 'E', dayNames, e.count == 4, 1)
	case 'M', 'L':
		if e.count >= 3 {
			return p.name(at, text, 'M', monthNames, e.count == 4, 1)
		}
	case 'S':
		return p.fraction(at, text, e.count)
	case 'p':
		return at, true
	case 'V', 'z', 'O', 'X', 'x', 'Z':
		n := zoneText.FindStringIndex(text)
		return at + n[1], n[1] > 0
	}
	low, high := digitsOf(e)
	if high > low {
		high = min(high, len(text)-leadingDigitsAfter(text, rest))
	}
	return p.number(at, text, e, low, high)
}

func (p *formatParser) name(at int, text string, field byte, names []string, full bool, first int64) (int, bool) {
	i, n, ok := prefixName(text, names, full, !full || len(names[0]) <= 3)
	if !ok || !strings.HasPrefix(names[i], text[:n]) { // case counts
		return at, false
	}
	return at + n, p.put(field, int64(i)+first)
}

// digitsOf is how many digits a field may have: one letter takes any number, two take two, and years take their number and
// more.
func digitsOf(e element) (low, high int) {
	switch e.letter {
	case 'y', 'u', 'Y':
		if e.count == 2 {
			return 2, 2
		}
		return e.count, 19
	}
	if e.count == 1 {
		return 1, 19
	}
	return e.count, e.count
}

// leadingDigitsAfter is how many characters a number of open length must leave: those of the fields of fixed width that
// follow it directly, and what is behind its run of digits.
func leadingDigitsAfter(text string, rest []element) int {
	run := 0
	for run < len(text) && text[run] >= '0' && text[run] <= '9' {
		run++
	}
	reserved := 0
	for _, e := range rest {
		low, high := digitsOf(e)
		if e.letter == 'S' {
			low, high = e.count, e.count
		}
		if !e.isNumber() || low != high {
			break
		}
		reserved += low
	}
	return len(text) - run + reserved
}

// isNumber tells elements that are read as digits.
func (e element) isNumber() bool {
	switch e.letter {
	case 'M', 'L', 'Q', 'q', 'e', 'c':
		return e.count < 3
	}
	return e.letter != 0 && strings.IndexByte("yuYdDHhkKmsSnANwWF", e.letter) >= 0
}

func (p *formatParser) number(at int, text string, e element, low, high int) (int, bool) {
	sign, signed := int64(1), false
	n := 0
	if strings.IndexByte("yuY", e.letter) >= 0 && e.count != 2 && text != "" && (text[0] == '-' || text[0] == '+' && e.count >= 4) {
		if text[0] == '-' {
			sign = -1
		}
		signed = true
		text = text[1:]
		at++
		high = min(high, len(text))
	}
	for n < len(text) && n < high && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n < low || n == 0 {
		return at, false
	}
	v, err := strconv.ParseInt(text[:n], 10, 64)
	if err != nil {
		return at, false
	}
	if strings.IndexByte("yu", e.letter) >= 0 {
		switch {
		case e.count == 2:
			v += 2000
		case e.count >= 4 && n > e.count && !signed:
			return at, false
		}
	}
	field := e.letter
	if field == 'L' {
		field = 'M'
	}
	return at + n, p.put(field, sign*v)
}

// fraction reads exactly count digits of a second.
func (p *formatParser) fraction(at int, text string, count int) (int, bool) {
	if len(text) < count {
		return at, false
	}
	for i := range count {
		if text[i] < '0' || text[i] > '9' {
			return at, false
		}
	}
	digits := (text[:count] + "000000000")[:9]
	v, err := strconv.ParseInt(digits, 10, 64)
	return at + count, err == nil && p.put('n', v)
}

// put keeps the value of a field, which must not have another already.
func (p *formatParser) put(field byte, v int64) bool {
	if old, ok := p.fields[field]; ok && old != v {
		return false
	}
	p.fields[field] = v
	return true
}

// limits are the values that fields may have.
var limits = map[byte][2]int64{
	'M': {1, 12}, 'd': {1, 31}, 'D': {1, 366}, 'H': {0, 24}, 'k': {1, 24}, 'K': {0, 11}, 'h': {1, 12}, 'm': {0, 59},
	's': {0, 59}, 'n': {0, 999_999_999}, 'y': {1, 999_999_999}, 'A': {0, Day - 1}, 'N': {0, Day*1_000_000 - 1},
}

// resolve turns the fields into a timestamp as the SMART resolver of Java does.
func (p *formatParser) resolve() (Instant, bool) {
	for field, v := range p.fields {
		if l, ok := limits[field]; ok && (v < l[0] || v > l[1]) {
			return Instant{}, false
		}
	}
	days, ok := p.date()
	if !ok {
		return Instant{}, false
	}
	hour := p.get('H', 0)
	if hour == 24 && (p.get('m', 0) != 0 || p.get('s', 0) != 0 || p.get('n', 0) != 0) {
		return Instant{}, false // 24:00 alone is the end of the day
	}
	if v, ok := p.fields['k']; ok {
		hour = v % 24
	}
	if half, ok := p.fields['a']; ok {
		if v, ok := p.fields['h']; ok {
			hour = half*12 + v%12
		} else if v, ok := p.fields['K']; ok {
			hour = half*12 + v
		}
	}
	nanos := p.get('n', 0)
	millis := days*Day + hour*Hour + p.get('m', 0)*Minute + p.get('s', 0)*Second + nanos/1_000_000
	if v, ok := p.fields['A']; ok {
		millis = days*Day + v
	}
	if v, ok := p.fields['N']; ok {
		millis, nanos = days*Day+v/1_000_000, v
	}
	return Instant{Millis: millis, Nanos: int32(nanos % 1_000_000)}, true
}

func (p *formatParser) get(field byte, missing int64) int64 {
	if v, ok := p.fields[field]; ok {
		return v
	}
	return missing
}

func (p *formatParser) date() (int64, bool) {
	year := p.get('u', 1970)
	if v, ok := p.fields['y']; ok {
		year = v
		if era, ok := p.fields['G']; ok && era == 0 {
			year = 1 - v
		}
	}
	if v, ok := p.fields['D']; ok {
		if v == 366 && !IsLeap(year) {
			return 0, false
		}
		return Civil{year, 1, 1}.Days() + v - 1, true
	}
	month := int(p.get('M', 1))
	day := min(int(p.get('d', 1)), DaysIn(year, month))
	days := Civil{year, month, day}.Days()
	if v, ok := p.fields['E']; ok && v != DayOfWeek(days) {
		return 0, false
	}
	return days, true
}

package temporal

import (
	"fmt"
)

// Formatter writes and reads local timestamps with a pattern of java.time.format.DateTimeFormatter, in English.
type Formatter struct {
	elements []element
	// zoned patterns have a time zone, which a local timestamp does not have; reading they skip it.
	zoned bool
}

// NewFormatter compiles a pattern.
func NewFormatter(pattern string) (*Formatter, error) {
	es, err := elements(pattern, "GuyDMLdQqYwWEecFahKkHmsSAnNpVzOXxZ", true)
	if err != nil {
		return nil, err
	}
	f := &Formatter{elements: es}
	depth := 0
	for _, e := range es {
		switch e.letter {
		case 'V', 'z', 'O', 'X', 'x', 'Z':
			f.zoned = true
		case optionalStart:
			depth++
		case optionalEnd:
			if depth--; depth < 0 {
				return nil, fmt.Errorf("Pattern invalid as it contains ] without previous [") //nolint:staticcheck // Java's words
			}
		case 0, 'y', 'u', 'Y', 'S', 'n', 'N', 'A', 'p':
		case 'D', 'E', 'G', 'M', 'L', 'Q', 'q', 'e', 'c':
			if e.count > 5 || e.letter == 'D' && e.count > 3 {
				return nil, fmt.Errorf("Too many pattern letters: %c", e.letter) //nolint:staticcheck // Java's words
			}
		default:
			if limit := map[byte]int{'a': 1, 'F': 1, 'W': 1}[e.letter]; e.count > 2 || limit == 1 && e.count > 1 {
				return nil, fmt.Errorf("Too many pattern letters: %c", e.letter) //nolint:staticcheck // Java's words
			}
		}
	}
	return f, nil
}

// Resolution is the time in milliseconds within which all timestamps, counted from a whole day, look the same: a day, an hour, a minute
// or a second, or 0 where the pattern tells more.
func (f *Formatter) Resolution() int64 {
	resolution := Day
	for _, e := range f.elements {
		switch e.letter {
		case 'H', 'k', 'K', 'h', 'a':
			resolution = min(resolution, Hour)
		case 'm':
			resolution = min(resolution, Minute)
		case 's':
			resolution = min(resolution, Second)
		case 'S', 'n', 'N', 'A':
			return 0
		}
	}
	return resolution
}

// Format writes a local timestamp; it fails where the pattern asks for its time zone.
func (f *Formatter) Format(dst []byte, t Instant) ([]byte, error) {
	if f.zoned {
		return dst, fmt.Errorf("unable to extract ZoneId from a timestamp without time zone")
	}
	c := clockOf(t)
	for _, e := range f.elements {
		dst = c.append(dst, e)
	}
	return dst, nil
}

func (c clock) append(dst []byte, e element) []byte {
	switch e.letter {
	case 0:
		return append(dst, e.literal...)
	case optionalStart, optionalEnd, 'p':
		return dst
	case 'y':
		year := c.Year
		if year <= 0 {
			year = 1 - year
		}
		return appendYear(dst, year, e.count)
	case 'u':
		return appendYear(dst, c.Year, e.count)
	case 'Y':
		year, _ := c.week()
		return appendYear(dst, year, e.count)
	case 'G':
		return append(dst, map[bool]string{true: "AD", false: "BC"}[c.Year > 0]...)
	case 'M', 'L':
		return appendName(dst, e.count, int64(c.Month), monthNames[c.Month-1])
	case 'E':
		return appendName(dst, max(3, e.count), 0, dayNames[DayOfWeek(c.days)-1])
	case 'e', 'c':
		return appendName(dst, e.count, DayOfWeek(c.days), dayNames[DayOfWeek(c.days)-1])
	case 'Q', 'q':
		quarter := int64(c.Month+2) / 3
		ordinal := []string{"1st", "2nd", "3rd", "4th"}[quarter-1]
		switch e.count {
		case 3:
			return append(dst, fmt.Sprintf("Q%d", quarter)...)
		case 4:
			return append(dst, ordinal+" quarter"...)
		}
		return appendPadded(dst, quarter, min(2, e.count))
	case 'a':
		return append(dst, amPm[c.hour/12]...)
	case 'S':
		for i := range e.count {
			digit := int64(0)
			if i < 9 {
				digit = c.nanos / int64(powers[8-i]) % 10
			}
			dst = append(dst, '0'+byte(digit))
		}
		return dst
	}
	return appendPadded(dst, c.number(e.letter), e.count)
}

// number is the value of a letter that stands for a plain number.
func (c clock) number(letter byte) int64 {
	switch letter {
	case 'd':
		return int64(c.Day)
	case 'D':
		return DayOfYear(c.days)
	case 'w':
		_, week := c.week()
		return week
	case 'W':
		return c.weekOfMonth()
	case 'F':
		return int64(c.Day-1)%7 + 1
	case 'H':
		return c.hour
	case 'k':
		return (c.hour+23)%24 + 1
	case 'K':
		return c.hour % 12
	case 'h':
		return (c.hour+11)%12 + 1
	case 'm':
		return c.minute
	case 's':
		return c.second
	case 'n':
		return c.nanos
	case 'A':
		return c.hour*Hour + c.minute*Minute + c.second*Second + c.nanos/1_000_000
	case 'N':
		return (c.hour*Hour+c.minute*Minute+c.second*Second)*1_000_000 + c.nanos
	}
	return 0
}

func appendYear(dst []byte, year int64, count int) []byte {
	switch {
	case count == 2:
		return appendPadded(dst, FloorMod(year, 100), 2)
	case count >= 4 && year >= powersOfTen(count):
		dst = append(dst, '+')
	}
	return appendPadded(dst, year, count)
}

func powersOfTen(n int) int64 {
	p := int64(1)
	for range min(n, 18) {
		p *= 10
	}
	return p
}

// appendName writes a number for one or two letters, the short name for three and the full one for four.
func appendName(dst []byte, count int, number int64, name string) []byte {
	switch count {
	case 1, 2:
		return appendPadded(dst, number, count)
	case 3:
		return append(dst, name[:3]...)
	case 4:
		return append(dst, name...)
	}
	return append(dst, name[:1]...)
}

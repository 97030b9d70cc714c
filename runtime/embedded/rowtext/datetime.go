package rowtext

import (
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
)

// AppendDate writes days since the epoch as yyyy-MM-dd; years beyond four digits have a sign, as in Java.
func AppendDate(dst []byte, days int64) []byte {
	c := temporal.FromDays(days)
	year := c.Year
	switch {
	case year > 9999:
		dst = append(dst, '+')
	case year < 0:
		dst = append(dst, '-')
		year = -year
	}
	dst = appendPadded(dst, year, 4)
	dst = append(dst, '-')
	dst = appendPadded(dst, int64(c.Month), 2)
	dst = append(dst, '-')
	return appendPadded(dst, int64(c.Day), 2)
}

// appendTimeOfDay writes HH:mm:ss of milliseconds of the day.
func appendTimeOfDay(dst []byte, millis int64) []byte {
	dst = appendPadded(dst, millis/temporal.Hour, 2)
	dst = append(dst, ':')
	dst = appendPadded(dst, millis/temporal.Minute%60, 2)
	dst = append(dst, ':')
	return appendPadded(dst, millis/temporal.Second%60, 2)
}

// appendJavaTime writes a time as LocalTime.toString: without seconds where they are zero, and with a fraction in groups of
// three digits.
func appendJavaTime(dst []byte, millis int64, nanos int32, alwaysSeconds bool) []byte {
	dst = appendTimeOfDay(dst, millis)
	fraction := millis%temporal.Second*1_000_000 + int64(nanos)
	if fraction == 0 {
		if millis/temporal.Second%60 == 0 && !alwaysSeconds {
			return dst[:len(dst)-3]
		}
		return dst
	}
	dst = append(dst, '.')
	switch {
	case fraction%1_000_000 == 0:
		return appendPadded(dst, fraction/1_000_000, 3)
	case fraction%1000 == 0:
		return appendPadded(dst, fraction/1000, 6)
	}
	return appendPadded(dst, fraction, 9)
}

// AppendTimestamp writes a local timestamp as CAST AS STRING does: with at least precision digits of fraction, and more
// where there are more.
func AppendTimestamp(dst []byte, millis int64, nanos int32, precision int) []byte {
	dst = AppendDate(dst, temporal.FloorDiv(millis, temporal.Day))
	dst = append(dst, ' ')
	ofDay := temporal.FloorMod(millis, temporal.Day)
	dst = appendTimeOfDay(dst, ofDay)
	start := len(dst)
	dst = append(dst, '.')
	dst = appendPadded(dst, ofDay%temporal.Second*1_000_000+int64(nanos), 9)
	for len(dst)-start-1 > precision && dst[len(dst)-1] == '0' {
		dst = dst[:len(dst)-1]
	}
	if len(dst) == start+1 {
		return dst[:start]
	}
	return dst
}

// AppendTime writes a time of day as CAST AS STRING does.
func AppendTime(dst []byte, millis int64, precision int) []byte {
	dst = appendTimeOfDay(dst, millis)
	if precision == 0 {
		return dst
	}
	dst = append(dst, '.')
	ms := millis % temporal.Second
	for ; precision > 0; precision-- {
		dst = append(dst, '0'+byte(ms/100))
		ms = ms % 100 * 10
		if ms == 0 {
			break
		}
	}
	return dst
}

func appendYearMonth(dst []byte, months int64) []byte {
	dst, months = appendSign(dst, months)
	dst = strconv.AppendInt(dst, months/12, 10)
	dst = append(dst, '-')
	return appendPadded(dst, months%12, 2)
}

func appendDayTime(dst []byte, millis int64) []byte {
	dst, millis = appendSign(dst, millis)
	dst = strconv.AppendInt(dst, millis/temporal.Day, 10)
	dst = append(dst, ' ')
	dst = appendTimeOfDay(dst, millis%temporal.Day)
	dst = append(dst, '.')
	return appendPadded(dst, millis%temporal.Second, 3)
}

func appendSign(dst []byte, v int64) ([]byte, int64) {
	if v < 0 {
		return append(dst, '-'), -v
	}
	return append(dst, '+'), v
}

// appendPeriod writes months as Java's Period.ofMonths.
func appendPeriod(dst []byte, months int64) []byte {
	if months == 0 {
		return append(dst, "P0D"...)
	}
	return append(strconv.AppendInt(append(dst, 'P'), months, 10), 'M')
}

// appendDuration writes milliseconds as Java's Duration.toString.
func appendDuration(dst []byte, millis int64) []byte {
	dst = append(dst, "PT"...)
	if millis == 0 {
		return append(dst, "0S"...)
	}
	if hours := millis / temporal.Hour; hours != 0 {
		dst = append(strconv.AppendInt(dst, hours, 10), 'H')
	}
	if minutes := millis % temporal.Hour / temporal.Minute; minutes != 0 {
		dst = append(strconv.AppendInt(dst, minutes, 10), 'M')
	}
	rest := millis % temporal.Minute
	if rest == 0 {
		return dst
	}
	if rest < 0 {
		dst = append(dst, '-')
		rest = -rest
	}
	dst = strconv.AppendInt(dst, rest/temporal.Second, 10)
	if fraction := rest % temporal.Second; fraction != 0 {
		dst = append(dst, '.')
		dst = appendPadded(dst, fraction, 3)
		for dst[len(dst)-1] == '0' {
			dst = dst[:len(dst)-1]
		}
	}
	return append(dst, 'S')
}

// appendPadded writes a number >= 0 with at least width digits.
func appendPadded(dst []byte, v int64, width int) []byte {
	var buf [20]byte
	digits := strconv.AppendInt(buf[:0], v, 10)
	for range width - len(digits) {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}

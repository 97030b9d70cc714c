package temporal

// gregorianStart is 15 October 1582, before which Java's older classes, and so its SimpleDateFormat, use the Julian calendar.
const gregorianStart = -141427

// julianEpoch is the Julian day number of 1970-01-01.
const julianEpoch = 2440588

// fromJulianDays converts days since 1970-01-01 to a day of the Julian calendar.
func fromJulianDays(days int64) Civil {
	c := days + julianEpoch + 32082
	d := FloorDiv(4*c+3, 1461)
	e := c - FloorDiv(1461*d, 4)
	m := (5*e + 2) / 153
	return Civil{Year: d - 4800 + m/10, Month: int(m + 3 - 12*(m/10)), Day: int(e-(153*m+2)/5) + 1}
}

// hybridDays converts a day to days since 1970-01-01, of the Julian calendar where it is before the Gregorian one.
func hybridDays(c Civil) int64 {
	if days := c.Days(); days >= gregorianStart {
		return days
	}
	a := int64(14-c.Month) / 12
	y, m := c.Year+4800-a, int64(c.Month)+12*a-3
	return int64(c.Day) + (153*m+2)/5 + 365*y + FloorDiv(y, 4) - 32083 - julianEpoch
}

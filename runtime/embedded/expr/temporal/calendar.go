package temporal

// Civil is a day of the proleptic Gregorian calendar.
type Civil struct {
	Year  int64
	Month int // 1 to 12
	Day   int // 1 to 31
}

// daysPerEra are those of 400 years, after which the calendar repeats.
const daysPerEra = 146097

// FromDays converts days since 1970-01-01. Years are counted from March here so that the leap day is a year's last.
func FromDays(days int64) Civil {
	days += 719468
	era := FloorDiv(days, daysPerEra)
	dayOfEra := days - era*daysPerEra
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	month := (5*dayOfYear + 2) / 153
	c := Civil{Year: yearOfEra + era*400, Day: int(dayOfYear-(153*month+2)/5) + 1, Month: int(month) + 3}
	if c.Month > 12 {
		c.Month -= 12
		c.Year++
	}
	return c
}

// Days converts to days since 1970-01-01. Months and days outside their range are not carried.
func (c Civil) Days() int64 {
	year, month := c.Year, int64(c.Month)
	if month <= 2 {
		year--
		month += 12
	}
	era := FloorDiv(year, 400)
	yearOfEra := year - era*400
	dayOfYear := (153*(month-3)+2)/5 + int64(c.Day) - 1
	return era*daysPerEra + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468
}

// IsLeap tells leap years.
func IsLeap(year int64) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// DaysIn is the number of days of a month.
func DaysIn(year int64, month int) int {
	switch {
	case month == 2 && IsLeap(year):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}

// AddMonths moves a date by months and takes the last day of the month where it has no such day.
func AddMonths(days, months int64) int64 {
	c := FromDays(days)
	total := c.Year*12 + int64(c.Month-1) + months
	c.Year, c.Month = FloorDiv(total, 12), int(FloorMod(total, 12))+1
	c.Day = min(c.Day, DaysIn(c.Year, c.Month))
	return c.Days()
}

// AddMonthsMillis moves a timestamp by months.
func AddMonthsMillis(millis, months int64) int64 {
	return AddMonths(FloorDiv(millis, Day), months)*Day + FloorMod(millis, Day)
}

// DayOfYear counts from 1.
func DayOfYear(days int64) int64 {
	return days - Civil{Year: FromDays(days).Year, Month: 1, Day: 1}.Days() + 1
}

// ISODayOfWeek is 1 for Monday to 7 for Sunday.
func ISODayOfWeek(days int64) int64 { return FloorMod(days+3, 7) + 1 }

// DayOfWeek is 1 for Sunday to 7 for Saturday.
func DayOfWeek(days int64) int64 { return FloorMod(days+4, 7) + 1 }

// ISOWeek is the week of ISO 8601 and the year that it belongs to: that of its Thursday.
func ISOWeek(days int64) (year, week int64) {
	thursday := days + 4 - ISODayOfWeek(days)
	year = FromDays(thursday).Year
	return year, (DayOfYear(thursday)-1)/7 + 1
}

// FloorDiv divides rounding down; d must be positive.
func FloorDiv(n, d int64) int64 {
	q := n / d
	if n%d < 0 {
		q--
	}
	return q
}

// FloorMod is the remainder of FloorDiv, never negative.
func FloorMod(n, d int64) int64 {
	r := n % d
	if r < 0 {
		r += d
	}
	return r
}

package temporal

// FloorDate is the first day of the unit that a day is in: WEEK (from Sunday), MONTH, QUARTER, YEAR, DECADE, CENTURY or
// MILLENNIUM; the day itself for others.
func FloorDate(unit string, days int64) int64 {
	c := FromDays(days)
	switch unit {
	case "WEEK":
		return days - (DayOfWeek(days) - 1)
	case "MONTH":
		return Civil{c.Year, c.Month, 1}.Days()
	case "QUARTER":
		return Civil{c.Year, (c.Month-1)/3*3 + 1, 1}.Days()
	case "YEAR":
		return Civil{c.Year, 1, 1}.Days()
	case "DECADE":
		return Civil{c.Year / 10 * 10, 1, 1}.Days()
	case "CENTURY":
		return Civil{(c.Year+99)/100*100 - 99, 1, 1}.Days()
	case "MILLENNIUM":
		return Civil{(c.Year+999)/1000*1000 - 999, 1, 1}.Days()
	}
	return days
}

// CeilDate is the first day of the unit that begins on a day or next after it. As in Flink it is the next quarter, decade,
// century or millennium also for the very first day of one, except for the first day of a year in the case of quarters.
func CeilDate(unit string, days int64) int64 {
	c := FromDays(days)
	switch unit {
	case "WEEK":
		if floor := FloorDate(unit, days); floor != days {
			return floor + 7
		}
	case "MONTH":
		if c.Day > 1 {
			return AddMonths(FloorDate(unit, days), 1)
		}
	case "QUARTER":
		if c.Month > 1 || c.Day > 1 {
			return AddMonths(FloorDate(unit, days), 3)
		}
	case "YEAR":
		if c.Month > 1 || c.Day > 1 {
			return Civil{c.Year + 1, 1, 1}.Days()
		}
	case "DECADE":
		return Civil{(c.Year/10 + 1) * 10, 1, 1}.Days()
	case "CENTURY":
		return Civil{(c.Year+99)/100*100 + 1, 1, 1}.Days()
	case "MILLENNIUM":
		return Civil{(c.Year+999)/1000*1000 + 1, 1, 1}.Days()
	}
	return days
}

// MonthsBetween is the number of whole months from one timestamp to another, negative where to is before from. As Flink does it counts the
// months between the days, and one less where the last of them ends on the day of to at a later time of the day: also within a day, so that from
// noon to the morning before it is -1.
func MonthsBetween(from, to int64) int64 {
	first, last := FloorDiv(from, Day), FloorDiv(to, Day)
	months := monthsBetweenDays(first, last)
	if AddMonths(first, months) == last && FloorMod(to, Day) < FloorMod(from, Day) {
		months--
	}
	return months
}

// monthsBetweenDays is the number of whole months between two days.
func monthsBetweenDays(from, to int64) int64 {
	if to < from {
		return -monthsBetweenDays(to, from)
	}
	a, b := FromDays(from), FromDays(to)
	months := (b.Year-a.Year)*12 + int64(b.Month-a.Month)
	if AddMonths(from, months) > to {
		months--
	}
	return months
}

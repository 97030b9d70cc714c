package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// temporalFunctions take dates and times apart and move them.
var temporalFunctions = []function{
	{name: "EXTRACT", session: true, infer: inferExtract, build: buildExtract},
	part("YEAR", Year), part("QUARTER", Quarter), part("MONTH", Month), part("WEEK", Week), part("DAYOFYEAR", DayOfYear),
	part("DAYOFMONTH", Day), part("DAYOFWEEK", DayOfWeek), part("HOUR", Hour), part("MINUTE", Minute), part("SECOND", Second),
	{name: "TIMESTAMPADD", expand: expandTimestampAdd},
	{name: "DATETIME DIFFERENCE", infer: inferDifference, build: buildDifference},
	{name: "TIMESTAMPDIFF", infer: inferTimestampDiff, build: buildTimestampDiff},
	{name: "OVERLAPS", expand: expandOverlaps},
}

// floorUnits are those of FLOOR and CEIL.
var floorUnits = map[Unit]bool{Second: true, Minute: true, Hour: true, Day: true, Week: true, Month: true, Quarter: true, Year: true,
	Decade: true, Century: true, Millennium: true, Millisecond: true}

// part is EXTRACT of one unit as a function.
func part(name string, unit Unit) function {
	return function{name: name, expand: func(r *request) (Expr, error) {
		if err := r.count(1, 1); err != nil {
			return nil, err
		}
		e, err := Resolve("EXTRACT", r.args, unit)
		if err != nil {
			return nil, &ArgumentTypeError{Name: name, Args: r.types(), Supported: []string{name + "(<DATETIME>)"}}
		}
		return e, nil
	}}
}

func inferExtract(r *request) ([]Expr, types.Type, error) {
	if err := r.count(1, 1); err != nil {
		return nil, types.Type{}, err
	}
	t := r.args[0].Type()
	unit, _ := r.opts.(Unit)
	if !t.Kind.IsDatetime() && !t.Kind.IsInterval() && t.Kind != types.Null || !extractable(unit, t.Kind) {
		return nil, t, &ArgumentTypeError{Name: r.name, Args: r.types(),
			Supported: []string{"EXTRACT(<DATETIME_INTERVAL> FROM <DATETIME>)"}}
	}
	if t.Kind == types.Null {
		return []Expr{Null(types.TimestampOf(3))}, types.Of(types.BigInt), nil
	}
	return r.args, types.Of(types.BigInt).WithNullable(t.Nullable), nil
}

// extractable tells which units a kind has.
func extractable(unit Unit, kind types.Kind) bool {
	switch unit {
	case Hour, Minute, Second, Millisecond:
		return kind != types.IntervalYearMonth
	case Microsecond, Nanosecond:
		return kind != types.Time && !kind.IsInterval()
	case Day:
		return kind != types.Time && kind != types.IntervalYearMonth
	case Year, Month:
		return kind != types.Time && kind != types.IntervalDayTime
	case Quarter, Week, DayOfWeek, ISODayOfWeek, ISOYear, DayOfYear, Decade, Century, Millennium, Epoch:
		return kind != types.Time && !kind.IsInterval()
	}
	return false
}

func buildExtract(c *compiler, call *Call) (node, error) {
	unit := call.Options.(Unit)
	kind := call.Args[0].Type().Kind
	return c.strict(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		in := args[0]
		each(sel, x.n, func(i int) {
			v := in.I64[i]
			switch kind {
			case types.IntervalYearMonth:
				out.I64[i] = map[Unit]int64{Year: v / 12, Month: v % 12}[unit]
				return
			case types.Date:
				v *= temporal.Day
			case types.TimestampLTZ:
				v = temporal.ToLocal(v, x.zone)
			}
			if kind == types.IntervalDayTime {
				out.I64[i] = intervalPart(unit, v)
				return
			}
			out.I64[i] = extractPart(unit, v, int64(in.NanosAt(i)))
		})
	})
}

// extractPart is a unit of a local timestamp.
func extractPart(unit Unit, millis, nanos int64) int64 {
	days, ofDay := temporal.FloorDiv(millis, temporal.Day), temporal.FloorMod(millis, temporal.Day)
	switch unit {
	case Hour:
		return ofDay / temporal.Hour
	case Minute:
		return ofDay / temporal.Minute % 60
	case Second:
		return ofDay / temporal.Second % 60
	case Millisecond:
		return ofDay % temporal.Second
	case Microsecond:
		return ofDay%temporal.Second*1000 + nanos/1000
	case Nanosecond:
		return ofDay%temporal.Second*1_000_000 + nanos
	case Epoch:
		return temporal.FloorDiv(millis, temporal.Second)
	case Week:
		_, week := temporal.ISOWeek(days)
		return week
	case ISOYear:
		year, _ := temporal.ISOWeek(days)
		return year
	case DayOfWeek:
		return temporal.DayOfWeek(days)
	case ISODayOfWeek:
		return temporal.ISODayOfWeek(days)
	case DayOfYear:
		return temporal.DayOfYear(days)
	}
	c := temporal.FromDays(days)
	switch unit {
	case Month:
		return int64(c.Month)
	case Day:
		return int64(c.Day)
	case Quarter:
		return int64(c.Month+2) / 3
	case Decade:
		return c.Year / 10
	case Century:
		return (c.Year + 99) / 100
	case Millennium:
		return (c.Year + 999) / 1000
	}
	return c.Year
}

func intervalPart(unit Unit, millis int64) int64 {
	switch unit {
	case Day:
		return millis / temporal.Day
	case Hour:
		return millis % temporal.Day / temporal.Hour
	case Minute:
		return millis % temporal.Hour / temporal.Minute
	case Second:
		return millis % temporal.Minute / temporal.Second
	case Millisecond:
		return millis % temporal.Second
	case Microsecond:
		return millis % temporal.Second * 1000
	}
	return millis % temporal.Second * 1_000_000
}

// floorTimeKernel is FLOOR and CEIL to a unit. Only units up to the day look at the time of day when they round up.
func floorTimeKernel(call *Call, floor bool) kernel {
	unit := call.Options.(Unit)
	kind := call.Args[0].Type().Kind
	width := map[Unit]int64{Millisecond: 1, Second: temporal.Second, Minute: temporal.Minute, Hour: temporal.Hour, Day: temporal.Day}[unit]
	byDays := temporal.CeilDate
	if floor {
		byDays = temporal.FloorDate
	}
	return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		each(sel, x.n, func(i int) {
			v := args[0].I64[i]
			offset := int64(0)
			switch {
			case kind == types.Date && width != 0:
				out.I64[i] = v
				return
			case kind == types.Date:
				out.I64[i] = byDays(string(unit), v)
				return
			case kind == types.TimestampLTZ:
				// Flink takes the offset before for the result too, even if the clock changes in between.
				offset = temporal.ToLocal(v, x.zone) - v
			}
			v += offset
			if unit == Millisecond && !floor && args[0].NanosAt(i) > 0 {
				v++
			}
			switch {
			case width == 0:
				v = byDays(string(unit), temporal.FloorDiv(v, temporal.Day)) * temporal.Day
			case floor:
				v = temporal.FloorDiv(v, width) * width
			default:
				v = temporal.FloorDiv(v+width-1, width) * width
			}
			out.I64[i] = v - offset
		})
	}
}

// unitMonths and unitMillis are the units of TIMESTAMPADD and TIMESTAMPDIFF.
var (
	unitMonths = map[Unit]int64{Month: 1, Quarter: 3, Year: 12}
	unitMillis = map[Unit]int64{Second: temporal.Second, Minute: temporal.Minute, Hour: temporal.Hour, Day: temporal.Day,
		Week: 7 * temporal.Day}
	// unitFractions are how many of a unit of TIMESTAMPDIFF are a second.
	unitFractions = map[Unit]int64{Microsecond: 1_000_000, Nanosecond: 1_000_000_000}
)

// expandTimestampAdd makes an interval of the number and adds it.
func expandTimestampAdd(r *request) (Expr, error) {
	if err := r.count(2, 2); err != nil {
		return nil, err
	}
	unit, _ := r.opts.(Unit)
	n, at := r.args[0], r.args[1]
	if k := n.Type().Kind; !k.IsInteger() && k != types.Null || !at.Type().Kind.IsDatetime() && at.Type().Kind != types.Null {
		return nil, &ArgumentTypeError{Name: r.name, Args: r.types(), Supported: []string{"TIMESTAMPADD(<TIME_UNIT>, <INTEGER>, <DATETIME>)"}}
	}
	kind, factor := types.IntervalDayTime, unitMillis[unit]
	if months, ok := unitMonths[unit]; ok {
		kind, factor = types.IntervalYearMonth, months
	}
	if factor == 0 {
		return nil, &ArgumentTypeError{Name: r.name, Args: r.types(), Reason: "Unit " + string(unit) + " is not supported."}
	}
	if k := at.Type().Kind; k == types.Date && (unit == Hour || unit == Minute || unit == Second) {
		at = cast(at, types.TimestampOf(6).WithNullable(at.Type().Nullable), false)
	}
	one := &Literal{Value: factor, Typ: types.Of(kind).NotNull()}
	interval, err := Resolve("*", []Expr{one, n}, nil)
	if err != nil {
		return nil, err
	}
	return Resolve("+", []Expr{at, interval}, nil)
}

func inferTimestampDiff(r *request) ([]Expr, types.Type, error) {
	if err := r.count(2, 2); err != nil {
		return nil, types.Type{}, err
	}
	unit, _ := r.opts.(Unit)
	if unitMillis[unit] == 0 && unitMonths[unit] == 0 && unitFractions[unit] == 0 {
		return nil, types.Type{}, &ArgumentTypeError{Name: r.name, Args: r.types(), Reason: "Unit " + string(unit) + " is not supported."}
	}
	args := make([]Expr, 2)
	for i, a := range r.args {
		t := a.Type()
		if t.Kind != types.Null && t.Kind != types.Date && !t.Kind.IsTimestamp() {
			return nil, t, &ArgumentTypeError{Name: r.name, Args: r.types(),
				Supported: []string{"TIMESTAMPDIFF(<TIME_UNIT>, <DATETIME>, <DATETIME>)"}}
		}
		args[i] = a
	}
	a, b := args[0].Type(), args[1].Type()
	if a.Kind != b.Kind && (a.Kind == types.TimestampLTZ || b.Kind == types.TimestampLTZ) && a.Kind != types.Null && b.Kind != types.Null {
		return nil, a, r.mismatch("TIMESTAMP_LTZ only supports diff between the same type.")
	}
	for i, t := range []types.Type{a, b} {
		if other := []types.Type{b, a}[i]; t.Kind == types.Date && other.Kind == types.Timestamp || t.Kind == types.Null {
			args[i] = widen(args[i], types.TimestampOf(max(3, other.Precision)))
		}
	}
	result := types.Of(types.Int)
	if unit == Nanosecond {
		result = types.Of(types.BigInt)
	}
	return args, result.WithNullable(a.Nullable || b.Nullable), nil
}

func buildTimestampDiff(c *compiler, call *Call) (node, error) {
	unit := call.Options.(Unit)
	scale := int64(1)
	if call.Args[0].Type().Kind == types.Date {
		scale = temporal.Day
	}
	months, millis, fractions := unitMonths[unit], unitMillis[unit], unitFractions[unit]
	wrap := func(v int64) int64 { return int64(int32(v)) }
	if call.Typ.Kind == types.BigInt {
		wrap = func(v int64) int64 { return v }
	}
	return c.strict(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		a, b := args[0].I64, args[1].I64
		each(sel, x.n, func(i int) {
			from, to := a[i]*scale, b[i]*scale
			switch {
			case months > 0:
				out.I64[i] = wrap(temporal.MonthsBetween(from, to) / months)
			case fractions > 0: // Flink counts whole seconds
				out.I64[i] = wrap((to - from) / temporal.Second * fractions)
			default:
				out.I64[i] = wrap((to - from) / millis)
			}
		})
	})
}

// inferDifference is for the interval between two dates or times of one type.
func inferDifference(r *request) ([]Expr, types.Type, error) {
	a, b := r.args[0].Type(), r.args[1].Type()
	if a.Kind != b.Kind || a.Kind != types.Date && !a.Kind.IsTimestamp() {
		return nil, a, &ArgumentTypeError{Name: "-", Args: r.types(), Supported: []string{"(<DATETIME> - <DATETIME>) <INTERVAL_QUALIFIER>"}}
	}
	t := types.Of(types.IntervalDayTime)
	if unit := r.opts.(Unit); unit == Month || unit == Year {
		t = types.Of(types.IntervalYearMonth)
	}
	return r.args, t.WithNullable(a.Nullable || b.Nullable), nil
}

func buildDifference(c *compiler, call *Call) (node, error) {
	scale := int64(1)
	if call.Args[0].Type().Kind == types.Date {
		scale = temporal.Day
	}
	months := call.Typ.Kind == types.IntervalYearMonth
	return c.strict(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		a, b := args[0].I64, args[1].I64
		each(sel, x.n, func(i int) {
			to, from := a[i]*scale, b[i]*scale
			if months {
				out.I64[i] = temporal.MonthsBetween(from, to)
				return
			}
			out.I64[i] = to - from
		})
	})
}

// expandOverlaps compares two periods, each of a begin and an end or a length; an end before its begin changes places with it.
func expandOverlaps(r *request) (Expr, error) {
	if err := r.count(4, 4); err != nil {
		return nil, err
	}
	var bounds [2][2]Expr
	for p := range 2 {
		begin, end := r.args[2*p], r.args[2*p+1]
		if end.Type().Kind.IsInterval() {
			sum, err := Resolve("+", []Expr{begin, end}, nil)
			if err != nil {
				return nil, err
			}
			end = sum
		}
		low, err := Resolve("LEAST", []Expr{begin, end}, nil)
		if err != nil {
			return nil, err
		}
		high, err := Resolve("GREATEST", []Expr{begin, end}, nil)
		if err != nil {
			return nil, err
		}
		bounds[p] = [2]Expr{low, high}
	}
	first, err := Resolve(">=", []Expr{bounds[0][1], bounds[1][0]}, nil)
	if err != nil {
		return nil, err
	}
	second, err := Resolve(">=", []Expr{bounds[1][1], bounds[0][0]}, nil)
	if err != nil {
		return nil, err
	}
	return Resolve("AND", []Expr{first, second}, nil)
}

package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// inferIntervalSum is for date or time + interval, interval + date or time, date or time - interval and interval +- interval.
// The result has the type of the date or time: a DATE moves by whole days only.
func inferIntervalSum(r *request) ([]Expr, types.Type, error) {
	a, b := r.args[0], r.args[1]
	if a.Type().Kind.IsInterval() && b.Type().Kind.IsDatetime() && r.name == "+" {
		a, b = b, a
	}
	at, bt := a.Type(), b.Type()
	nullable := at.Nullable || bt.Nullable
	switch {
	case at.Kind.IsInterval() && bt.Kind == at.Kind:
		return []Expr{a, b}, at.WithNullable(nullable), nil
	case at.Kind.IsDatetime() && bt.Kind.IsInterval():
		if at.Kind == types.TimestampLTZ && r.args[0].Type().Kind.IsInterval() {
			return r.noSuchOperator() // Flink has the interval on the right of a TIMESTAMP_LTZ only
		}
		return []Expr{a, b}, at.WithNullable(nullable), nil
	}
	return r.noSuchOperator()
}

// inferIntervalProduct is for interval * number and number * interval.
func inferIntervalProduct(r *request) ([]Expr, types.Type, error) {
	a, b := r.args[0], r.args[1]
	if b.Type().Kind.IsInterval() {
		a, b = b, a
	}
	if !b.Type().Kind.IsInteger() {
		return r.noSuchOperator()
	}
	b = widen(b, types.Of(types.BigInt))
	return []Expr{a, b}, a.Type().WithNullable(a.Type().Nullable || b.Type().Nullable), nil
}

// intervalKernel computes what inferIntervalSum and inferIntervalProduct allow.
func intervalKernel(op arithmeticOp, call *Call) kernel {
	months := call.Args[1].Type().Kind == types.IntervalYearMonth
	kind := call.Typ.Kind
	return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		a, b := args[0].I64[:x.n], args[1].I64[:x.n]
		switch {
		case kind == types.Date && !months:
			each(sel, x.n, func(i int) { out.I64[i] = a[i] + signed(op, b[i])/temporal.Day })
		case kind == types.Date:
			each(sel, x.n, func(i int) { out.I64[i] = temporal.AddMonths(a[i], signed(op, b[i])) })
		case kind == types.Time && months: // months do not change the time of a day
			copy(out.I64, a)
		case kind == types.Time:
			each(sel, x.n, func(i int) { out.I64[i] = temporal.FloorMod(a[i]+signed(op, b[i]), temporal.Day) })
		case kind.IsTimestamp() && months: // of a TIMESTAMP_LTZ these are months in UTC, whatever the session time zone is
			each(sel, x.n, func(i int) { out.I64[i] = temporal.AddMonthsMillis(a[i], signed(op, b[i])) })
		default:
			calculate(op, a, b, out.I64, sel)
		}
		copyNanos(args[0], out, kind)
	}
}

func signed(op arithmeticOp, v int64) int64 {
	if op == minus {
		return -v
	}
	return v
}

// copyNanos keeps what is below the millisecond: intervals are whole milliseconds.
func copyNanos(from, to *batch.Vector, kind types.Kind) {
	if kind.IsTimestamp() && from.Nanos != nil {
		to.Nanos = append(to.Nanos[:0], from.Nanos...)
	}
}

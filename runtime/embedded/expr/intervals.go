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
	case at.Kind.IsInterval() && bt.Kind == at.Kind, at.Kind.IsInterval() && bt.Kind == types.Null:
		return []Expr{a, widen(b, at)}, at.WithNullable(nullable), nil
	case bt.Kind.IsInterval() && at.Kind == types.Null:
		return []Expr{widen(a, bt), b}, bt.WithNullable(true), nil
	case at.Kind.IsDatetime() && bt.Kind.IsInterval():
		if at.Kind == types.Time && bt.Kind == types.IntervalYearMonth {
			return r.noSuchOperator()
		}
		return []Expr{a, b}, at.WithNullable(nullable), nil
	case at.Kind.IsDatetime() && bt.Kind == types.Null:
		return []Expr{a, Null(types.Of(types.IntervalDayTime))}, at.WithNullable(true), nil
	}
	return r.noSuchOperator()
}

// inferIntervalProduct is for interval * number and number * interval.
func inferIntervalProduct(r *request) ([]Expr, types.Type, error) {
	a, b := r.args[0], r.args[1]
	if b.Type().Kind.IsInterval() {
		a, b = b, a
	}
	if k := b.Type().Kind; !k.IsNumeric() && k != types.Null {
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
		case kind == types.Time:
			each(sel, x.n, func(i int) { out.I64[i] = temporal.FloorMod(a[i]+signed(op, b[i]), temporal.Day) })
		case kind == types.Timestamp && months:
			each(sel, x.n, func(i int) { out.I64[i] = temporal.AddMonthsMillis(a[i], signed(op, b[i])) })
		case kind == types.TimestampLTZ && months:
			each(sel, x.n, func(i int) {
				local := temporal.AddMonthsMillis(temporal.ToLocal(a[i], x.zone), signed(op, b[i]))
				out.I64[i] = temporal.FromLocal(local, x.zone)
			})
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

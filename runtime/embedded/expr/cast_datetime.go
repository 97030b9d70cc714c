package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// castDatetime converts between dates, times and timestamps; digits below the precision of the result are cut off.
func castDatetime(from, to types.Type) castFunc {
	switch {
	case from.Kind == types.Time && to.Kind == types.Time:
		return func(c *caster, in, out *batch.Vector, sel []int32) { copyRows(out.I64, in.I64, sel, c.x.n) }
	case to.Kind.IsTimestamp():
		return castToTimestamp(from, to)
	case !from.Kind.IsTimestamp():
		return nil
	}
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		local := from.Kind == types.Timestamp
		each(sel, c.x.n, func(i int) {
			millis := in.I64[i]
			if !local {
				millis = temporal.ToLocal(millis, c.x.zone)
			}
			if to.Kind == types.Date {
				out.I64[i] = temporal.FloorDiv(millis, temporal.Day)
				return
			}
			out.I64[i] = temporal.FloorMod(millis, temporal.Day)
		})
	}
}

func castToTimestamp(from, to types.Type) castFunc {
	toLocal := from.Kind == types.TimestampLTZ && to.Kind == types.Timestamp
	fromLocal := from.Kind != types.TimestampLTZ && to.Kind == types.TimestampLTZ
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		each(sel, c.x.n, func(i int) {
			t := batch.Instant{Millis: in.I64[i], Nanos: in.NanosAt(i)}
			if from.Kind == types.Date {
				t.Millis *= temporal.Day
			}
			if toLocal {
				t.Millis = temporal.ToLocal(t.Millis, c.x.zone)
			}
			t = temporal.Truncate(t, to.Precision)
			if fromLocal {
				t.Millis = temporal.FromLocal(t.Millis, c.x.zone)
			}
			out.I64[i] = t.Millis
			out.SetNanos(i, t.Nanos)
		})
	}
}

package expr

import (
	"fmt"
	"math"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// temporalTextFunctions read and write dates and times as texts and numbers. Patterns are those of Java's DateTimeFormatter
// for TO_TIMESTAMP and for DATE_FORMAT of timestamps, and of its SimpleDateFormat for the others.
var temporalTextFunctions = []function{
	{name: "DATE_FORMAT", session: true, forms: []form{
		{params: []param{timestamp, text}, result: mayGiveText, kernel: per2(dateFormat(false))},
		{params: []param{instant, text}, result: mayGiveText, kernel: per2(dateFormat(true))},
		{params: []param{text, text}, result: mayGiveText, kernel: per2(reformat)},
	}},
	{name: "TO_TIMESTAMP", forms: []form{
		{params: []param{text}, result: mayGive(types.TimestampOf(3)), kernel: try1(func(_ *exec, s string) (batch.Instant, bool) {
			return temporal.ParseTimestamp(s, 3)
		})},
		{params: []param{text, text}, result: mayGive(types.TimestampOf(3)), kernel: per2(toTimestamp)},
	}},
	{name: "TO_TIMESTAMP_LTZ", session: true, forms: []form{
		{params: []param{integer, integer}, result: mayGive(types.TimestampLTZOf(3)), kernel: try2(epoch)},
		{params: []param{approximate, integer}, result: mayGive(types.TimestampLTZOf(3)), kernel: try2(epochOfFloat)},
		{params: []param{decimalArg, integer}, result: mayGive(types.TimestampLTZOf(3)), kernel: per2(epochOfDecimal)},
	}},
	{name: "TO_DATE", forms: []form{
		{params: []param{text}, result: mayGive(types.Of(types.Date)), kernel: try1(func(_ *exec, s string) (int64, bool) { return temporal.ParseDate(s) })},
		{params: []param{text, text}, result: mayGive(types.Of(types.Date)), kernel: per2(toDate)},
	}},
	{name: "UNIX_TIMESTAMP", session: true, forms: []form{
		{volatile: true, result: always(types.Of(types.BigInt)), kernel: per0(func(*Call) func(*exec, int) (int64, bool) {
			return func(x *exec, _ int) (int64, bool) { return x.time().Unix(), true }
		})},
		{params: []param{text}, result: givesBigInt, kernel: per1(func(*Call) func(*exec, string) (int64, bool) {
			parse := unixTimestamp()
			return func(x *exec, s string) (int64, bool) { return parse(x, s, defaultPattern) }
		})},
		{params: []param{text, text}, result: givesBigInt, kernel: per2(func(*Call) func(*exec, string, string) (int64, bool) { return unixTimestamp() })},
	}},
	{name: "FROM_UNIXTIME", session: true, forms: []form{
		{params: []param{integer}, result: mayGiveText, kernel: per1(func(*Call) func(*exec, int64) (string, bool) {
			format := fromUnixTime()
			return func(x *exec, v int64) (string, bool) { return format(x, v, defaultPattern) }
		})},
		{params: []param{integer, text}, result: mayGiveText, kernel: per2(func(*Call) func(*exec, int64, string) (string, bool) { return fromUnixTime() })},
	}},
	{name: "CONVERT_TZ", forms: []form{{params: []param{text, text, text}, result: mayGiveText, kernel: per3(convertZone)}}},
}

const defaultPattern = "yyyy-MM-dd HH:mm:ss"

// formats keeps the formats of one call.
type formats struct {
	formatter memo[*temporal.Formatter]
	simple    memo[*temporal.SimpleFormat]
}

func newFormats() *formats {
	return &formats{memo[*temporal.Formatter]{make: temporal.NewFormatter}, memo[*temporal.SimpleFormat]{make: temporal.NewSimpleFormat}}
}

func dateFormat(local bool) func(*Call) func(*exec, batch.Instant, string) (string, bool) {
	return func(*Call) func(*exec, batch.Instant, string) (string, bool) {
		f := newFormats()
		var buf []byte
		var last formatted
		return func(x *exec, t batch.Instant, pattern string) (string, bool) {
			formatter, err := f.formatter.get(pattern)
			if err != nil {
				x.fail(err)
				return "", false
			}
			if local {
				t.Millis = temporal.ToLocal(t.Millis, x.zone)
			}
			if last.same(formatter, t.Millis) {
				return last.text, true
			}
			if buf, err = formatter.Format(buf[:0], t); err != nil {
				x.fail(err)
				return "", false
			}
			last.text = string(buf)
			return last.text, true
		}
	}
}

// formatted is the last timestamp that was written; those that follow often look the same.
type formatted struct {
	by         *temporal.Formatter
	resolution int64
	// number counts the pieces of the length of the resolution.
	number int64
	text   string
}

// same tells whether a timestamp looks as the last one did; otherwise it becomes the last.
func (f *formatted) same(by *temporal.Formatter, millis int64) bool {
	if f.by != by {
		*f = formatted{by: by, resolution: by.Resolution()}
	}
	if f.resolution == 0 {
		return false
	}
	number := temporal.FloorDiv(millis, f.resolution)
	if number == f.number && f.text != "" {
		return true
	}
	f.number, f.text = number, ""
	return false
}

// reformat reads a text in the default pattern and writes it in another.
func reformat(*Call) func(*exec, string, string) (string, bool) {
	from, to := newFormats(), newFormats()
	return func(x *exec, s, pattern string) (string, bool) {
		in, err := from.simple.get(defaultPattern)
		if err == nil {
			var out *temporal.SimpleFormat
			if out, err = to.simple.get(pattern); err == nil {
				millis, ok := in.Parse(s, time.UTC)
				return string(out.Format(nil, millis, time.UTC)), ok
			}
		}
		x.fail(err)
		return "", false
	}
}

func toTimestamp(*Call) func(*exec, string, string) (batch.Instant, bool) {
	f := newFormats()
	return func(x *exec, s, pattern string) (batch.Instant, bool) {
		formatter, err := f.formatter.get(pattern)
		if err != nil {
			x.fail(err)
			return batch.Instant{}, false
		}
		if t, ok := formatter.Parse(s, 3); ok {
			return t, true
		}
		t, ok := temporal.ParseSQL(s)
		t.Nanos = 0 // the result has milliseconds
		return t, ok
	}
}

func toDate(*Call) func(*exec, string, string) (int64, bool) {
	f := newFormats()
	return func(x *exec, s, pattern string) (int64, bool) {
		format, err := f.simple.get(pattern)
		if err != nil {
			x.fail(err)
			return 0, false
		}
		millis, ok := format.Parse(s, time.UTC)
		return temporal.FloorDiv(millis, temporal.Day), ok
	}
}

// Flink refuses instants outside the years 0001 to 9999.
const (
	minEpochMillis = -62135596800000
	maxEpochMillis = 253402300799999
)

// epoch reads a number of seconds (precision 0) or milliseconds (precision 3).
func epoch(x *exec, v, precision int64) (batch.Instant, bool) {
	switch precision {
	case 0:
		if v < minEpochMillis/1000 || v > maxEpochMillis/1000 {
			return batch.Instant{}, false
		}
		v *= temporal.Second
	case 3:
	default:
		x.fail(fmt.Errorf("The precision value '%d' for function TO_TIMESTAMP_LTZ(numeric, precision) is unsupported, "+ //nolint:staticcheck // Flink's words
			"the supported value is '0' for second or '3' for millisecond.", precision))
		return batch.Instant{}, false
	}
	return batch.Instant{Millis: v}, v >= minEpochMillis && v <= maxEpochMillis
}

func epochOfFloat(x *exec, v float64, precision int64) (batch.Instant, bool) {
	if precision == 0 {
		v, precision = v*1000, 3
	}
	if math.IsNaN(v) {
		v = 0
	}
	return epoch(x, saturate(v, types.BigInt), precision)
}

func epochOfDecimal(call *Call) func(*exec, decimal.Int, int64) (batch.Instant, bool) {
	scale := call.Args[0].Type().Scale
	return func(x *exec, v decimal.Int, precision int64) (batch.Instant, bool) {
		return epoch(x, decimal.Int64(v, scale), precision)
	}
}

// unixTimestamp gives the smallest BIGINT for what it cannot read.
func unixTimestamp() func(*exec, string, string) (int64, bool) {
	f := newFormats()
	return func(x *exec, s, pattern string) (int64, bool) {
		format, err := f.simple.get(pattern)
		if err != nil {
			x.fail(err)
			return 0, false
		}
		millis, ok := format.Parse(s, x.zone)
		if !ok {
			return math.MinInt64, true
		}
		return millis / temporal.Second, true
	}
}

func fromUnixTime() func(*exec, int64, string) (string, bool) {
	f := newFormats()
	var buf []byte
	return func(x *exec, seconds int64, pattern string) (string, bool) {
		format, err := f.simple.get(pattern)
		if err != nil {
			x.fail(err)
			return "", false
		}
		buf = format.Format(buf[:0], seconds*temporal.Second, x.zone)
		return string(buf), true
	}
}

// convertZone reads a text in the default pattern as the wall clock of one zone and writes it as that of another. A zone
// that is not known is GMT, as in Java.
func convertZone(*Call) func(*exec, string, string, string) (string, bool) {
	f := newFormats()
	load := func(name string) (*time.Location, error) {
		zone, err := temporal.LoadZone(name)
		if err != nil {
			return time.UTC, nil //nolint:nilerr // java.util.TimeZone.getTimeZone does the same
		}
		return zone, nil
	}
	from, to := memo[*time.Location]{make: load}, memo[*time.Location]{make: load}
	return func(x *exec, s, fromName, toName string) (string, bool) {
		format, err := f.simple.get(defaultPattern)
		if err != nil {
			x.fail(err)
			return "", false
		}
		fromZone, _ := from.get(fromName)
		toZone, _ := to.get(toName)
		millis, ok := format.Parse(s, fromZone)
		return string(format.Format(nil, millis, toZone)), ok
	}
}

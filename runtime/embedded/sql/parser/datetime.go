package parser

import (
	"regexp"
	"strconv"
	"time"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/types"
)

var (
	dateForm      = regexp.MustCompile(`^(\d{1,4})-(\d{1,2})-(\d{1,2})$`)
	timeForm      = regexp.MustCompile(`^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?$`)
	timestampForm = regexp.MustCompile(`^(\d{1,4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9})\d*)?)?$`)
)

// escapeKinds are the literals of ODBC, {d '...'}, {t '...'} and {ts '...'}.
var escapeKinds = map[string]types.Kind{"D": types.Date, "T": types.Time, "TS": types.Timestamp}

// parseEscapedLiteral reads a literal as ODBC writes it; nil where there is none.
func (p *parser) parseEscapedLiteral() ast.Expr {
	kind, ok := escapeKinds[p.peek(1).text]
	if !ok || p.peek(1).kind != word || p.peek(2).kind != stringToken {
		return nil
	}
	p.expect("{")
	lit := p.parseDatetimeLiteral(kind)
	p.expect("}")
	return lit
}

// parseDatetimeLiteral reads DATE '...', TIME '...' and TIMESTAMP '...'; nil where no string follows.
func (p *parser) parseDatetimeLiteral(kind types.Kind) ast.Expr {
	if p.peek(1).kind != stringToken {
		return nil
	}
	lit := &ast.DatetimeLit{Pos: p.next().pos, Kind: kind}
	at := p.pos()
	text := p.parseString().Value
	ok := false
	switch kind {
	case types.Date:
		if m := dateForm.FindStringSubmatch(text); m != nil {
			lit.Value, ok = dateOf(m[1:])
		}
	case types.Time:
		if m := timeForm.FindStringSubmatch(text); m != nil {
			lit.Value, ok = timeOf(m[1:])
			lit.Value += int64(fractionOf(m[4]) / 1_000_000)
			lit.Precision = len(m[4])
		}
	default:
		if m := timestampForm.FindStringSubmatch(text); m != nil {
			days, dateOK := dateOf(m[1:])
			ms, timeOK := int64(0), true // a day alone is its midnight
			if m[4] != "" {
				ms, timeOK = timeOf(m[4:])
			}
			nanos := fractionOf(m[7])
			lit.Value, lit.Nanos = days*86_400_000+ms+int64(nanos/1_000_000), int32(nanos%1_000_000)
			lit.Precision, ok = len(m[7]), dateOK && timeOK
		}
	}
	if !ok {
		p.fail(at, "Illegal %s literal '%s': not in format '%s'.", kind, text, datetimeFormats[kind])
	}
	return lit
}

var datetimeFormats = map[types.Kind]string{
	types.Date: "yyyy-MM-dd", types.Time: "HH:mm:ss", types.Timestamp: "yyyy-MM-dd HH:mm:ss",
}

// dateOf is a year, month and day of the proleptic Gregorian calendar in days since the epoch.
func dateOf(parts []string) (int64, bool) {
	y, m, d := atoi(parts[0]), atoi(parts[1]), atoi(parts[2])
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	seconds := t.Unix()
	return seconds / 86_400, y > 0 && t.Year() == y && int(t.Month()) == m && t.Day() == d
}

// timeOf is hours, minutes and seconds in milliseconds.
func timeOf(parts []string) (int64, bool) {
	h, m, s := atoi(parts[0]), atoi(parts[1]), atoi(parts[2])
	return int64(h*3600+m*60+s) * 1000, h < 24 && m < 60 && s < 60
}

// fractionOf is the digits after the point of a second in nanoseconds.
func fractionOf(digits string) int {
	n := atoi(digits)
	for range 9 - len(digits) {
		n *= 10
	}
	return n
}

// atoi reads a short run of digits; "" is 0.
func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

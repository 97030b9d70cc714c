package parser

import (
	"fmt"
	"math"
	"regexp"
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// parseInterval reads INTERVAL [sign] '...' qualifier. INTERVAL number unit, and the same with a column or an expression
// in parentheses, stand for value * INTERVAL '1' unit.
func (p *parser) parseInterval() ast.Expr {
	t := p.expect("INTERVAL")
	lit := &ast.IntervalLit{Pos: t.pos}
	if p.accept("-") {
		lit.Negative = true
	} else {
		p.accept("+")
	}
	switch k := p.tok().kind; {
	case k == stringToken:
		at := p.pos()
		lit.Text = p.parseString().Value
		lit.Qualifier = p.parseIntervalQualifier()
		p.evaluate(lit, at)
		return lit
	case k == number || p.see("("), p.tok().isIdent():
		value := p.parsePrimary()
		p.grow()
		lit.Text = "1"
		unit := p.pos()
		lit.Qualifier = p.parseIntervalQualifier()
		p.evaluate(lit, unit)
		return &ast.Binary{Pos: t.pos, OpPos: unit, Op: "*", Left: value, Right: lit}
	}
	p.expecting("<QUOTED_STRING>")
	p.unexpected()
	return nil
}

// parseIntervalQualifier reads unit[(p)] [TO unit[(p)]].
func (p *parser) parseIntervalQualifier() ast.IntervalQualifier {
	q := ast.IntervalQualifier{Pos: p.pos(), Precision: -1, Fraction: -1}
	q.From = p.parseIntervalUnit()
	if p.accept("(") {
		q.Precision = p.parseUnsigned()
		if q.From == ast.Second && p.accept(",") {
			q.Fraction = p.parseUnsigned()
		}
		p.expect(")")
	}
	if p.is("TO") {
		p.next()
		at := p.pos()
		q.To = p.parseIntervalUnit()
		if !validRange(q.From, q.To) {
			p.fail(at, "Illegal interval qualifier %s TO %s.", q.From, q.To)
		}
		if q.To == ast.Second {
			q.Fraction = p.acceptPrecision()
		}
	}
	return q
}

func (p *parser) parseIntervalUnit() ast.TimeUnit {
	unit, ok := intervalUnits[p.tok().text]
	if p.tok().kind != word || !ok {
		for _, u := range []ast.TimeUnit{ast.Day, ast.Hour, ast.Minute, ast.Month, ast.Second, ast.Year} {
			p.expecting(string(u))
		}
		p.unexpected()
	}
	p.next()
	return unit
}

// validRange tells the pairs of units that an interval may range over.
func validRange(from, to ast.TimeUnit) bool {
	order := map[ast.TimeUnit]int{ast.Day: 1, ast.Hour: 2, ast.Minute: 3, ast.Second: 4}
	if from == ast.Year {
		return to == ast.Month
	}
	return order[from] > 0 && order[to] > order[from]
}

// intervalForm has the fields of an interval by its units, as the standard writes them.
func intervalForm(q ast.IntervalQualifier) *regexp.Regexp {
	return intervalForms[[2]ast.TimeUnit{q.From, q.To}]
}

var intervalForms = func() map[[2]ast.TimeUnit]*regexp.Regexp {
	forms := make(map[[2]ast.TimeUnit]*regexp.Regexp)
	const seconds = `(\d+)(?:\.(\d{1,9}))?`
	for units, form := range map[[2]ast.TimeUnit]string{
		{ast.Year, ""}:           `(\d+)`,
		{ast.Month, ""}:          `(\d+)`,
		{ast.Day, ""}:            `(\d+)`,
		{ast.Hour, ""}:           `(\d+)`,
		{ast.Minute, ""}:         `(\d+)`,
		{ast.Second, ""}:         seconds,
		{ast.Year, ast.Month}:    `(\d+)-(\d+)`,
		{ast.Day, ast.Hour}:      `(\d+) (\d+)`,
		{ast.Day, ast.Minute}:    `(\d+) (\d+):(\d+)`,
		{ast.Day, ast.Second}:    `(\d+) (\d+):(\d+):` + seconds,
		{ast.Hour, ast.Minute}:   `(\d+):(\d+)`,
		{ast.Hour, ast.Second}:   `(\d+):(\d+):` + seconds,
		{ast.Minute, ast.Second}: `(\d+):` + seconds,
	} {
		forms[units] = regexp.MustCompile(`^\s*([+-]?)` + form + `\s*$`)
	}
	return forms
}()

// unitValue is a unit in months or in milliseconds.
var unitValue = map[ast.TimeUnit]int64{
	ast.Year: 12, ast.Month: 1, ast.Day: 86_400_000, ast.Hour: 3_600_000, ast.Minute: 60_000, ast.Second: 1000,
}

// lowerUnits are the units below a unit within a range, and the highest value of each.
var lowerUnits = map[ast.TimeUnit]struct {
	next ast.TimeUnit
	most int64
}{
	ast.Year: {ast.Month, 11}, ast.Day: {ast.Hour, 23}, ast.Hour: {ast.Minute, 59}, ast.Minute: {ast.Second, 59},
}

// evaluate computes the literal's value from its text.
func (p *parser) evaluate(lit *ast.IntervalLit, at ast.Pos) {
	q := lit.Qualifier
	m := intervalForm(q).FindStringSubmatch(lit.Text)
	if m == nil {
		p.fail(at, "Illegal interval literal format '%s' for INTERVAL %s.", lit.Text, qualifierText(q))
	}
	precision := 2
	if q.Precision >= 0 {
		precision = q.Precision
	}
	if digits := trimZeros(m[2]); len(digits) > precision {
		p.failHint(at, fmt.Sprintf("Write INTERVAL '%s' %s(%d).", lit.Text, q.From, len(digits)),
			"Interval field value %s exceeds precision of %s(%d) field.", digits, q.From, precision)
	}
	total, unit, fields := int64(0), q.From, m[2:]
	for i := 0; ; i++ {
		v, err := strconv.ParseInt(fields[i], 10, 64)
		scale := unitValue[unit]
		if err != nil || v > (math.MaxInt64-total)/scale {
			p.fail(at, "Interval value '%s' is out of range.", lit.Text)
		}
		total += v * scale
		if unit == ast.Second {
			total += int64(fractionOf(fields[i+1]) / 1_000_000)
		}
		if q.To == "" || unit == q.To {
			break
		}
		below := lowerUnits[unit]
		unit = below.next
		if next, err := strconv.ParseInt(fields[i+1], 10, 64); err != nil || next > below.most {
			p.fail(at, "Illegal interval literal format '%s' for INTERVAL %s.", lit.Text, qualifierText(q))
		}
	}
	if lit.Negative != (m[1] == "-") {
		total = -total
	}
	lit.Value = total
}

func trimZeros(digits string) string {
	for len(digits) > 1 && digits[0] == '0' {
		digits = digits[1:]
	}
	return digits
}

func qualifierText(q ast.IntervalQualifier) string {
	if q.To == "" {
		return string(q.From)
	}
	return string(q.From) + " TO " + string(q.To)
}

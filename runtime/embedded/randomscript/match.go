package randomscript

import (
	"fmt"
	"strings"
)

// match looks for a pattern in the order of time.
func (g *generator) match(r relation) (relation, bool) {
	numbers := r.of(func(k kind) bool { return k == integer || k == bigint })
	if r.time == "" || r.updating || !r.inOrder || len(numbers) == 0 {
		return r, false
	}
	g.sequential = true
	of := pick(g, numbers...)
	var by []column
	if keys := r.keys(); len(keys) > 0 && g.chance(85) {
		by = some(g, keys, 1)
	}
	quantifier := func() string {
		return pick(g, "", "", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "*?", "+?", "??", "{1,2}?")
	}
	n := 2 + g.IntN(2)
	var pattern, defines, measures []string
	var columns []column
	for i := range n {
		v := string(rune('A' + i))
		q := ""
		if i < n-1 && (i > 0 || g.chance(30)) {
			q = quantifier()
		}
		pattern = append(pattern, v+q)
		if i < n-1 || g.chance(80) {
			defines = append(defines, v+" AS "+g.define(v, of.name, i))
		}
		for range 1 + g.IntN(2) {
			if g.chance(60) {
				call, k := g.measure(r, v, of)
				c := column{g.name("m"), k}
				measures, columns = append(measures, call+" AS "+c.name), append(columns, c)
			}
		}
	}
	c := column{g.name("m"), bigint}
	measures, columns = append(measures, "COUNT(*) AS "+c.name), append(columns, c)
	time := ""
	if g.chance(30) && r.timeKind() == timestamp {
		time = g.name("mt")
		measures, columns = append(measures, "MATCH_ROWTIME() AS "+time), append(columns, column{time, timestamp})
	}
	skip := pick(g, "PAST LAST ROW", "PAST LAST ROW", "TO NEXT ROW", "TO LAST "+string(rune('A'+n-1)))
	if len(pattern[0]) > 1 && strings.HasPrefix(skip, "TO LAST") {
		skip = "TO NEXT ROW" // to the first row of the match is an error
	}
	within := ""
	if g.chance(35) {
		within = pick(g, " WITHIN INTERVAL '10' SECOND", " WITHIN INTERVAL '30' SECOND")
	}
	partition := ""
	if len(by) > 0 {
		partition = "PARTITION BY " + names(by) + " "
	}
	in := g.named(r)
	query := fmt.Sprintf("SELECT * FROM %s MATCH_RECOGNIZE (%sORDER BY %s MEASURES %s ONE ROW PER MATCH AFTER MATCH SKIP %s PATTERN (%s)%s DEFINE %s)",
		in.table, partition, r.time, list(measures), skip, strings.Join(pattern, " "), within, list(defines))
	return relation{query: query, columns: append(by, columns...), time: time, rows: r.rows}, true
}

// define is a condition of a pattern variable.
func (g *generator) define(v, of string, before int) string {
	field := v + "." + of
	switch g.IntN(6) {
	case 0:
		return field + " > LAST(" + field + ", 1)"
	case 1:
		return field + pick(g, " > ", " <= ", " <> ") + pick(g, "2", "4")
	case 2:
		if before > 0 {
			return field + pick(g, " > ", " < ", " >= ") + pick(g, "A."+of, "LAST(A."+of+")", "FIRST(A."+of+")")
		}
	case 3:
		if before > 0 {
			return "SUM(A." + of + ") " + pick(g, "> ", "< ") + pick(g, "5", "12")
		}
	case 4:
		return field + " IS NOT NULL"
	}
	return field + pick(g, " >= ", " < ") + pick(g, "1", "3", "6")
}

// measure is a value of a match.
func (g *generator) measure(r relation, v string, of column) (call string, k kind) {
	switch g.IntN(7) {
	case 0:
		return "SUM(" + v + "." + of.name + ")", of.kind
	case 1:
		return "COUNT(" + v + "." + of.name + ")", bigint
	case 2:
		return pick(g, "MIN(", "MAX(", "AVG(") + v + "." + of.name + ")", of.kind
	case 3:
		return "LAST(" + v + "." + of.name + pick(g, "", ", 1") + ")", of.kind
	default:
		c := pick(g, r.columns...)
		if c.name == r.time {
			return "CAST(" + pick(g, "FIRST(", "LAST(") + v + "." + c.name + ") AS " + c.kind.String() + ")", c.kind
		}
		return pick(g, "FIRST(", "LAST(") + v + "." + c.name + ")", c.kind
	}
}

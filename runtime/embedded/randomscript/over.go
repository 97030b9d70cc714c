package randomscript

import (
	"slices"
	"strings"
)

// over computes aggregates over the rows before each row, in event time.
func (g *generator) over(r relation) (relation, bool) {
	if r.time == "" || r.updating && g.chance(90) {
		return r, false
	}
	by := ""
	if keys := r.keys(); len(keys) > 0 && g.chance(80) {
		by = "PARTITION BY " + names(some(g, keys, 2)) + " "
	}
	frame, rows := "", false
	switch g.IntN(6) {
	case 0:
		frame = " RANGE BETWEEN " + pick(g, "INTERVAL '5' SECOND", "INTERVAL '20' SECOND", "INTERVAL '1' MINUTE") + " PRECEDING AND CURRENT ROW"
	case 1:
		frame = " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
	case 2:
		frame, rows = " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW", true
	case 3, 4:
		frame, rows = " ROWS BETWEEN "+pick(g, "1", "2", "5")+" PRECEDING AND CURRENT ROW", true
	}
	if rows && !r.inOrder {
		return r, false
	}
	window := by + "ORDER BY " + r.time
	columns, parts := slices.Clone(r.columns), []string{}
	for range 1 + g.IntN(3) {
		c := column{name: g.name("o")}
		var call string
		if frame == "" && r.inOrder && g.chance(40) {
			var of column
			if numbers := r.of(kind.summable); len(numbers) > 0 {
				of = pick(g, numbers...)
				call, c.kind = pick(g, "LAG(", "LAG(", "LEAD(")+of.name+pick(g, "", ", 2")+")", of.kind
				g.sequential = true
			}
		}
		if call == "" {
			call, c.kind = g.aggregateCall(r, "", r.inOrder)
		}
		parts, columns = append(parts, call+" OVER win AS "+c.name), append(columns, c)
	}
	if rows || slices.ContainsFunc(parts, func(p string) bool { return strings.HasPrefix(p, "L") }) {
		g.sequential = true
	}
	r.query = "SELECT " + list(append(separate(r.columns), parts...)) + " FROM " + g.from(r, "t") + " WINDOW win AS (" + window + frame + ")"
	// Rows come in the order of time, and those of one time and other keys in any.
	r.table, r.columns, r.inOrder = "", columns, false
	return r, true
}

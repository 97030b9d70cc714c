package randomscript

import (
	"fmt"
	"regexp"
	"slices"
)

// describing is the part of a call of a windowing table function that names the time attribute.
var describing = regexp.MustCompile(`DESCRIPTOR\(\w+\)`)

// timed is another relation with a time attribute of the kind, whose rows are not taken back.
func (g *generator) timed(k kind) (relation, bool) {
	for range 5 {
		r, ok := g.other(g.IntN(2))
		if !ok {
			return r, false
		}
		if r.time != "" && !r.updating && r.timeKind() == k {
			return r, true
		}
	}
	return relation{}, false
}

// intervalJoin joins rows whose times are near each other.
func (g *generator) intervalJoin(l relation) (relation, bool) {
	if l.time == "" || l.updating {
		return l, false
	}
	r, ok := g.timed(l.timeKind())
	if !ok {
		return l, false
	}
	lt, rt := "l."+l.time, "r."+r.time
	interval := func() string { return fmt.Sprintf(" INTERVAL '%d' SECOND", g.IntN(15)) }
	var on string
	switch g.IntN(4) {
	case 0:
		on = lt + " BETWEEN " + rt + " -" + interval() + " AND " + rt + " +" + interval()
	case 1:
		on = rt + " >= " + lt + " AND " + rt + " < " + lt + " +" + interval()
	case 2:
		on = lt + " > " + rt + " -" + interval() + " AND " + lt + " <= " + rt + " -" + interval()
	default:
		on = lt + " = " + rt
	}
	if equal, ok := g.equality(l, r, " = "); ok && g.chance(90) {
		on = equal + " AND " + on
	}
	if g.chance(30) {
		on += " AND " + g.condition(append(qualified(l.columns, "l"), qualified(r.columns, "r")...), 1)
	}
	outer := pick(g, "JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")
	parts, columns := g.joined(l, r)
	query := fmt.Sprintf("SELECT %s FROM %s %s %s ON %s", list(parts), g.from(l, "l"), outer, g.from(r, "r"), on)
	result := relation{query: query, columns: columns, rows: max(l.rows, r.rows) * 5}
	if g.chance(70) && (outer == "JOIN" || outer == "LEFT JOIN") {
		// Of an outer join the other side's time may be NULL, which no time attribute is.
		result.time = l.time
	}
	return result, true
}

// temporalJoin joins rows with the version of another table that was valid at their time.
func (g *generator) temporalJoin(l relation) (relation, bool) {
	if l.time == "" || g.alone {
		return l, false
	}
	var versioned []relation
	for _, t := range g.tables {
		if t.time != "" && t.timeKind() == l.timeKind() && (t.updating && t.key != nil || !t.updating && len(t.keys()) > 1) {
			versioned = append(versioned, t)
		}
	}
	if len(versioned) == 0 {
		return l, false
	}
	r := pick(g, versioned...)
	if !r.updating {
		// The newest row of each key is a version.
		by := pick(g, slices.DeleteFunc(r.keys(), func(c column) bool { return c.kind == boolean })...)
		if !r.inOrder {
			return l, false
		}
		g.sequential = true
		r.query = fmt.Sprintf("SELECT %s FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY %s ORDER BY %s DESC) AS rn FROM %s) WHERE rn = 1", names(r.columns), by.name, r.time, r.table)
		r.table, r.key = "", []string{by.name}
		r = g.named(r)
	}
	on := ""
	for _, k := range r.key {
		var fit []column
		for _, c := range l.keys() {
			if slices.Contains(r.columns, column{k, c.kind}) {
				fit = append(fit, c)
			}
		}
		if len(fit) == 0 {
			return l, false
		}
		if on != "" {
			on += " AND "
		}
		on += "l." + pick(g, fit...).name + " = r." + k
	}
	if g.chance(25) {
		on += " AND " + g.condition(append(qualified(l.columns, "l"), qualified(r.columns, "r")...), 1)
	}
	outer := pick(g, "JOIN", "LEFT JOIN")
	parts, columns := g.joined(l, r)
	query := fmt.Sprintf("SELECT %s FROM %s %s %s FOR SYSTEM_TIME AS OF l.%s AS r ON %s", list(parts), g.from(l, "l"), outer, r.table, l.time, on)
	return relation{query: query, columns: columns, key: l.key, time: l.time, updating: l.updating, rows: l.rows}, true
}

// windowJoin joins rows of the same windows.
func (g *generator) windowJoin(l relation) (relation, bool) {
	if l.time == "" || l.updating || l.has("window_start") {
		return l, false
	}
	r, ok := g.timed(l.timeKind())
	if !ok || r.has("window_start") {
		return l, false
	}
	call, factor := g.windowFunction(l, false)
	l = g.windowed(l, call, factor)
	r = g.windowed(r, describing.ReplaceAllString(call, "DESCRIPTOR("+r.time+")"), factor)
	on := "l.window_start = r.window_start AND l.window_end = r.window_end"
	if equal, ok := g.equality(l, r, " = "); ok && g.chance(85) {
		on = equal + " AND " + on
	}
	if g.chance(20) {
		on += " AND " + g.condition(append(qualified(l.columns, "l"), qualified(r.columns, "r")...), 1)
	}
	join := pick(g, "JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "EXISTS", "NOT EXISTS")
	if join == "EXISTS" || join == "NOT EXISTS" {
		result := l
		result.query = fmt.Sprintf("SELECT * FROM (%s) AS l WHERE %s (SELECT 1 FROM (%s) AS r WHERE %s)", l.query, join, r.query, on)
		result.inOrder = false
		return result, true
	}
	parts, columns := g.joined(l, r)
	query := fmt.Sprintf("SELECT %s FROM (%s) AS l %s (%s) AS r ON %s", list(parts), l.query, join, r.query, on)
	result := relation{query: query, columns: columns, rows: max(l.rows, r.rows) * 5}
	if join == "JOIN" || join == "LEFT JOIN" {
		result.time = l.time
	}
	return result, true
}

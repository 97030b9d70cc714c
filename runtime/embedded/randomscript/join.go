package randomscript

import (
	"fmt"
	"slices"
	"strings"
)

// other is a second relation, for operators with two inputs.
func (g *generator) other(steps int) (relation, bool) {
	if g.alone {
		return relation{}, false
	}
	return g.build(steps), true
}

// equality compares columns of equal kinds of two relations; false if there are none.
func (g *generator) equality(l, r relation, between string) (string, bool) {
	var conditions []string
	for _, a := range l.keys() {
		for _, b := range r.keys() {
			if a.kind == b.kind && a.kind != boolean {
				conditions = append(conditions, "l."+a.name+between+"r."+b.name)
			}
		}
	}
	if len(conditions) == 0 {
		return "", false
	}
	return strings.Join(some(g, conditions, 2), " AND "), true
}

// joined are the columns of both sides, those of the right one under new names, and the SELECT list for them.
func (g *generator) joined(l, r relation) (parts []string, columns []column) {
	for _, c := range l.columns {
		if g.chance(85) || slices.Contains(l.key, c.name) || c.name == l.time {
			parts, columns = append(parts, "l."+c.name), append(columns, c)
		}
	}
	for _, c := range r.columns {
		if g.chance(75) || slices.Contains(r.key, c.name) {
			name := g.name("r")
			parts, columns = append(parts, "r."+c.name+" AS "+name), append(columns, column{name, c.kind})
		}
	}
	if len(parts) == 0 {
		c := l.columns[0]
		return []string{"l." + c.name}, []column{c}
	}
	return parts, columns
}

// join joins two relations as they are.
func (g *generator) join(l relation) (relation, bool) {
	r, ok := g.other(g.IntN(3))
	if !ok || l.rows*r.rows > 400*mostRows {
		return l, false
	}
	on, ok := g.equality(l, r, pick(g, " = ", " = ", " = ", " IS NOT DISTINCT FROM "))
	if !ok {
		return l, false
	}
	if g.chance(35) {
		on += " AND " + g.condition(append(qualified(l.columns, "l"), qualified(r.columns, "r")...), 1)
	}
	outer := pick(g, "JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")
	parts, columns := g.joined(l, r)
	query := fmt.Sprintf("SELECT %s FROM %s %s %s ON %s", list(parts), g.from(l, "l"), outer, g.from(r, "r"), on)
	result := relation{query: query, columns: columns, updating: l.updating || r.updating || outer != "JOIN", rows: max(l.rows, r.rows) * 5}
	return result, true
}

// subquery keeps the rows for which there are others, or none.
func (g *generator) subquery(l relation) (relation, bool) {
	r, ok := g.other(g.IntN(2))
	if !ok {
		return l, false
	}
	not := pick(g, "", "NOT ")
	over := append(qualified(l.columns, "l"), qualified(r.columns, "r")...)
	var where string
	switch g.IntN(4) {
	case 0, 1:
		on, ok := g.equality(l, r, " = ")
		if !ok {
			return l, false
		}
		if g.chance(40) {
			on += " AND " + g.condition(over, 1)
		}
		where = fmt.Sprintf("%sEXISTS (SELECT 1 FROM %s WHERE %s)", not, g.from(r, "r"), on)
	default:
		var pairs [][2]string
		for _, a := range l.keys() {
			for _, b := range r.keys() {
				if a.kind == b.kind && a.kind != boolean {
					pairs = append(pairs, [2]string{"l." + a.name, "r." + b.name})
				}
			}
		}
		if len(pairs) == 0 {
			return l, false
		}
		pair := pick(g, pairs...)
		inner := "SELECT " + pair[1] + " FROM " + g.from(r, "r")
		if g.chance(50) {
			inner += " WHERE " + g.condition(qualified(r.columns, "r"), 1)
		}
		where = fmt.Sprintf("%s %sIN (%s)", pair[0], not, inner)
	}
	if g.chance(20) {
		where += pick(g, " AND ", " AND ", " OR ") + g.condition(qualified(l.columns, "l"), 1)
	}
	l.query, l.table = "SELECT * FROM "+g.from(l, "l")+" WHERE "+where, ""
	l.updating, l.inOrder, l.time, l.window = true, false, "", ""
	return l, true
}

// scalarSubquery computes with one value of another relation.
func (g *generator) scalarSubquery(l relation) (relation, bool) {
	r, ok := g.other(g.IntN(2))
	if !ok {
		return l, false
	}
	call, k := g.aggregateCall(r, "r", false)
	inner := "SELECT " + call + " FROM " + g.from(r, "r")
	if g.chance(25) {
		if on, ok := g.equality(l, r, " = "); ok {
			inner += " WHERE " + on
		}
	}
	from := g.from(l, "l")
	if g.chance(50) && k.ordered() {
		l.query = fmt.Sprintf("SELECT * FROM %s WHERE %s %s (%s)", from, g.expression(qualified(l.columns, "l"), k, 1), pick(g, ">", "<=", "=", "<>"), inner)
	} else {
		c := column{g.name("x"), k}
		l.query = fmt.Sprintf("SELECT l.*, (%s) AS %s FROM %s", inner, c.name, from)
		l.columns = append(slices.Clone(l.columns), c)
	}
	l.table, l.updating, l.inOrder, l.time, l.window = "", true, false, "", ""
	return l, true
}

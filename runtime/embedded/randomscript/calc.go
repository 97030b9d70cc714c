package randomscript

import (
	"slices"
	"strings"
)

// filter keeps some rows.
func (g *generator) filter(r relation) (relation, bool) {
	if strings.HasPrefix(r.query, "SELECT * FROM (") && strings.Contains(r.query, ") WHERE ") {
		return r, false
	}
	r.query = "SELECT * FROM " + g.from(r, "t") + " WHERE " + g.condition(qualified(r.columns, "t"), 2)
	r.table = ""
	return r, true
}

// project computes columns, and leaves some away.
func (g *generator) project(r relation) (relation, bool) {
	over := qualified(r.columns, "t")
	var parts []string
	var columns []column
	for i, c := range r.columns {
		needed := c.name == r.time || slices.Contains(r.key, c.name) || strings.HasPrefix(c.name, "window_")
		if needed && g.chance(95) || g.chance(60) {
			parts, columns = append(parts, over[i].name), append(columns, c)
		}
	}
	for range 1 + g.IntN(3) {
		c := column{g.name("e"), pick(g, integer, bigint, text, double, decimal, boolean, timestamp, date)}
		parts = append(parts, g.expression(over, c.kind, 3)+" AS "+c.name)
		columns = append(columns, c)
	}
	r.query, r.table = "SELECT "+list(parts)+" FROM "+g.from(r, "t"), ""
	r.columns = columns
	if !r.has(r.time) {
		r.time = ""
	}
	if !r.has("window_start") || !r.has("window_end") {
		r.window = ""
	}
	for _, k := range r.key {
		if !r.has(k) {
			r.key = nil
			break
		}
	}
	return r, true
}

// unnest makes a row of each element of an array.
func (g *generator) unnest(r relation) (relation, bool) {
	over := qualified(r.columns, "t")
	var arrays []string
	for _, c := range over {
		if c.kind == array {
			arrays = append(arrays, c.name)
		}
	}
	ints := slices.DeleteFunc(slices.Clone(over), func(c column) bool { return c.kind != integer })
	if len(ints) > 1 {
		arrays = append(arrays, "ARRAY["+names(ints[:2])+"]")
	}
	if len(arrays) == 0 || r.rows > mostRows/3 {
		return r, false
	}
	e := column{g.name("n"), integer}
	join := pick(g, " CROSS JOIN UNNEST(", ", UNNEST(", " LEFT JOIN UNNEST(")
	text := "SELECT " + names(over) + ", u." + e.name + " FROM " + g.from(r, "t") + join + pick(g, arrays...) + ") AS u (" + e.name + ")"
	if strings.HasPrefix(join, " LEFT") {
		text += " ON TRUE"
	}
	r.query, r.table, r.key, r.rows = text, "", nil, r.rows*3
	r.columns = append(slices.Clone(r.columns), e)
	return r, true
}

package randomscript

import (
	"fmt"
	"slices"
	"strings"
)

// order is an ORDER BY that leaves nothing open: by a key at its end, or by the order in which rows come.
func (g *generator) order(r relation) (order string, ok bool) {
	var parts []string
	columns := r.of(func(k kind) bool { return k.ordered() && k != instant })
	if len(columns) == 0 {
		return "", false
	}
	for _, c := range some(g, columns, 2) {
		parts = append(parts, c.name+pick(g, "", " DESC", " ASC"))
	}
	switch {
	case r.inOrder && g.chance(40):
		g.sequential = true
	case r.key != nil:
		for _, k := range r.key {
			if !slices.ContainsFunc(parts, func(p string) bool { return p == k || strings.HasPrefix(p, k+" ") }) {
				parts = append(parts, k+pick(g, "", "", " DESC"))
			}
		}
	default:
		return "", false
	}
	return list(parts), true
}

// ranked is the relation of rows with a number of their own, with it or without; the text has a place for the columns.
func (g *generator) ranked(r relation, text string, n column, updating bool) relation {
	columns := slices.Clone(r.columns)
	if g.chance(50) {
		columns = append(columns, n)
	}
	r.query, r.table, r.columns, r.updating, r.inOrder = fmt.Sprintf(text, names(columns)), "", columns, updating, false
	return r
}

// rank keeps the first rows of groups, by some order.
func (g *generator) rank(r relation) (relation, bool) {
	order, ok := g.order(r)
	if !ok {
		return r, false
	}
	if g.chance(20) {
		// The whole, by ORDER BY and LIMIT.
		r.query = fmt.Sprintf("SELECT * FROM %s ORDER BY %s LIMIT %d", g.from(r, "t"), order, 1+g.IntN(6))
		r.table, r.updating, r.inOrder, r.time, r.window = "", true, false, "", ""
		return r, true
	}
	by := ""
	if keys := r.keys(); len(keys) > 0 && g.chance(80) {
		by = "PARTITION BY " + names(some(g, keys, 2)) + " "
	}
	n := column{g.name("rn"), bigint}
	bound := pick(g, " <= 1", " <= 2", " <= 3", " = 1", " < 5", " = 2", " BETWEEN 2 AND 3")
	text := fmt.Sprintf("SELECT %%s FROM (SELECT *, ROW_NUMBER() OVER (%sORDER BY %s) AS %s FROM %s) WHERE %s%s", by, order, n.name, g.from(r, "t"), n.name, bound)
	r.time, r.window = "", ""
	return g.ranked(r, text, n, true), true
}

// deduplicate keeps the first or the last row in event time. Of rows of one time, the order in which they come decides.
func (g *generator) deduplicate(r relation) (relation, bool) {
	keys := r.keys()
	if r.time == "" || !r.inOrder || len(keys) == 0 || r.updating && g.chance(85) {
		return r, false
	}
	g.sequential = true
	n := column{g.name("rn"), bigint}
	by := some(g, keys, 1)
	text := fmt.Sprintf("SELECT %%s FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY %s ORDER BY %s%s) AS %s FROM %s) WHERE %s = 1",
		names(by), r.time, pick(g, "", " DESC"), n.name, g.from(r, "t"), n.name)
	r.window = ""
	ranked := g.ranked(r, text, n, true)
	ranked.key = separate(by)
	return ranked, true
}

package randomscript

import (
	"fmt"
	"slices"
	"strings"
)

// aggregateCall is a random call of an aggregate function. Those that depend on the order of rows are only made where orderly is true.
func (g *generator) aggregateCall(r relation, alias string, orderly bool) (call string, result kind) {
	numbers, ordered := r.of(kind.summable), r.of(func(k kind) bool { return k.ordered() && k != instant })
	if alias != "" {
		numbers, ordered = qualified(numbers, alias), qualified(ordered, alias)
	}
	unordered := 5
	if orderly {
		unordered = 8
	}
	for {
		switch g.IntN(unordered) {
		case 0:
			return "COUNT(*)", bigint
		case 1:
			if len(ordered) > 0 {
				return "COUNT(" + pick(g, "", "DISTINCT ") + pick(g, ordered...).name + ")", bigint
			}
		case 2:
			if len(numbers) > 0 {
				c := pick(g, numbers...)
				return pick(g, "SUM", "AVG") + "(" + pick(g, "", "", "", "DISTINCT ") + c.name + ")", c.kind
			}
		case 3, 4:
			if len(ordered) > 0 {
				c := pick(g, ordered...)
				return pick(g, "MIN", "MAX") + "(" + c.name + ")", c.kind
			}
		case 5, 6:
			if len(ordered) > 0 {
				c := pick(g, ordered...)
				if c.kind == date || c.kind == timestamp {
					continue // Flink does not take them
				}
				g.sequential = true
				return pick(g, "FIRST_VALUE", "LAST_VALUE") + "(" + c.name + ")", c.kind
			}
		default:
			if len(ordered) > 0 {
				g.sequential = true
				return fmt.Sprintf("LISTAGG(%sCAST(%s AS STRING)%s)", pick(g, "", "", "DISTINCT "), pick(g, ordered...).name, pick(g, "", "", ", '+'")), text
			}
		}
	}
}

// aggregates are some calls with names, for a SELECT list.
func (g *generator) aggregates(r relation, alias string, most int, orderly bool) (parts []string, columns []column) {
	over := r.columns
	if alias != "" {
		over = qualified(over, alias)
	}
	for range 1 + g.IntN(most) {
		call, k := g.aggregateCall(r, alias, orderly)
		if g.chance(20) && !strings.Contains(call, "DISTINCT") || g.chance(5) {
			call += " FILTER (WHERE " + g.condition(over, 1) + ")"
		}
		c := column{g.name("a"), k}
		parts, columns = append(parts, call+" AS "+c.name), append(columns, c)
	}
	return parts, columns
}

// having is a clause about the groups, or nothing.
func (g *generator) having(r relation, alias string) string {
	if !g.chance(20) {
		return ""
	}
	call, k := g.aggregateCall(r, alias, false)
	return " HAVING " + call + pick(g, " > ", " <= ", " <> ") + g.literal(k)
}

// group groups by columns, or everything.
func (g *generator) group(r relation) (relation, bool) {
	orderly := r.inOrder
	var by []column
	if keys := r.keys(); len(keys) > 0 && g.chance(88) {
		by = some(g, keys, 2)
	}
	parts, columns := g.aggregates(r, "t", 3, orderly)
	text := "SELECT " + list(append(separate(qualified(by, "t")), parts...)) + " FROM " + g.from(r, "t")
	if g.chance(15) {
		text += " WHERE " + g.condition(qualified(r.columns, "t"), 1)
	}
	if len(by) > 0 {
		text += " GROUP BY " + names(qualified(by, "t"))
	}
	text += g.having(r, "t")
	rows := r.rows
	if len(by) == 0 {
		rows = 1
	}
	return relation{
		query: text, columns: append(slices.Clone(by), columns...), key: separate(by), updating: true, inOrder: r.inOrder && !g.bundled, rows: rows,
	}, true
}

// groupingSets groups by several sets of columns.
func (g *generator) groupingSets(r relation) (relation, bool) {
	keys := r.keys()
	if len(keys) < 2 {
		return r, false
	}
	by := some(g, keys, 3)
	all := separate(by)
	var sets string
	switch g.IntN(3) {
	case 0:
		sets = "CUBE (" + list(all) + ")"
	case 1:
		sets = "ROLLUP (" + list(all) + ")"
	default:
		sets = "GROUPING SETS ((" + list(all) + "), (" + all[0] + "), ())"
	}
	parts, columns := g.aggregates(r, "", 2, r.inOrder)
	id := column{g.name("z"), bigint}
	parts = append(parts, "GROUPING_ID("+list(all)+") AS "+id.name)
	query := "SELECT " + list(append(all, parts...)) + " FROM " + g.from(r, "t") + " GROUP BY " + sets + g.having(r, "")
	return relation{query: query, columns: append(append(slices.Clone(by), columns...), id), updating: true, rows: r.rows * 4}, true
}

// distinct keeps one of equal rows.
func (g *generator) distinct(r relation) (relation, bool) {
	by := r.of(func(k kind) bool { return k != array })
	if len(by) == 0 {
		return r, false
	}
	by = some(g, by, 3)
	return relation{
		query: "SELECT DISTINCT " + names(by) + " FROM " + g.from(r, "t"), columns: by, key: separate(by), updating: r.updating,
		inOrder: r.inOrder && !g.bundled, rows: r.rows,
	}, true
}

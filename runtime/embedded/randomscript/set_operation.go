package randomscript

import "slices"

// setOperation is a union, intersection or difference of relations, by some of their columns.
func (g *generator) setOperation(l relation) (relation, bool) {
	r, ok := g.other(g.IntN(2))
	if !ok {
		return l, false
	}
	operation := pick(g, "UNION ALL", "UNION ALL", "UNION", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL")
	keepsTime := operation == "UNION ALL" && l.time != "" && r.time != "" && l.timeKind() == r.timeKind()
	var columns []column
	var left, right []string
	for _, c := range l.columns {
		if c.name == l.time || c.kind == array && operation != "UNION ALL" || len(columns) > 3 {
			continue
		}
		fit := slices.DeleteFunc(slices.Clone(r.columns), func(o column) bool { return o.kind != c.kind || o.name == r.time })
		if len(fit) == 0 || !g.chance(70) {
			continue
		}
		a, b, name := "l."+c.name, "r."+pick(g, fit...).name, g.name("s")
		if c.kind == decimal || c.kind == text {
			a, b = "CAST("+a+" AS "+c.kind.String()+")", "CAST("+b+" AS "+c.kind.String()+")"
		}
		left, right, columns = append(left, a+" AS "+name), append(right, b), append(columns, column{name, c.kind})
	}
	if len(columns) == 0 {
		return l, false
	}
	result := relation{updating: operation != "UNION ALL" || l.updating || r.updating, rows: l.rows + r.rows}
	if keepsTime && g.chance(80) {
		left, right = append(left, "l."+l.time), append(right, "r."+r.time)
		columns, result.time = append(columns, column{l.time, l.timeKind()}), l.time
	}
	result.columns = columns
	result.query = "SELECT " + list(left) + " FROM " + g.from(l, "l") + " " + operation + " SELECT " + list(right) + " FROM " + g.from(r, "r")
	return result, true
}

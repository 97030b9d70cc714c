package randomscript

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// generator makes one script.
type generator struct {
	*rand.Rand
	// tables are those that queries read, and files their input.
	tables []relation
	files  map[string]string
	// settings, definitions (tables and views) and common table expressions come before the query.
	settings, definitions, common []string
	// expressions tells that named queries are common table expressions, not views.
	expressions bool
	// alone tells that the only table is read once, and may have rows behind the watermark.
	alone bool
	// distant tells that watermarks are so far behind that windows are done at the end of the input only.
	distant bool
	// bundled tells that aggregations gather rows, so that results do not come in the order of their input.
	bundled bool
	// repeated tells that changes may come twice.
	repeated bool
	// sequential tells that the result depends on the order of rows.
	sequential bool
	// fresh counts the names that were made.
	fresh int
	// left is how many operators may still be added.
	left int
}

// chance is true in n of 100 cases.
func (g *generator) chance(n int) bool { return g.IntN(100) < n }

// pick is one of some values.
func pick[T any](g *generator, of ...T) T { return of[g.IntN(len(of))] }

// some are between one and most of the values, in their order.
func some[T any](g *generator, of []T, most int) []T {
	if len(of) == 0 {
		return nil
	}
	n := 1 + g.IntN(min(most, len(of)))
	var chosen []T
	for i, value := range of {
		if g.IntN(len(of)-i) < n-len(chosen) {
			chosen = append(chosen, value)
		}
	}
	return chosen
}

// name makes a name that no other column or relation has.
func (g *generator) name(prefix string) string {
	g.fresh++
	return fmt.Sprintf("%s%d", prefix, g.fresh)
}

// named gives a relation a name, as a view or a common table expression.
func (g *generator) named(r relation) relation {
	if r.table != "" {
		return r
	}
	r.table = g.name("q")
	if g.expressions {
		g.common = append(g.common, r.table+" AS (\n  "+r.query+")")
	} else {
		g.definitions = append(g.definitions, "CREATE VIEW "+r.table+" AS "+r.query)
	}
	r.query = ""
	return r
}

// from is a relation in a FROM clause, under an alias.
func (g *generator) from(r relation, alias string) string {
	if r.table == "" && g.chance(60) {
		return "(" + r.query + ") AS " + alias
	}
	return g.named(r).table + " AS " + alias
}

// operator makes a relation another one, where that fits.
type operator struct {
	// weight is how often it is chosen, next to the others.
	weight int
	apply  func(*generator, relation) (relation, bool)
}

// operators are those that there are. It is a function because they choose operators themselves, for their other input.
func operators() []operator {
	return []operator{
		{6, (*generator).filter},
		{5, (*generator).project},
		{6, (*generator).group},
		{3, (*generator).groupingSets},
		{2, (*generator).distinct},
		{8, (*generator).windowAggregate},
		{3, (*generator).windowRank},
		{3, (*generator).windowJoin},
		{3, (*generator).legacyWindow},
		{6, (*generator).over},
		{6, (*generator).join},
		{5, (*generator).subquery},
		{3, (*generator).scalarSubquery},
		{4, (*generator).intervalJoin},
		{4, (*generator).temporalJoin},
		{3, (*generator).unnest},
		{5, (*generator).rank},
		{3, (*generator).deduplicate},
		{4, (*generator).setOperation},
		{4, (*generator).match},
	}
}

// build makes a relation out of tables, by some operators.
func (g *generator) build(steps int) relation {
	r := pick(g, g.tables...)
	all, total := operators(), 0
	for _, o := range all {
		total += o.weight
	}
	for range steps {
		// Many operators do not fit what is there: some are tried.
		for range 6 {
			if g.left <= 0 {
				return r
			}
			n := g.IntN(total)
			i := 0
			for n >= all[i].weight {
				n -= all[i].weight
				i++
			}
			if next, fits := all[i].apply(g, r); fits && next.rows <= mostRows {
				g.left--
				r = next
				break
			}
		}
	}
	return r
}

// mostRows is how many rows a relation may have.
const mostRows = 3000

// list is a list in SQL.
func list(parts []string) string { return strings.Join(parts, ", ") }

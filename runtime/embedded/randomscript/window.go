package randomscript

import (
	"fmt"
	"slices"
	"strings"
)

// windowFunction is a random windowing table function, without the table it is of.
func (g *generator) windowFunction(r relation, sessions bool) (call string, factor int) {
	offset := ""
	if g.distant && g.chance(30) {
		offset = pick(g, ", INTERVAL '3' SECOND", ", INTERVAL '-4' SECOND")
	}
	n := 3
	if sessions {
		n = 4
	}
	descriptor := "(TABLE %s, DESCRIPTOR(" + r.time + "), "
	switch g.IntN(n) {
	case 0:
		return "TUMBLE" + descriptor + pick(g, "INTERVAL '10' SECOND", "INTERVAL '1' MINUTE", "INTERVAL '7' SECOND", "INTERVAL '20' SECOND") + offset + ")", 1
	case 1:
		return "HOP" + descriptor + pick(g, "INTERVAL '5' SECOND, INTERVAL '10' SECOND", "INTERVAL '10' SECOND, INTERVAL '30' SECOND",
			"INTERVAL '4' SECOND, INTERVAL '12' SECOND") + offset + ")", 3
	case 2:
		return "CUMULATE" + descriptor + pick(g, "INTERVAL '5' SECOND, INTERVAL '20' SECOND", "INTERVAL '10' SECOND, INTERVAL '1' MINUTE") + offset + ")", 4
	default:
		by, partitions := "", 1
		if g.expressions {
			partitions = 2 // in a view Flink takes one column only
		}
		if keys := r.keys(); len(keys) > 0 && g.chance(70) {
			by = " PARTITION BY (" + names(some(g, keys, partitions)) + ")"
		}
		return "SESSION(TABLE %s" + by + ", DESCRIPTOR(" + r.time + "), " + pick(g, "INTERVAL '3' SECOND", "INTERVAL '6' SECOND", "INTERVAL '15' SECOND") + ")", 1
	}
}

// windowAggregate groups by windows of event time.
func (g *generator) windowAggregate(r relation) (relation, bool) {
	if r.time == "" || r.has("window_start") {
		return r, false
	}
	call, factor := g.windowFunction(r, true)
	session := strings.HasPrefix(call, "SESSION")
	var by []column
	if keys := r.keys(); len(keys) > 0 && g.chance(75) {
		by = some(g, keys, 2)
	}
	if session {
		// What sessions are partitioned by is what is grouped by: all else is another query.
		by = slices.DeleteFunc(r.keys(), func(c column) bool {
			_, partition, _ := strings.Cut(call, "PARTITION BY (")
			partition, _, found := strings.Cut(partition, "), DESCRIPTOR")
			return !found || !slices.Contains(strings.Split(partition, ", "), c.name)
		})
	}
	columns := []column{{"window_start", timestamp}, {"window_end", timestamp}}
	grouped := []string{"window_start", "window_end"}
	time := ""
	if g.chance(50) {
		time = "window_time"
		grouped = append(grouped, time)
		columns = append(columns, column{time, r.timeKind()})
	}
	grouped = append(grouped, separate(by)...)
	columns = append(columns, by...)
	calls, results := g.aggregates(r, "", 3, r.inOrder && strings.HasPrefix(call, "TUMBLE"))
	in := g.named(r)
	text := "SELECT " + list(append(slices.Clone(grouped), calls...)) + " FROM TABLE(" + fmt.Sprintf(call, in.table) + ")"
	if g.chance(10) {
		text += " WHERE " + g.condition(r.columns, 1)
	}
	switch {
	case len(by) > 1 && !session && g.chance(25):
		text += " GROUP BY window_start, window_end"
		if time != "" {
			text += ", window_time"
		}
		text += ", " + pick(g, "CUBE (", "ROLLUP (") + names(by) + ")"
		return relation{query: text + g.having(r, ""), columns: append(columns, results...), time: time, rows: r.rows * factor * 4}, true
	default:
		text += " GROUP BY " + list(grouped) + g.having(r, "")
	}
	return relation{
		query: text, columns: append(columns, results...), key: append([]string{"window_start", "window_end"}, separate(by)...), time: time,
		window: call[:strings.Index(call, "(")] + call[strings.LastIndex(call, "), ")+1:], rows: r.rows * factor,
	}, true
}

// timeKind is the type of the time attribute.
func (r relation) timeKind() kind {
	for _, c := range r.columns {
		if c.name == r.time {
			return c.kind
		}
	}
	return timestamp
}

// windowed gives each row its windows.
func (g *generator) windowed(r relation, call string, factor int) relation {
	in := g.named(r)
	columns := slices.DeleteFunc(slices.Clone(r.columns), func(c column) bool { return c.name == r.time })
	w := relation{
		columns: append(columns, column{"window_start", timestamp}, column{"window_end", timestamp}, column{"window_time", r.timeKind()}),
		time:    "window_time", updating: r.updating, inOrder: r.inOrder, rows: r.rows * factor,
	}
	if r.key != nil && factor == 1 {
		w.key = r.key
	} else if r.key != nil {
		w.key = append([]string{"window_start", "window_end"}, r.key...)
	}
	w.query = "SELECT " + names(w.columns) + " FROM TABLE(" + fmt.Sprintf(call, in.table) + ")"
	return w
}

// windowRank keeps the first rows of each window, by some order.
func (g *generator) windowRank(r relation) (relation, bool) {
	if r.window == "" {
		if r.time == "" || r.has("window_start") || r.updating && g.chance(90) {
			return r, false
		}
		call, factor := g.windowFunction(r, false)
		r = g.windowed(r, call, factor)
	}
	var by []string
	if keys := r.keys(); len(keys) > 0 && g.chance(50) {
		by = separate(some(g, keys, 1))
	}
	order, ok := g.order(r)
	if !ok {
		return r, false
	}
	n := column{g.name("rn"), bigint}
	text := fmt.Sprintf("SELECT %%s FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY %s ORDER BY %s) AS %s FROM %s) WHERE %s <= %d",
		list(append([]string{"window_start", "window_end"}, by...)), order, n.name, g.from(r, "t"), n.name, pick(g, 1, 1, 2, 3))
	return g.ranked(r, text, n, r.updating), true
}

// legacyWindow groups by a window in GROUP BY.
func (g *generator) legacyWindow(r relation) (relation, bool) {
	if r.time == "" || r.has("window_start") || r.timeKind() == instant {
		return r, false
	}
	name := pick(g, "TUMBLE", "HOP", "SESSION")
	var parameters string
	factor := 1
	switch name {
	case "TUMBLE":
		parameters = pick(g, "INTERVAL '10' SECOND", "INTERVAL '1' MINUTE", "INTERVAL '7' SECOND")
	case "HOP":
		parameters, factor = pick(g, "INTERVAL '5' SECOND, INTERVAL '10' SECOND", "INTERVAL '10' SECOND, INTERVAL '30' SECOND"), 3
	default:
		parameters = pick(g, "INTERVAL '3' SECOND", "INTERVAL '8' SECOND")
	}
	window := "(" + r.time + ", " + parameters + ")"
	var by []column
	if keys := r.keys(); len(keys) > 0 && g.chance(75) {
		by = some(g, keys, 2)
	}
	grouped := append(separate(by), name+window)
	columns := append(slices.Clone(by), column{"ws", timestamp}, column{"we", timestamp})
	parts := append(separate(by), name+"_START"+window+" AS ws", name+"_END"+window+" AS we")
	time := ""
	if g.chance(50) {
		time = g.name("wt")
		parts, columns = append(parts, name+"_ROWTIME"+window+" AS "+time), append(columns, column{time, timestamp})
	}
	calls, results := g.aggregates(r, "", 3, r.inOrder && name == "TUMBLE")
	text := "SELECT " + list(append(parts, calls...)) + " FROM " + g.from(r, "t") + " GROUP BY " + list(grouped) + g.having(r, "")
	if r.has("ws") {
		return r, false
	}
	return relation{
		query: text, columns: append(columns, results...), key: append([]string{"ws", "we"}, separate(by)...), time: time, rows: r.rows * factor,
	}, true
}

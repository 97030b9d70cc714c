package randomscript

import (
	"fmt"
	"slices"
	"strings"
)

// optional are the columns that a table may have beside its id, its first key and its time.
var optional = []column{
	{"g", integer}, {"v", integer}, {"w", bigint}, {"x", double}, {"p", decimal}, {"s", text}, {"b", boolean}, {"d", date}, {"a", array},
}

// distantDelay is by how much watermarks are behind where nothing is to be late.
const distantDelay = "INTERVAL '1' HOUR"

// source makes a table over a file. Changes tells that the file is a changelog, and that rows have a time in milliseconds tells instants.
func (g *generator) source(name string, changes, instants bool) relation {
	csv := !changes && g.chance(25)
	columns := []column{{"id", integer}, {"k", text}}
	chosen := some(g, optional, len(optional))
	if !slices.Contains(chosen, column{"v", integer}) {
		columns = append(columns, column{"v", integer})
	}
	for _, c := range chosen {
		if c.kind != array || !csv {
			columns = append(columns, c)
		}
	}
	d := dataset{generator: g, columns: columns, instants: instants, spread: pick(g, 5, 20)}
	delay := fmt.Sprintf("INTERVAL '%d' SECOND", d.spread)
	switch {
	case g.distant || changes && (!g.alone || g.chance(50)):
		delay = distantDelay
	case g.alone && g.chance(25):
		delay = ""
	}
	if g.alone && g.chance(60) {
		d.spread *= 3
	}
	// What is late behind several subtasks that normalise follows from how far each of them has come, on Flink too.
	if changes && g.repeated && delay != distantDelay {
		g.sequential = true
	}
	r := relation{table: name, columns: columns, key: []string{"id"}, inOrder: true, updating: changes}
	file := name + ".jsonl"
	options := "'format' = 'json'"
	switch {
	case changes:
		options = "'format' = 'debezium-json'"
		g.files[file], r.rows = d.changelog()
	case csv:
		file = name + ".csv"
		options = "'format' = 'csv', 'csv.null-literal' = 'NULL'"
		g.files[file], r.rows = d.csv()
	default:
		g.files[file], r.rows = d.json()
	}
	definition := g.definition(&r, instants, delay)
	if changes && g.chance(75) {
		definition = append(definition, "PRIMARY KEY (id) NOT ENFORCED")
	} else if changes {
		r.key = nil
	}
	g.definitions = append(g.definitions, fmt.Sprintf("CREATE TABLE %s (%s) WITH ('connector' = 'filesystem', 'path' = '@CASE@/%s', %s)", name, list(definition), file, options))
	return r
}

// definition declares the columns, and gives the relation its time.
func (g *generator) definition(r *relation, instants bool, delay string) []string {
	var lines []string
	for _, c := range r.columns {
		name := c.kind.String()
		if c.kind == decimal {
			name = "DECIMAL(10, 2)"
		}
		lines = append(lines, c.name+" "+name)
	}
	time := column{"ts", timestamp}
	if instants {
		lines = append(lines, "ms BIGINT", "ts AS TO_TIMESTAMP_LTZ(ms, 3)")
		time.kind = instant
		r.columns = append(slices.Clone(r.columns), column{"ms", bigint})
	} else {
		lines = append(lines, "ts TIMESTAMP(3)")
	}
	r.columns = append(slices.Clone(r.columns), time)
	if g.chance(92) || g.alone {
		r.time = "ts"
		watermark := "WATERMARK FOR ts AS ts"
		if delay != "" {
			watermark += " - " + delay
		}
		lines = append(lines, watermark)
	}
	return lines
}

// versions makes a table of versions by key, for temporal joins.
func (g *generator) versions(name string, instants bool) relation {
	columns := []column{{"k", text}, {"rate", integer}}
	d := dataset{generator: g, columns: columns, instants: instants, spread: 5}
	r := relation{table: name, columns: columns, key: []string{"k"}, inOrder: true, updating: true}
	g.files[name+".jsonl"], r.rows = d.versions()
	lines := g.definition(&r, instants, distantDelay)
	lines = append(lines, "PRIMARY KEY (k) NOT ENFORCED")
	g.definitions = append(g.definitions, fmt.Sprintf("CREATE TABLE %s (%s) WITH ('connector' = 'filesystem', 'path' = '@CASE@/%s.jsonl', 'format' = 'debezium-json')",
		name, strings.Join(lines, ", "), name))
	return r
}

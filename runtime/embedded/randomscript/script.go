package randomscript

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Script is a script with its input.
type Script struct {
	// Text is the script; @CASE@ stands for the folder of the files.
	Text string
	// Files are the input, by name.
	Files map[string]string
	// Sequential tells that the result depends on the order of rows, which is that of the files at parallelism 1 only.
	Sequential bool
}

// New makes the script of a seed.
func New(seed uint64) Script {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 0)), files: make(map[string]string)}
	g.alone, g.distant, g.expressions, g.left = g.chance(45), g.chance(25), g.chance(25), 1+g.IntN(6)
	g.settings = []string{"SET 'execution.runtime-mode' = 'streaming'", "SET 'parallelism.default' = '1'"}
	g.set()
	g.sources()
	sinks := 1
	if g.chance(20) {
		sinks = 2
	}
	var inserts []string
	for n := range sinks {
		inserts = append(inserts, g.sink(g.build(1+g.IntN(4)), n))
	}
	statements := slices.Concat(g.settings, g.definitions)
	if sinks == 1 {
		statements = append(statements, inserts[0])
	} else {
		statements = append(statements, "EXECUTE STATEMENT SET BEGIN\n"+strings.Join(inserts, ";\n")+";\nEND")
	}
	return Script{Text: strings.Join(statements, ";\n") + ";\n", Files: g.files, Sequential: g.sequential}
}

// set chooses settings that change plans, not results.
func (g *generator) set() {
	set := func(key, value string) { g.settings = append(g.settings, fmt.Sprintf("SET '%s' = '%s'", key, value)) }
	if g.chance(12) {
		g.bundled = true
		set("table.exec.mini-batch.enabled", "true")
		set("table.exec.mini-batch.allow-latency", "1 s")
		set("table.exec.mini-batch.size", pick(g, "2", "5", "1000"))
		set("table.optimizer.agg-phase-strategy", pick(g, "AUTO", "ONE_PHASE"))
		set("table.optimizer.distinct-agg.split.enabled", pick(g, "true", "false"))
	}
	if g.chance(15) {
		g.repeated = true
		set("table.exec.source.cdc-events-duplicate", "true")
	}
	set("table.local-time-zone", pick(g, "UTC", "UTC", "America/New_York", "Asia/Kolkata"))
	set("table.exec.sink.not-null-enforcer", "DROP")
}

// sources makes the tables.
func (g *generator) sources() {
	instants := g.chance(12)
	if g.alone {
		g.tables = []relation{g.source("t1", g.chance(25), instants)}
		return
	}
	for _, name := range []string{"t1", "t2", "t3"}[:2+g.IntN(2)] {
		g.tables = append(g.tables, g.source(name, g.chance(30), instants))
	}
	if g.chance(35) {
		g.tables = append(g.tables, g.versions("versions", instants))
	}
}

// sink is the statement that writes a relation.
func (g *generator) sink(r relation, n int) string {
	query := r.text()
	if len(g.common) > 0 {
		query = "WITH " + strings.Join(g.common, ", ") + "\n" + query
		g.common = nil
	}
	var columns []string
	for i, c := range r.columns {
		columns = append(columns, fmt.Sprintf("c%d %s", i, c.kind))
	}
	if g.chance(12) && r.inOrder && r.columns[0].kind.keyed() {
		g.sequential = true
		columns = append(columns, "PRIMARY KEY (c0) NOT ENFORCED")
	}
	name := fmt.Sprintf("sink%d", n+1)
	g.definitions = append(g.definitions, fmt.Sprintf("CREATE TABLE %s (%s) WITH ('connector' = 'print', 'print-identifier' = '%s')", name, list(columns), name))
	return "INSERT INTO " + name + " " + query
}

// Write makes the script a case in a folder, without what is expected.
func (s Script) Write(dir string) error {
	files := maps.Clone(s.Files)
	files["script.sql"] = s.Text
	if s.Sequential {
		files["sequential"] = "its rows come in the order of arrival\n"
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return fmt.Errorf("write a random script: %w", err)
		}
	}
	return nil
}

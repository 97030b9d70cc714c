package analyzer

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// queryHints are the hints that a SELECT may have. Those of joins in batch mode change nothing here.
var queryHints = []string{"BROADCAST", "LOOKUP", "NEST_LOOP", "SHUFFLE_HASH", "SHUFFLE_MERGE", "STATE_TTL"}

// checkHints refuses hints of a SELECT that are not known, or are about tables that are not in scope.
func (a *analyzer) checkHints(hints []*ast.Hint, s *scope) {
	for _, h := range hints {
		name := strings.ToUpper(h.Name.Name)
		if !slices.Contains(queryHints, name) {
			failHint(h.Pos, didYouMean(name, queryHints), "Hint '%s' is not known", h.Name.Name)
		}
		tables := h.Args
		for _, o := range h.Options {
			switch {
			case name == "STATE_TTL":
				tables = append(tables[:len(tables):len(tables)], o.Key)
			case name == "LOOKUP" && strings.EqualFold(o.Key, "table"):
				tables = append(tables[:len(tables):len(tables)], o.Value)
			}
		}
		for _, table := range tables {
			s.requireHinted(h, table)
		}
	}
}

// requireHinted refuses a hint about a table that the query does not read.
func (s *scope) requireHinted(h *ast.Hint, table string) {
	if !slices.Contains(s.tableNames(), table) {
		failHint(h.Pos, didYouMean(table, s.tableNames()), "The options of following hints cannot match the name of input tables or views: '%s' in '%s'",
			table, strings.ToUpper(h.Name.Name))
	}
}

// stateTTLs are the times to live that STATE_TTL hints set, in milliseconds, by the name of a table.
func (a *analyzer) stateTTLs(hints []*ast.Hint) map[string]int64 {
	var out map[string]int64
	for _, h := range hints {
		if !strings.EqualFold(h.Name.Name, "STATE_TTL") {
			continue
		}
		if len(h.Options) == 0 {
			fail(h.Pos, "Invalid STATE_TTL hint, expecting at least one key-value option: a table and a duration")
		}
		for _, o := range h.Options {
			d, err := parseDuration(o.Value)
			if err != nil {
				fail(o.ValuePos, "Invalid STATE_TTL hint value '%s': %s", o.Value, err)
			}
			if out == nil {
				out = map[string]int64{}
			}
			out[o.Key] = d.Milliseconds()
		}
	}
	return out
}

// tableTTL is the time to live that a hint sets for the only table of a scope; -1 for none.
func (s *scope) tableTTL(ttls map[string]int64) int64 {
	if names := s.tableNames(); len(names) == 1 {
		if ttl, ok := ttls[names[0]]; ok {
			return ttl
		}
	}
	return -1
}

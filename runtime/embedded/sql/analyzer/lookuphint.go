package analyzer

import (
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// lookupHints are LOOKUP hints by the name of the table that is looked up.
type lookupHints map[string]plan.LookupHint

// of is the hint about the only table of a scope.
func (h lookupHints) of(s *scope) plan.LookupHint {
	if names := s.tableNames(); len(names) == 1 {
		return h[names[0]]
	}
	return plan.LookupHint{}
}

// lookupOptions are the options of a LOOKUP hint.
var lookupOptions = []string{
	"table", "async", "output-mode", "capacity", "timeout", "retry-predicate", "retry-strategy", "fixed-delay", "max-attempts",
}

// lookupHintsOf reads the LOOKUP hints of a SELECT.
func lookupHintsOf(hints []*ast.Hint) lookupHints {
	var out lookupHints
	for _, h := range hints {
		if !strings.EqualFold(h.Name.Name, "LOOKUP") {
			continue
		}
		table, hint := lookupHint(h)
		if out == nil {
			out = lookupHints{}
		}
		out[table] = hint
	}
	return out
}

// lookupHint reads one hint.
func lookupHint(h *ast.Hint) (table string, out plan.LookupHint) {
	retry := map[string]bool{}
	for _, o := range h.Options {
		key, valid := strings.ToLower(o.Key), true
		switch key {
		case "table":
			table = o.Value
		case "async":
			var err error
			out.Async, err = strconv.ParseBool(strings.ToLower(o.Value))
			valid = err == nil
		case "output-mode": // rows keep their order, which allow_unordered does not forbid
			valid = strings.EqualFold(o.Value, "ordered") || strings.EqualFold(o.Value, "allow_unordered")
		case "capacity":
			out.Capacity, valid = positiveInt(o.Value)
		case "max-attempts":
			out.Attempts, valid = positiveInt(o.Value)
			retry[key] = true
		case "timeout", "fixed-delay":
			d, err := parseDuration(o.Value)
			if valid = err == nil; key == "timeout" {
				out.Timeout = d
			} else {
				out.Delay, retry[key] = d, true
			}
		case "retry-predicate":
			valid = strings.EqualFold(o.Value, "lookup_miss")
			retry[key] = true
		case "retry-strategy":
			valid = strings.EqualFold(o.Value, "fixed_delay")
			retry[key] = true
		default:
			failHint(o.ValuePos, didYouMean(key, lookupOptions), "Invalid LOOKUP hint: option '%s' is not known", o.Key)
		}
		if !valid {
			fail(o.ValuePos, "Invalid LOOKUP hint: unsupported value '%s' of option '%s'", o.Value, o.Key)
		}
	}
	if table == "" {
		fail(h.Pos, "Invalid LOOKUP hint: incomplete required option 'table'")
	}
	if len(retry) > 0 && len(retry) < 4 {
		fail(h.Pos, "Invalid LOOKUP hint: retry options 'retry-predicate', 'retry-strategy', 'fixed-delay' and 'max-attempts' can be both null or all not null")
	}
	out.RetryOnMiss = len(retry) > 0
	return table, out
}

func positiveInt(text string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	return n, err == nil && n > 0
}

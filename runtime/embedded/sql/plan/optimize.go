package plan

import (
	"time"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// rule rewrites a whole plan.
type rule struct {
	name  string
	about string
	apply func(o *optimizer, root Node) Node
}

// rules are all rules, in the order in which they are applied to each sink.
var rules = []rule{
	{"fold", "computes what is constant", foldConstants},
	{"merge", "merges filters and projections that follow one another", mergeCalcs},
	{"outer", "makes inner joins of outer ones whose padded rows are filtered out", simplifyOuterJoins},
	{"push", "pushes filters into joins and below them", pushFilters},
	{"rank", "makes top-N and deduplication of ROW_NUMBER and a filter on it", rankings},
	{"join", "decides how joins are done: regular, interval, window or temporal", classifyJoins},
	{"window", "assigns windows within the aggregation instead of before it", pullWindows},
	{"merge", "merges what the rules before have left", mergeCalcs},
	{"prune", "drops columns that nobody reads", pruneColumns},
}

// optimizer is what rules share.
type optimizer struct {
	zone   *time.Location
	config Config
	// stateTTL is that of the plan.
	stateTTL int64
	// changes caches what changes nodes send.
	changes map[Node]kinds
	// lowered are the tables that have been made scans of.
	lowered map[*Source]*loweredSource
}

// refusal carries an error out of a rule.
type refusal struct{ err *ast.Error }

// refuse ends the optimisation with an error at a place of the script.
func refuse(at ast.Pos, format string, args ...any) {
	panic(refusal{ast.Errorf(at, format, args...)})
}

// Optimize rewrites the plan of a script: it applies the rules, makes scans of tables, shares what is identical, infers
// changelog modes and keys, and gives every node its id. An error about the script is an *ast.Error.
func Optimize(p *Plan) error {
	roots := make([]Node, len(p.Sinks))
	for i, s := range p.Sinks {
		roots[i] = s
	}
	roots, err := optimize(p, roots)
	if err != nil {
		return err
	}
	for i, r := range roots {
		p.Sinks[i] = r.(*Sink)
	}
	return nil
}

// OptimizeQuery is Optimize for a query without a sink, as EXPLAIN has it.
func OptimizeQuery(p *Plan, query Node) (Node, error) {
	roots, err := optimize(p, []Node{query})
	if err != nil {
		return nil, err
	}
	return roots[0], nil
}

func optimize(p *Plan, roots []Node) (out []Node, err error) {
	zone, err := p.Config.Location()
	if err != nil {
		return nil, err
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case refusal:
			err = r.err
		default:
			panic(r)
		}
	}()
	o := &optimizer{config: p.Config, zone: zone, stateTTL: p.Config.StateTTL, changes: map[Node]kinds{}, lowered: map[*Source]*loweredSource{}}
	for i := range roots {
		for _, r := range rules {
			roots[i] = r.apply(o, roots[i])
		}
	}
	roots = o.lowerSources(roots)
	for i := range roots {
		roots[i] = renameColumns(mergeCalcs(o, roots[i]))
		checkTime(roots[i])
	}
	roots = shareIdentical(roots)
	o.inferChangelog(roots)
	identify(roots)
	return roots, nil
}

// transform rewrites a plan from the leaves up. What is shared is rewritten once.
func transform(root Node, rewrite func(Node) Node) Node {
	done := map[Node]Node{}
	var visit func(n Node) Node
	visit = func(n Node) Node {
		if out, ok := done[n]; ok {
			return out
		}
		inputs := make([]Node, len(n.Inputs()))
		for i, input := range n.Inputs() {
			inputs[i] = visit(input)
		}
		out := rewrite(withInputs(n, inputs))
		done[n] = out
		return out
	}
	return visit(root)
}

// walk visits a plan from the leaves up, every node once.
func walk(root Node, visit func(Node)) { walkAll([]Node{root}, visit) }

func walkAll(roots []Node, visit func(Node)) {
	seen := map[Node]bool{}
	var step func(n Node)
	step = func(n Node) {
		if seen[n] {
			return
		}
		seen[n] = true
		for _, i := range n.Inputs() {
			step(i)
		}
		visit(n)
	}
	for _, r := range roots {
		step(r)
	}
}

package analyzer

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// matchRecognize plans MATCH_RECOGNIZE, with Flink's restrictions on patterns.
func (a *analyzer) matchRecognize(m *ast.MatchRecognize, ctx context) *relation {
	switch {
	case strings.HasPrefix(m.RowsPerMatch, "ALL"):
		unsupported(m.Pos, "ALL ROWS PER MATCH")
	case len(m.Subsets) > 0:
		unsupported(m.Subsets[0].Pos, "SUBSET")
	case m.Start || m.End:
		unsupported(m.Pattern.Position(), "An anchor (^ or $) in a pattern")
	case len(m.OrderBy) == 0:
		fail(m.Pos, "MATCH_RECOGNIZE needs ORDER BY a time attribute")
	}
	input := a.table(m.Input, ctx)
	r := a.resolver(input.scope, "MATCH_RECOGNIZE")
	n := &plan.MatchRecognize{Skip: matchSkips[m.Skip.Kind]}
	n.At = m.Pos
	for _, e := range m.PartitionBy {
		n.PartitionBy = union(n.PartitionBy, []int{r.plainColumn(e, "PARTITION BY")})
	}
	for _, item := range m.OrderBy {
		k := orderOf(item, nil)
		n.Order = append(n.Order, plan.SortKey{Column: r.plainColumn(item.Expr, "ORDER BY"), Desc: k.desc, NullsFirst: k.nullsFirst})
	}
	time := input.scope.columns[n.Order[0].Column]
	switch {
	case time.Time == plan.NoTimeAttribute:
		fail(m.OrderBy[0].Pos, "You must specify either rowtime or proctime for order by as the first one: '%s' is no time attribute", time.Name)
	case n.Order[0].Desc:
		fail(m.OrderBy[0].Pos, "Primary sort order of a streaming table must be ascending on time")
	}
	n.Proctime = time.Time == plan.Proctime
	n.Variables = patternVariables(m.Pattern)
	matcher := &matchResolver{resolver: r, node: n}
	if m.Within != nil {
		n.Within = r.interval(m.Within, "the bound of WITHIN")
	}
	if m.Skip.Variable != nil {
		n.SkipTo = matcher.variable(m.Skip.Variable)
		if n.SkipTo < 0 {
			failHint(m.Skip.Variable.Pos, didYouMean(m.Skip.Variable.Name, matcher.names()), "Unknown pattern variable '%s'", m.Skip.Variable.Name)
		}
	}
	matcher.define(m.Define)
	matcher.measures(m.Measures)
	node := plan.Connect(n, input.node)
	return &relation{node: node, scope: newScope(node)}
}

var matchSkips = map[ast.SkipKind]plan.MatchSkip{
	ast.SkipDefault: plan.SkipToNextRow, ast.SkipToNextRow: plan.SkipToNextRow, ast.SkipPastLastRow: plan.SkipPastLastRow,
	ast.SkipToFirst: plan.SkipToFirst, ast.SkipToLast: plan.SkipToLast,
}

// plainColumn is an expression that has to be a column.
func (r *resolver) plainColumn(e ast.Expr, clause string) int {
	c, ok := r.resolve(e).(*expr.Column)
	if !ok {
		unsupported(e.Position(), clause+" an expression in MATCH_RECOGNIZE")
	}
	return c.Index
}

// What a pattern may be at most. Steps are its variables with their quantifiers written out, each as often as there are variables that may be
// left out behind it, and once more for each that those must not fit: about what the automaton of the pattern takes.
const (
	mostVariables = 1000
	mostSteps     = 100_000
)

// patternSteps is how many steps a pattern has, or more than mostSteps.
func patternSteps(variables []plan.MatchVariable) int {
	steps, optional := 0, 0
	for _, v := range slices.Backward(variables) {
		chain := optional + 1
		steps += min(max(v.Min, v.Max, 1), mostSteps+1) * chain * chain
		if steps > mostSteps {
			break
		}
		if optional++; v.Min > 0 {
			optional = 0
		}
	}
	return steps
}

// patternVariables flattens a pattern and checks what Flink's patterns may be.
func patternVariables(p ast.Pattern) []plan.MatchVariable {
	var out []plan.MatchVariable
	var add func(p ast.Pattern, quantifier *ast.PatternQuantified)
	add = func(p ast.Pattern, quantifier *ast.PatternQuantified) {
		switch p := p.(type) {
		case *ast.PatternVariable:
			v := plan.MatchVariable{Name: p.Name.Name, Min: 1, Max: 1}
			if q := quantifier; q != nil {
				v.Min, v.Max, v.Reluctant = q.Min, q.Max, q.Reluctant
				if v.Min == 0 && v.Max == 1 && v.Reluctant {
					unsupported(q.Pos, "A reluctant optional variable (??)")
				}
				if v.Max == 0 {
					fail(q.Pos, "Pattern variable '%s' cannot match any row", v.Name)
				}
			}
			if slices.ContainsFunc(out, func(o plan.MatchVariable) bool { return o.Name == v.Name }) {
				fail(p.Pos, "Pattern variables must be unique. That might change in the future. Pattern variable '%s' occurs twice", v.Name)
			}
			// {0,n} may follow, though it is optional too.
			if len(out) > 0 && v.Min == 0 && v.Max <= 1 && greedy(out[len(out)-1]) {
				fail(p.Pos, "Optional pattern variable '%s' cannot be preceded by greedy pattern variable '%s'", v.Name, out[len(out)-1].Name)
			}
			if len(out) == mostVariables {
				fail(p.Pos, "A pattern of more than %d variables is not supported", mostVariables)
			}
			out = append(out, v)
		case *ast.PatternSequence:
			if quantifier != nil && len(p.Items) != 1 {
				unsupported(quantifier.Pos, "A quantifier of a group of pattern variables")
			}
			for _, item := range p.Items {
				add(item, quantifier)
			}
		case *ast.PatternQuantified:
			if quantifier != nil {
				unsupported(quantifier.Pos, "A quantifier of a quantified pattern")
			}
			add(p.Item, p)
		case *ast.PatternAlternation:
			unsupported(p.Pos, "An alternative (|) in a pattern")
		case *ast.PatternExclusion:
			unsupported(p.Pos, "An exclusion ({- -}) in a pattern")
		case *ast.PatternPermute:
			unsupported(p.Pos, "PERMUTE in a pattern")
		}
	}
	add(p, nil)
	switch {
	case len(out) == 0:
		fail(p.Position(), "The pattern is empty")
	case greedy(out[len(out)-1]):
		fail(p.Position(), "Greedy quantifiers are not allowed as the last element of a Pattern yet. Finish your pattern with either a simple variable or reluctant quantifier.")
	case !slices.ContainsFunc(out, func(v plan.MatchVariable) bool { return v.Min > 0 }):
		fail(p.Position(), "The pattern can match no rows at all, which is not supported")
	case patternSteps(out) > mostSteps:
		fail(p.Position(), "A pattern of more than %d steps, with its quantifiers written out, is not supported", mostSteps)
	}
	return out
}

// greedy tells quantifiers that take as many rows as they can; ? and {n} do not count.
func greedy(v plan.MatchVariable) bool {
	return !v.Reluctant && v.Min != v.Max && (v.Min != 0 || v.Max != 1)
}

// matchResolver resolves the expressions of DEFINE and MEASURES.
type matchResolver struct {
	*resolver
	node *plan.MatchRecognize
	// references are those of the expression that is being resolved.
	references []plan.MatchReference
	// reference is what a column within FIRST or LAST reads; kind MatchLast and offset 0 outside of them.
	kind   plan.MatchReferenceKind
	offset int
	// inNavigation and inMeasures tell where an expression stands.
	inNavigation, inMeasures bool
}

func (m *matchResolver) names() []string {
	out := make([]string, len(m.node.Variables))
	for i, v := range m.node.Variables {
		out[i] = v.Name
	}
	return out
}

// variable is the index of a pattern variable; -1 where there is none.
func (m *matchResolver) variable(name *ast.Ident) int {
	return slices.IndexFunc(m.node.Variables, func(v plan.MatchVariable) bool { return v.Name == name.Name })
}

func (m *matchResolver) define(definitions []*ast.Definition) {
	for _, d := range definitions {
		v := m.variable(d.Variable)
		switch {
		case v < 0: // Flink takes a definition that nothing uses
			continue
		case m.node.Variables[v].Condition != nil:
			fail(d.Pos, "Pattern variable '%s' has already been defined", d.Variable.Name)
		}
		condition := m.expression(d.Condition)
		if t := condition.Expr.Type(); t.Kind != types.Boolean {
			fail(d.Condition.Position(), "DEFINE clause must be a condition, but its type is %s", t)
		}
		m.node.Variables[v].Condition = &condition
	}
}

func (m *matchResolver) measures(measures []*ast.Measure) {
	m.inMeasures = true
	seen := map[string]bool{}
	for _, k := range m.node.PartitionBy {
		seen[m.scope.columns[k].Name] = true
	}
	for _, measure := range measures {
		if seen[measure.Name.Name] {
			fail(measure.Pos, "Columns ambiguously defined: '%s' occurs twice", measure.Name.Name)
		}
		seen[measure.Name.Name] = true
		value := m.expression(measure.Expr)
		out := plan.MatchMeasure{Name: measure.Name.Name, Value: value}
		if c, ok := value.Expr.(*expr.Column); ok && value.References[c.Index].Kind == plan.MatchTime {
			out.Time = plan.Rowtime
			if m.node.Proctime {
				out.Time = plan.Proctime
			}
		}
		m.node.Measures = append(m.node.Measures, out)
	}
}

// expression resolves a condition or measure.
func (m *matchResolver) expression(e ast.Expr) plan.MatchExpr {
	m.references = nil
	inner := *m.resolver
	inner.special = m.reference
	v := m.folded(inner.resolve(e))
	return plan.MatchExpr{Expr: v, References: m.references}
}

// reference resolves what reads the rows of a match.
func (m *matchResolver) reference(e ast.Expr) (expr.Expr, bool) {
	switch e := e.(type) {
	case *ast.Name:
		return m.columnOf(e), true
	case *ast.Unary:
		if e.Op == "FINAL" && !m.inMeasures {
			fail(e.Pos, "FINAL can be used only in MEASURES")
		}
		if e.Op == "FINAL" || e.Op == "RUNNING" {
			inner := *m.resolver
			inner.special = m.reference
			return inner.resolve(e.Expr), true // with one row per match both are the same where they may be used
		}
	case *ast.FuncCall:
		name := e.FuncName()
		switch {
		case name == "FIRST" || name == "LAST":
			return m.navigation(e, name), true
		case name == "PREV" || name == "NEXT" || name == "CLASSIFIER" || name == "MATCH_NUMBER":
			unsupported(e.Pos, name)
		case name == "MATCH_ROWTIME" || name == "MATCH_PROCTIME":
			return m.matchTime(e, name), true
		case isAggregateName(name):
			return m.aggregateOver(e, name), true
		}
	}
	return nil, false
}

// add makes a column of a reference, the same one for equal references.
func (m *matchResolver) add(r plan.MatchReference, name string) expr.Expr {
	for i, known := range m.references {
		if r.Kind < plan.MatchAggregate && known.Kind == r.Kind && known.Variable == r.Variable && known.Column == r.Column && known.Offset == r.Offset {
			return &expr.Column{Index: i, Name: name, Typ: known.Type}
		}
	}
	m.references = append(m.references, r)
	return &expr.Column{Index: len(m.references) - 1, Name: name, Typ: r.Type}
}

// inputColumn takes a name apart: the variable (-1 for none) and the column with its fields.
func (m *matchResolver) inputColumn(n *ast.Name) (variable int, column expr.Expr) {
	variable = -1
	name := n
	if len(n.Parts) > 1 {
		if v := m.variable(n.Parts[0]); v >= 0 {
			variable = v
			name = &ast.Name{Pos: n.Parts[1].Pos, Parts: n.Parts[1:]}
		}
	}
	plain := *m.resolver
	plain.special = nil
	return variable, plain.name(name)
}

// columnOf is a column of the first or last row of a variable, with fields of it.
func (m *matchResolver) columnOf(n *ast.Name) expr.Expr {
	variable, value := m.inputColumn(n)
	return expr.ReplaceColumns(value, func(c *expr.Column) expr.Expr {
		return m.add(plan.MatchReference{
			Kind: m.kind, Variable: variable, Column: c.Index, Offset: m.offset, Type: c.Typ.WithNullable(true),
		}, strings.Join(n.Strings(), "."))
	})
}

// navigation is FIRST or LAST with an offset.
func (m *matchResolver) navigation(f *ast.FuncCall, name string) expr.Expr {
	if len(f.Args) < 1 || len(f.Args) > 2 || f.Star {
		fail(f.Pos, "Invalid number of arguments to function '%s'. Was expecting 1 or 2 arguments", name)
	}
	if m.inNavigation {
		fail(f.Pos, "%s cannot be nested in FIRST or LAST", name)
	}
	offset := int64(0)
	if len(f.Args) == 2 {
		l, ok := m.folded(m.analyzer.resolver(&scope{}, name).resolve(f.Args[1])).(*expr.Literal)
		if !ok || !l.Typ.Kind.IsInteger() || l.Value == nil || l.Value.(int64) < 0 || l.Value.(int64) > 1<<20 {
			fail(f.Args[1].Position(), "The offset of %s must be a constant integer that is not negative", name)
		}
		offset = l.Value.(int64)
	}
	m.kind, m.offset, m.inNavigation = plan.MatchLast, int(offset), true
	if name == "FIRST" {
		m.kind = plan.MatchFirst
	}
	defer func() { m.kind, m.offset, m.inNavigation = plan.MatchLast, 0, false }()
	inner := *m.resolver
	inner.special = m.reference
	return inner.resolve(f.Args[0])
}

// matchTime is MATCH_ROWTIME([column]) or MATCH_PROCTIME(). As in Flink, MATCH_ROWTIME() is a TIMESTAMP also where rows are ordered by a
// TIMESTAMP_LTZ, the same instant in UTC; the one of a column has its type.
func (m *matchResolver) matchTime(f *ast.FuncCall, name string) expr.Expr {
	time := m.scope.columns[m.node.Order[0].Column]
	if (name == "MATCH_PROCTIME") != m.node.Proctime {
		if name == "MATCH_ROWTIME" {
			fail(f.Pos, "MATCH_ROWTIME can be used only where the rows are ordered by a rowtime attribute")
		}
		return m.call(f.Pos, "PROCTIME", nil)
	}
	t := time.Type
	if !m.node.Proctime && len(f.Args) == 0 {
		t.Kind = types.Timestamp
	}
	return m.add(plan.MatchReference{Kind: plan.MatchTime, Variable: -1, Type: t.NotNull()}, name)
}

// aggregateOver is an aggregate over the rows of one variable, or of all.
func (m *matchResolver) aggregateOver(f *ast.FuncCall, name string) expr.Expr {
	switch {
	case slices.Contains(batchOnly, name):
		fail(f.Pos, "%s is not supported in streaming mode", name)
	case f.Distinct:
		unsupported(f.Pos, "DISTINCT in MATCH_RECOGNIZE")
	case f.Filter != nil || f.OrderBy != nil || f.WithinGroup != nil || f.Over != nil:
		unsupported(f.Pos, "FILTER, ORDER BY and OVER in MATCH_RECOGNIZE")
	case m.inNavigation:
		fail(f.Pos, "%s cannot be nested in FIRST or LAST", name)
	case !f.Star && len(f.Args) != 1:
		fail(f.Pos, "Invalid number of arguments to function '%s'. Was expecting 1 arguments", name)
	case f.Star && name != "COUNT":
		fail(f.Pos, "%s(*) is no aggregate; only COUNT takes *", name)
	}
	call := plan.AggregateCall{Name: name, Filter: -1, OutputName: name}
	if other, ok := canonical[name]; ok {
		call.Name = other
	}
	r := plan.MatchReference{Kind: plan.MatchAggregate, Variable: -1}
	if f.Star {
		call.Type = types.Of(types.BigInt).NotNull()
	} else {
		variables := map[int]bool{}
		inner := *m.resolver
		inner.special = func(e ast.Expr) (expr.Expr, bool) {
			switch e := e.(type) {
			case *ast.Name:
				v, value := m.inputColumn(e)
				variables[v] = true
				return value, true
			case *ast.FuncCall:
				if n := e.FuncName(); isAggregateName(n) || n == "FIRST" || n == "LAST" {
					fail(e.Pos, "Aggregate expressions cannot be nested: %s within %s", n, name)
				}
			}
			return nil, false
		}
		r.Argument = m.folded(inner.resolve(f.Args[0]))
		if len(variables) > 1 {
			fail(f.Pos, "Aggregation must be applied to a single pattern variable")
		}
		for v := range variables {
			r.Variable = v
		}
		call.Args = []int{0}
		call.Type = aggregateType(f.Pos, call.Name, []expr.Expr{r.Argument}, false)
	}
	r.Aggregate, r.Type = call, call.Type
	return m.add(r, name)
}

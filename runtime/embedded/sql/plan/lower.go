package plan

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// loweredSource is what a table has become.
type loweredSource struct {
	// node is the scan or, with a watermark, what follows it.
	node Node
	// values are the declared columns over node; nil for those that nobody reads.
	values []expr.Expr
}

// lowerSources makes scans of tables. All uses of a table share one scan, which reads every column that any of them needs, and
// one watermark, which comes right after the scan and the computed columns that it is about.
func (o *optimizer) lowerSources(roots []Node) []Node {
	needed := map[*Source]map[int]bool{}
	walkAll(roots, func(n Node) {
		if t, ok := n.(*TableSource); ok {
			if needed[t.Source] == nil {
				needed[t.Source] = map[int]bool{}
			}
			for _, c := range t.Projected {
				needed[t.Source][c] = true
			}
		}
	})
	out := make([]Node, len(roots))
	for i, root := range roots {
		out[i] = transform(root, func(n Node) Node {
			t, ok := n.(*TableSource)
			if !ok {
				return n
			}
			if o.lowered[t.Source] == nil {
				o.lowered[t.Source] = o.lower(t, needed[t.Source])
			}
			l := o.lowered[t.Source]
			var projections []expr.Expr
			var names []string
			for i, c := range t.Projected {
				projections, names = append(projections, l.values[c]), append(names, t.Out.Columns[i].Name)
			}
			return mergedCalc(NewCalc(l.node, nil, projections, names))
		})
	}
	return out
}

// lower makes the nodes of a table of which some declared columns are needed.
func (o *optimizer) lower(t *TableSource, needed map[int]bool) *loweredSource {
	s := t.Source
	if s.Rowtime >= 0 {
		needed[s.Rowtime] = true
		for _, c := range expr.References(s.Strategy) {
			needed[c] = true
		}
	}
	var physical []int
	for c := range s.Columns {
		if needed[c] {
			physical = append(physical, expr.References(s.Columns[c].Expr)...)
		}
	}
	normalizes := o.normalizes(t)
	if normalizes {
		physical = append(physical, s.Table.PrimaryKey...)
		for _, c := range s.primaryKey() {
			needed[c] = true
		}
	}
	slices.Sort(physical)
	physical = slices.Compact(physical)
	if len(physical) == 0 && len(s.Table.Columns) > 0 {
		physical = []int{0}
	}
	scan := &Scan{Table: s.Table, Projected: physical}
	scan.At = t.At
	connected(scan)
	position := make([]int, len(s.Table.Columns))
	for i, p := range physical {
		position[p] = i
	}
	out := &loweredSource{node: scan, values: make([]expr.Expr, len(s.Columns))}
	for c := range s.Columns {
		if needed[c] {
			out.values[c] = expr.MapColumns(s.Columns[c].Expr, position)
		}
	}
	if normalizes {
		out.dropBefore()
	}
	if s.Rowtime >= 0 {
		out.addWatermark(s)
	}
	if normalizes {
		out.normalize(s, o.stateTTL)
	}
	return out
}

// dropBefore leaves out what a normalisation does not look at, so that event time is not told by it either.
func (l *loweredSource) dropBefore() {
	n := &DropUpdateBefore{}
	n.At = l.node.base().At
	l.node = connected(n, l.node)
}

// normalize follows the watermark, if there is one: event time is told where the source is read, in the order of its rows, and not by each
// subtask from the keys that it happens to have.
func (l *loweredSource) normalize(s *Source, stateTTL int64) {
	n := &ChangelogNormalize{StateTTL: stateTTL}
	n.At = l.node.base().At
	for _, c := range s.primaryKey() {
		n.Key = append(n.Key, l.values[c].(*expr.Column).Index)
	}
	l.node = connected(n, l.node)
}

// addWatermark computes the declared columns and tells event time by them.
func (l *loweredSource) addWatermark(s *Source) {
	var projections []expr.Expr
	var names []string
	to := make([]int, len(s.Columns))
	for c, v := range l.values {
		if v != nil {
			to[c] = len(projections)
			projections, names = append(projections, v), append(names, s.Columns[c].Name)
		}
	}
	calc := mergedCalc(NewCalc(l.node, nil, projections, names))
	w := &Watermark{Rowtime: to[s.Rowtime], Strategy: expr.MapColumns(s.Strategy, to)}
	w.At = l.node.base().At
	l.node = connected(w, calc)
	for c, v := range l.values {
		if v != nil {
			l.values[c] = columnAt(l.node, to[c])
		}
	}
}

// renameColumns gives the columns in expressions the names that they have in their inputs, for people to read.
func renameColumns(root Node) Node {
	return transform(root, func(n Node) Node {
		if len(n.Inputs()) == 0 {
			return n
		}
		rename := func(e expr.Expr, columns []Column) expr.Expr {
			if e == nil {
				return nil
			}
			return expr.ReplaceColumns(e, func(c *expr.Column) expr.Expr {
				named := *c
				named.Name = columns[c.Index].Name
				return &named
			})
		}
		switch n := n.(type) {
		case *Calc:
			c := clone(n)
			c.Filter = rename(c.Filter, in(n, 0))
			c.Projections = slices.Clone(c.Projections)
			for i, p := range c.Projections {
				c.Projections[i] = rename(p, in(n, 0))
			}
			return c
		case *Join:
			c := clone(n)
			c.Condition = rename(c.Condition, append(copied(in(n, 0)), in(n, 1)...))
			return c
		}
		return n
	})
}

package analyzer

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

const (
	// maxGroupingSets bounds what CUBE and ROLLUP multiply to, as Flink does with 64 columns.
	maxGroupingSets = 1024
	// maxGroupingKeys bounds the keys of grouping sets: a set is a bit mask in a BIGINT.
	maxGroupingKeys = 62
)

// groups is what GROUP BY says.
type groups struct {
	// keys are the distinct expressions; sets are the grouping sets as indexes of keys, one for a plain GROUP BY.
	keys []expr.Expr
	sets [][]int
	// window is the group window TUMBLE(...), HOP(...) or SESSION(...); nil where there is none.
	window *groupWindow
}

// key is the index of a key, which is added where it is new.
func (g *groups) key(at ast.Pos, e expr.Expr) int {
	for i, k := range g.keys {
		if expr.Equal(k, e) {
			return i
		}
	}
	if len(g.keys) == maxColumns {
		fail(at, "GROUP BY has more than %d expressions", maxColumns)
	}
	g.keys = append(g.keys, e)
	return len(g.keys) - 1
}

// groupBy resolves GROUP BY. Elements side by side multiply; with DISTINCT each grouping set counts once.
func (r *resolver) groupBy(elements []*ast.GroupElement, distinct bool) *groups {
	g := &groups{sets: [][]int{nil}}
	for _, e := range elements {
		g.sets = multiplied(e.Pos, g.sets, r.groupElement(g, e))
	}
	if len(g.sets) > 1 && len(g.keys) > maxGroupingKeys {
		fail(elements[0].Pos, "GROUPING SETS of %d columns; at most %d are possible", len(g.keys), maxGroupingKeys)
	}
	if distinct && len(g.sets) > 1 {
		g.sets = eachOnce(g.sets)
	}
	return g
}

// multiplied joins each set of one list with each of the other.
func multiplied(at ast.Pos, a, b [][]int) [][]int {
	if len(a)*len(b) > maxGroupingSets {
		fail(at, "more than %d grouping sets", maxGroupingSets)
	}
	var out [][]int
	for _, x := range a {
		for _, y := range b {
			out = append(out, union(x, y))
		}
	}
	return out
}

// eachOnce leaves out grouping sets that another one before them has the keys of, in whatever order.
func eachOnce(sets [][]int) [][]int {
	seen := make(map[uint64]bool, len(sets))
	var out [][]int
	for _, s := range sets {
		mask := uint64(0)
		for _, key := range s {
			mask |= 1 << key
		}
		if !seen[mask] {
			seen[mask] = true
			out = append(out, s)
		}
	}
	return out
}

func union(a, b []int) []int {
	out := slices.Clone(a)
	for _, i := range b {
		if !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	return out
}

// groupElement are the grouping sets of one element.
func (r *resolver) groupElement(g *groups, e *ast.GroupElement) [][]int {
	switch e.Kind {
	case ast.GroupingSets:
		var out [][]int
		for _, inner := range e.Elements {
			out = append(out, r.groupElement(g, inner)...)
			if len(out) > maxGroupingSets {
				fail(e.Pos, "more than %d grouping sets", maxGroupingSets)
			}
		}
		return out
	case ast.Rollup:
		if len(e.Elements) >= maxGroupingSets {
			fail(e.Pos, "more than %d grouping sets", maxGroupingSets)
		}
		out := [][]int{{}}
		for _, part := range r.groupSets(g, e.Elements) {
			out = append(out, union(out[len(out)-1], part))
		}
		slices.Reverse(out)
		return out
	case ast.Cube:
		parts := r.groupSets(g, e.Elements)
		if len(parts) > 10 {
			fail(e.Pos, "more than %d grouping sets", maxGroupingSets)
		}
		var out [][]int
		for mask := 0; mask < 1<<len(parts); mask++ {
			var chosen [][]int
			for i, p := range parts {
				if mask&(1<<(len(parts)-1-i)) == 0 {
					chosen = append(chosen, p)
				}
			}
			out = append(out, unionOf(chosen))
		}
		return out
	}
	return [][]int{r.groupSet(g, e)}
}

func (r *resolver) groupSets(g *groups, elements []*ast.GroupElement) [][]int {
	out := make([][]int, len(elements))
	for i, e := range elements {
		out[i] = r.groupSet(g, e)
	}
	return out
}

func unionOf(parts [][]int) []int {
	out := []int{}
	for _, p := range parts {
		out = union(out, p)
	}
	return out
}

// groupSet is an expression, a list of expressions, or ().
func (r *resolver) groupSet(g *groups, e *ast.GroupElement) []int {
	out := []int{}
	for _, x := range e.Exprs {
		if call, ok := x.(*ast.FuncCall); ok && isGroupWindow(call) {
			if g.window != nil {
				fail(call.Pos, "Only one group window is possible in GROUP BY")
			}
			g.window = r.groupWindow(call)
			continue
		}
		out = union(out, []int{g.key(x.Position(), r.resolve(x))})
	}
	return out
}

// groupAuxiliary is GROUPING, GROUPING_ID, GROUP_ID, or a property of the group window.
type groupAuxiliary struct {
	name string
	args []expr.Expr
	// window is the group window that TUMBLE_START and its like repeat.
	window *groupWindow
	at     ast.Pos
}

func isGroupAuxiliary(name string) bool {
	switch name {
	case "GROUPING", "GROUPING_ID", "GROUP_ID":
		return true
	}
	_, _, ok := windowAuxiliary(name)
	return ok
}

// auxiliary is a function that tells about the group.
func (r *resolver) auxiliary(f *ast.FuncCall) expr.Expr {
	name := f.FuncName()
	if r.virtuals == nil || !r.virtuals.aggregates || r.inAggregate != "" {
		fail(f.Pos, "%s can be used only in a query with GROUP BY, in SELECT, HAVING and ORDER BY", name)
	}
	if property, window, ok := windowAuxiliary(name); ok {
		call := *f
		w := r.groupWindowOf(&call, window)
		return r.virtuals.add(&groupAuxiliary{name: name, window: w, at: f.Pos}, property.typeOf(w), name)
	}
	if (len(f.Args) == 0) != (name == "GROUP_ID") || name == "GROUPING" && len(f.Args) > 1 && len(f.Args) > maxGroupingKeys {
		fail(f.Pos, "Invalid number of arguments to function '%s'", name)
	}
	return r.virtuals.add(&groupAuxiliary{name: name, args: r.all(f.Args), at: f.Pos}, types.Of(types.BigInt).NotNull(), name)
}

// mask is the bit mask of the keys that a set leaves out, the first key highest.
func (g *groups) mask(set []int, keys []int) int64 {
	var m int64
	for _, k := range keys {
		m <<= 1
		if !slices.Contains(set, k) {
			m |= 1
		}
	}
	return m
}

// allKeys are the indexes of all keys.
func (g *groups) allKeys() []int {
	out := make([]int, len(g.keys))
	for i := range out {
		out[i] = i
	}
	return out
}

// expandIDs numbers the sets: the mask of the missing keys, made unique where a set occurs again.
func (g *groups) expandIDs() []int64 {
	out := make([]int64, len(g.sets))
	for i, s := range g.sets {
		id := g.mask(s, g.allKeys())
		for slices.Contains(out[:i], id) {
			id += 1 << len(g.keys)
		}
		out[i] = id
	}
	return out
}

// value of GROUPING and GROUPING_ID: a constant for each set, found by the expand id.
func (r *resolver) groupingValue(g *groups, aux *groupAuxiliary, expandID expr.Expr) expr.Expr {
	var keys []int
	for _, a := range aux.args {
		at := slices.IndexFunc(g.keys, func(k expr.Expr) bool { return expr.Equal(k, a) })
		if at < 0 {
			fail(aux.at, "Argument to '%s' operator must be a grouped expression", aux.name)
		}
		keys = append(keys, at)
	}
	if expandID == nil || aux.name == "GROUP_ID" {
		return bigint(0)
	}
	ids := g.expandIDs()
	var args []expr.Expr
	for i, s := range g.sets {
		args = append(args, r.call(aux.at, "=", nil, expandID, bigint(ids[i])), bigint(g.mask(s, keys)))
	}
	args = append(args[:len(args)-2], args[len(args)-1])
	if len(args) == 1 {
		return args[0]
	}
	return r.call(aux.at, "CASE", nil, args...)
}

// expanded multiplies rows for grouping sets. The first len(g.keys) columns of p are the keys; the last column of the result is the expand id.
func (g *groups) expanded(input plan.Node, p *projection) plan.Node {
	ids := g.expandIDs()
	var copies [][]expr.Expr
	for i, set := range g.sets {
		var row []expr.Expr
		for c := range p.exprs {
			switch {
			case c < len(g.keys) && !slices.Contains(set, c):
				row = append(row, nullOf(p.exprs[c].Type()))
			default:
				row = append(row, columnOf(input, c))
			}
		}
		copies = append(copies, append(row, bigint(ids[i])))
	}
	return plan.NewExpand(input, copies, append(slices.Clone(p.names), "$e"))
}

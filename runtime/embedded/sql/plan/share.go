package plan

import (
	"fmt"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// shareIdentical makes one node of nodes that do the same over the same inputs, so that it runs once. Sinks are never shared,
// nor is what gives another result each time.
func shareIdentical(roots []Node) []Node {
	known := map[string]Node{}
	out := make([]Node, len(roots))
	for i, root := range roots {
		out[i] = transform(root, func(n Node) Node {
			if _, isSink := n.(*Sink); isSink || !deterministic(n) {
				return n
			}
			key := exactKey(n)
			if shared, ok := known[key]; ok {
				return shared
			}
			known[key] = n
			return n
		})
	}
	return out
}

// exactKey is everything that a node does, over which inputs.
func exactKey(n Node) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%T %s", n, meaning(n, func(input, i int) string { return fmt.Sprintf("$%d.%d", input, i) }))
	switch n := n.(type) {
	case *Scan:
		fmt.Fprintf(&b, " %p %v", n.Table, n.Projected)
	case *Watermark:
		fmt.Fprintf(&b, " %s", exprText(n.Strategy, func(i int) string { return fmt.Sprintf("$%d", i) }))
	}
	for _, i := range n.Inputs() {
		fmt.Fprintf(&b, " %p", i)
	}
	return b.String()
}

// deterministic tells whether all expressions of a node are.
func deterministic(n Node) bool {
	c, ok := n.(*Calc)
	if !ok {
		return true
	}
	for _, p := range c.Projections {
		if !expr.IsDeterministic(p) && !isProctime(p) {
			return false
		}
	}
	return c.Filter == nil || expr.IsDeterministic(c.Filter)
}

func isProctime(e expr.Expr) bool {
	c, ok := e.(*expr.Call)
	return ok && c.Name == "PROCTIME"
}

package job

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// graph is a plan cut into vertices.
type graph struct {
	vertices []*vertex
	// byNode tells where each node of the plan went.
	byNode map[plan.Node]*step
	// parallelism is the number of subtasks of a vertex unless something asks for one.
	parallelism int
}

// vertex is a chain of operators that one goroutine per subtask runs. The chain is a tree: a step may have several
// others behind it.
type vertex struct {
	id          string
	parallelism int
	// steps are in the order in which rows pass them; the first one is the head.
	steps  []*step
	inputs []*edge
}

// step is a node of the plan in its chain.
type step struct {
	node plan.Node
	// name is short, and no other step of the job has it.
	name   string
	vertex *vertex
	// next are the steps of the same vertex that read this one.
	next []*step
	// edges lead to other vertices.
	edges []*edge
}

// edge is an exchange between two vertices.
type edge struct {
	from *step
	to   *vertex
	// input is the input of the head of to.
	input int
	// keys are the columns that distribute rows, nil where subtask i sends to subtask i, or all send to the only one.
	keys []int
}

// distribution tells how an operator wants its rows.
type distribution struct {
	kind distributionKind
	// keys are the columns of each input that bring rows together.
	keys [][]int
}

type distributionKind uint8

const (
	// forward takes rows where they are.
	forward distributionKind = iota
	// keyed wants rows of the same key in the same subtask.
	keyed
	// single wants all rows in one subtask.
	single
)

// newGraph cuts a plan into vertices.
func newGraph(p *plan.Plan, parallelism int) (*graph, error) {
	g := &graph{byNode: make(map[plan.Node]*step), parallelism: parallelism}
	for _, sink := range p.Sinks {
		if _, err := g.add(sink); err != nil {
			return nil, err
		}
	}
	number := 0
	for _, v := range g.vertices {
		for _, s := range v.steps {
			number++
			s.name = operatorName(s.node, number)
		}
	}
	return g, nil
}

// add places a node behind its inputs, once.
func (g *graph) add(n plan.Node) (*step, error) {
	if s := g.byNode[n]; s != nil {
		return s, nil
	}
	inputs := make([]*step, len(n.Inputs()))
	for i, in := range n.Inputs() {
		var err error
		if inputs[i], err = g.add(in); err != nil {
			return nil, err
		}
	}
	d, err := distributionOf(n)
	if err != nil {
		return nil, err
	}
	s := &step{node: n}
	g.byNode[n] = s
	if len(inputs) == 1 && (d.kind == forward || g.parallelismFor(d, inputs) == 1 && inputs[0].vertex.parallelism == 1) {
		s.vertex = inputs[0].vertex
		s.vertex.steps = append(s.vertex.steps, s)
		inputs[0].next = append(inputs[0].next, s)
		return s, nil
	}
	s.vertex = &vertex{id: vertexID(n), parallelism: g.parallelismFor(d, inputs), steps: []*step{s}}
	if _, ok := n.(*plan.Values); ok {
		s.vertex.parallelism = 1
	}
	g.vertices = append(g.vertices, s.vertex)
	for i, in := range inputs {
		e := &edge{from: in, to: s.vertex, input: i}
		if d.kind == keyed {
			e.keys = d.keys[i]
		}
		in.edges = append(in.edges, e)
		s.vertex.inputs = append(s.vertex.inputs, e)
	}
	return s, nil
}

// parallelismFor is the number of subtasks of an operator. One that takes rows from several inputs where they are has
// the number of these, or one, where they differ: to split a changelog by chance would break its order.
func (g *graph) parallelismFor(d distribution, inputs []*step) int {
	switch d.kind {
	case single:
		return 1
	case forward:
		for _, in := range inputs {
			if in.vertex.parallelism != inputs[0].vertex.parallelism {
				return 1
			}
		}
		if len(inputs) > 0 {
			return inputs[0].vertex.parallelism
		}
	}
	return g.parallelism
}

// vertexID is Flink's kind of id, the same for the same head.
func vertexID(head plan.Node) string {
	sum := sha256.Sum256([]byte(head.ID()))
	return hex.EncodeToString(sum[:16])
}

// name is the chain in short, such as Source: orders[1] -> Calc[2].
func (v *vertex) name() string { return v.chained(func(s *step) string { return s.name }) }

// description is the chain with what each operator does.
func (v *vertex) description() string {
	return v.chained(func(s *step) string { return s.node.Describe() })
}

func (v *vertex) chained(text func(*step) string) string {
	parts := make([]string, len(v.steps))
	for i, s := range v.steps {
		parts[i] = text(s)
	}
	return strings.Join(parts, " -> ")
}

// operators describes the operators by id. Two that share an id could not find their state again.
func (g *graph) operators() (map[string]string, error) {
	out := make(map[string]string)
	for _, v := range g.vertices {
		for _, s := range v.steps {
			if other, ok := out[s.node.ID()]; ok {
				return nil, fmt.Errorf("operators %q and %q share the id %s", other, s.node.Describe(), s.node.ID())
			}
			out[s.node.ID()] = s.node.Describe()
		}
	}
	return out, nil
}

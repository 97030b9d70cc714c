package pattern

import "slices"

// Variable is an element of a pattern.
type Variable struct {
	// Min and Max are how many rows it takes; Max is -1 for no limit.
	Min, Max  int
	Reluctant bool
}

// optional tells a variable that one row may be taken for, or none.
func (v Variable) optional() bool { return v.Min == 0 && v.Max == 1 }

// greedy tells quantifiers that take as many rows as they can.
func (v Variable) greedy() bool { return !v.Reluctant && v.Min != v.Max && !v.optional() }

// Automaton is a compiled pattern. It is not changed any more, so that several goroutines may use it.
type Automaton struct {
	states []state
	start  int
}

// final is the state in which the pattern is complete. No row is taken from there.
const final = 0

// state is how far a run has come.
type state struct {
	// takes are the transitions, in the order in which they are tried.
	takes []transition
	// accepts tells that the pattern may end here, unless the row that led here fits any of variables.
	accepts bool
	unless  []int
}

// transition takes a row that fits a variable and does not fit any of others.
type transition struct {
	variable int
	unless   []int
	target   int
}

// node is a state while the automaton is built. It may be left for the state onward without a row, if that is not nowhere
// and the row does not fit any of the variables in unless.
type node struct {
	takes  []transition
	onward int
	unless []int
}

const nowhere = -1

// Compile makes the automaton of a pattern. It is built from its end.
func Compile(variables []Variable) *Automaton {
	b := builder{nodes: []node{final: {onward: nowhere}}}
	next := final
	for i := len(variables) - 1; i >= 0; i-- {
		next = b.variable(i, variables[i], next)
	}
	a := &Automaton{start: next, states: make([]state, len(b.nodes))}
	for i := range b.nodes {
		a.states[i] = b.resolve(i)
	}
	return a
}

type builder struct{ nodes []node }

// variable adds the states of a variable in front of the state next and returns the first of them.
func (b *builder) variable(index int, v Variable, next int) int {
	after := next
	if v.Max < 0 {
		after = len(b.nodes)
		b.add(index, after, next)
	}
	if v.greedy() {
		n := &b.nodes[next]
		n.unless = append(n.unless, index)
		for i := range n.takes {
			n.takes[i].unless = append(n.takes[i].unless, index)
		}
	}
	must := max(v.Min, 1)
	for range v.Max - must {
		after = b.add(index, after, next)
	}
	for range must - 1 {
		after = b.add(index, after, nowhere)
	}
	if v.Min > 0 {
		next = nowhere
	}
	return b.add(index, after, next)
}

// add adds a state in which a row of a variable leads to target.
func (b *builder) add(variable, target, onward int) int {
	b.nodes = append(b.nodes, node{takes: []transition{{variable: variable, target: target}}, onward: onward})
	return len(b.nodes) - 1
}

// resolve follows what is left without a row.
func (b *builder) resolve(from int) state {
	var s state
	var unless []int
	for at := from; at != nowhere; at = b.nodes[at].onward {
		for _, t := range b.nodes[at].takes {
			t.unless = slices.Concat(unless, t.unless)
			s.takes = append(s.takes, t)
		}
		if at == final {
			s.accepts, s.unless = true, unless
			return s
		}
		unless = slices.Concat(unless, b.nodes[at].unless)
	}
	return s
}

package plan

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Explain is a plan as text that a person can read: a tree for each sink, what a node reads below it. A node that several
// others read is shown once and numbered.
func Explain(p *Plan) string {
	roots := make([]Node, len(p.Sinks))
	for i, s := range p.Sinks {
		roots[i] = s
	}
	return ExplainNodes(roots...)
}

// ExplainNodes is Explain of any nodes with what they read.
func ExplainNodes(roots ...Node) string {
	return ExplainWith(func(Node) string { return "" }, roots...)
}

// ExplainWith is ExplainNodes with a note at the end of each node's line.
func ExplainWith(note func(Node) string, roots ...Node) string {
	e := &explainer{readers: map[Node]int{}, numbers: map[Node]int{}, note: note}
	seen := map[Node]bool{}
	var count func(n Node)
	count = func(n Node) {
		e.readers[n]++
		if seen[n] {
			return
		}
		seen[n] = true
		for _, i := range n.Inputs() {
			count(i)
		}
	}
	for _, r := range roots {
		count(r)
	}
	for i, r := range roots {
		if i > 0 {
			e.b.WriteByte('\n')
		}
		e.node(r, "", "")
	}
	return e.b.String()
}

type explainer struct {
	b       strings.Builder
	readers map[Node]int
	numbers map[Node]int
	note    func(Node) string
}

// node writes a node after prefix, and its inputs, whose lines begin with rest.
func (e *explainer) node(n Node, prefix, rest string) {
	if number, shown := e.numbers[n]; shown {
		fmt.Fprintf(&e.b, "%sReused(reference_id=[%d])\n", prefix, number)
		return
	}
	reuse := ""
	if e.readers[n] > 1 {
		e.numbers[n] = len(e.numbers) + 1
		reuse = fmt.Sprintf("(reuse_id=[%d])", e.numbers[n])
	}
	fmt.Fprintf(&e.b, "%s%s%s%s%s\n", prefix, n.Describe(), reuse, modeText(n), e.note(n))
	for i, input := range n.Inputs() {
		if i < len(n.Inputs())-1 {
			e.node(input, rest+":- ", rest+":  ")
		} else {
			e.node(input, rest+"+- ", rest+"   ")
		}
	}
}

// modeText tells the changelog where it is more than inserts.
func modeText(n Node) string {
	switch n.Mode() {
	case Upsert:
		return " changelogMode=[I,UA,D]"
	case Retract:
		return " changelogMode=[I,UB,UA,D]"
	}
	return ""
}

// graph is the plan in the form of Flink's REST API.
type graph struct {
	JobID string      `json:"jid"`
	Name  string      `json:"name"`
	Type  string      `json:"type"`
	Nodes []graphNode `json:"nodes"`
}

type graphNode struct {
	ID          string       `json:"id"`
	Parallelism int          `json:"parallelism"`
	Operator    string       `json:"operator"`
	Strategy    string       `json:"operator_strategy"`
	Description string       `json:"description"`
	Inputs      []graphInput `json:"inputs,omitempty"`
	Properties  struct{}     `json:"optimizer_properties"`
}

type graphInput struct {
	Num          int    `json:"num"`
	ID           string `json:"id"`
	ShipStrategy string `json:"ship_strategy"`
	Exchange     string `json:"exchange"`
}

// JSON is a plan as Flink's REST API gives it: a list of nodes with the ids of their inputs.
func JSON(p *Plan, jobID, name string, parallelism int) ([]byte, error) {
	g := graph{JobID: jobID, Name: name, Type: "STREAMING", Nodes: []graphNode{}}
	roots := make([]Node, len(p.Sinks))
	for i, s := range p.Sinks {
		roots[i] = s
	}
	walkAll(roots, func(n Node) {
		node := graphNode{ID: n.ID(), Parallelism: parallelism, Operator: OperatorName(n), Description: n.Describe()}
		for i, input := range n.Inputs() {
			node.Inputs = append(node.Inputs, graphInput{Num: i, ID: input.ID(), ShipStrategy: shipStrategy(n), Exchange: "pipelined_bounded"})
		}
		g.Nodes = append(g.Nodes, node)
	})
	out, err := json.Marshal(g)
	if err != nil {
		return nil, fmt.Errorf("writing the plan of %s: %w", name, err)
	}
	return out, nil
}

// shipStrategy tells how rows come to a node.
func shipStrategy(n Node) string {
	switch n.(type) {
	case *Calc, *Watermark, *DropUpdateBefore, *WindowTableFunction, *Expand, *Union, *Unnest, *Sink:
		return "FORWARD"
	}
	return "HASH"
}

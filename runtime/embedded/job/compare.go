package job

import (
	"context"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// StateFate is what becomes of an operator's state when a job goes on with another plan.
type StateFate uint8

// The fates of state.
const (
	// StateKept is taken over.
	StateKept StateFate = iota
	// StateNew begins empty: nothing in the savepoint belongs to the operator.
	StateNew
	// StateLost belongs to no operator of the plan.
	StateLost
	// StateUnfit belongs to an operator that cannot read it, because what it keeps has changed.
	StateUnfit
)

// String is the fate in words.
func (f StateFate) String() string {
	return [...]string{"taken over", "new", "lost", "does not fit"}[f]
}

// OperatorState is an operator with what becomes of its state.
type OperatorState struct {
	// ID names the operator, Description shows it as EXPLAIN does: that of the savepoint for lost state.
	ID, Description string
	Fate            StateFate
	// Err is why the state does not fit.
	Err error
}

// CompareState tells what becomes of the state in Options.RestorePath when a job of the plan goes on from it: first of the
// operators of the plan that keep state, in the order in which rows flow, then what is lost. Nothing is run, and neither sources
// nor sinks are touched. The error says that the state itself cannot be read, or that the plan cannot be run.
func CompareState(ctx context.Context, p *plan.Plan, options Options) ([]OperatorState, error) {
	j, err := prepare(p, options)
	if err != nil {
		return nil, err
	}
	outline, err := checkpoint.Outline(j.options.restoredFiles(j.options.RestorePath), j.options.RestorePath)
	if err != nil {
		return nil, fmt.Errorf("restore: %w", err)
	}
	has := make(map[string]bool)
	for _, id := range outline.WithState() {
		has[id] = true
	}
	var out []OperatorState
	for _, v := range j.graph.vertices {
		for _, s := range v.steps {
			o := OperatorState{ID: s.node.ID(), Description: s.node.Describe()}
			switch {
			case has[o.ID]:
				if o.Err = j.checkState(ctx, s.node, outline); o.Err != nil {
					o.Fate = StateUnfit
				}
			case keepsState(s.node):
				o.Fate = StateNew
			default:
				continue
			}
			out = append(out, o)
		}
	}
	for _, id := range outline.WithState() {
		if _, known := j.operators[id]; !known {
			out = append(out, OperatorState{ID: id, Description: outline.Operators[id], Fate: StateLost})
		}
	}
	return out, nil
}

// keepsState tells the operators whose results would differ if they began anew.
func keepsState(n plan.Node) bool {
	switch n := n.(type) {
	case *plan.Calc, *plan.Expand, *plan.Union, *plan.Unnest, *plan.Sink, *plan.Watermark, *plan.DropUpdateBefore:
		return false
	case *plan.WindowTableFunction:
		return n.Window.Kind == plan.Session
	}
	return true
}

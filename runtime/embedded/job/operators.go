package job

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// distributionOf tells how the operator of a node wants its rows.
func distributionOf(n plan.Node) (distribution, error) {
	switch n := n.(type) {
	case *plan.Scan, *plan.Values, *plan.Calc, *plan.Watermark, *plan.DropUpdateBefore, *plan.Expand, *plan.Union, *plan.Sink,
		*plan.Unnest, *plan.LookupJoin:
		return distribution{}, nil
	case *plan.GroupAggregate:
		return byKeys(n.Keys), nil
	case *plan.WindowAggregate:
		return byKeys(n.Keys), nil
	case *plan.Rank:
		return byKeys(n.PartitionBy), nil
	case *plan.Deduplicate:
		return byKeys(n.PartitionBy), nil
	case *plan.ChangelogNormalize:
		return byKeys(n.Key), nil
	case *plan.UpsertMaterialize:
		return byKeys(n.Key), nil
	case *plan.WindowRank:
		return byKeys(append([]int{n.Start, n.End}, n.PartitionBy...)), nil
	case *plan.WindowDeduplicate:
		return byKeys(append([]int{n.Start, n.End}, n.PartitionBy...)), nil
	case *plan.OverAggregate:
		return byKeys(n.PartitionBy), nil
	case *plan.MatchRecognize:
		return byKeys(n.PartitionBy), nil
	case *plan.Sort, *plan.Limit:
		return distribution{kind: single}, nil
	case *plan.Join:
		return byKeys(n.Keys.Left, n.Keys.Right), nil
	case *plan.IntervalJoin:
		return byKeys(n.Keys.Left, n.Keys.Right), nil
	case *plan.WindowJoin:
		return byKeys(append([]int{n.LeftStart, n.LeftEnd}, n.Keys.Left...), append([]int{n.RightStart, n.RightEnd}, n.Keys.Right...)), nil
	case *plan.TemporalJoin:
		return byKeys(n.Keys.Left, n.Keys.Right), nil
	case *plan.SetOperation:
		all := make([]int, len(n.Out.Columns))
		for i := range all {
			all[i] = i
		}
		return byKeys(all, all), nil
	case *plan.WindowTableFunction:
		if n.Window.Kind == plan.Session {
			return byKeys(n.Window.PartitionBy), nil
		}
		return distribution{}, nil
	}
	return distribution{}, fmt.Errorf("%s cannot be run", n.Describe())
}

// Runs tells whether there is an operator for a node, so that a script that needs another one is refused when it is planned.
func Runs(n plan.Node) bool {
	_, err := distributionOf(n)
	return err == nil
}

// byKeys brings rows of equal keys together, and all of them if there are no keys.
func byKeys(keys ...[]int) distribution {
	for _, k := range keys {
		if len(k) == 0 {
			return distribution{kind: single}
		}
	}
	return distribution{kind: keyed, keys: keys}
}

// newOperator makes the operator of a node that is no source and no sink.
func (j *Job) newOperator(n plan.Node) (operator.Operator, error) {
	switch n := n.(type) {
	case *plan.LookupJoin:
		return j.newLookupJoin(n)
	case *plan.Calc:
		return operator.NewCalc(n), nil
	case *plan.Watermark:
		return operator.NewWatermarkAssigner(n), nil
	case *plan.DropUpdateBefore:
		return operator.NewDropUpdateBefore(), nil
	case *plan.Expand:
		return operator.NewExpand(n), nil
	case *plan.Union:
		return operator.NewUnion(), nil
	case *plan.GroupAggregate:
		return operator.NewGroupAggregate(n), nil
	case *plan.WindowAggregate:
		return operator.NewClocked(operator.NewWindowAggregate(n), n.Window, n.Attached), nil
	case *plan.Rank:
		return operator.NewRank(n), nil
	case *plan.Deduplicate:
		return operator.NewDeduplicate(n), nil
	case *plan.ChangelogNormalize:
		return operator.NewChangelogNormalize(n), nil
	case *plan.UpsertMaterialize:
		return operator.NewUpsertMaterialize(n), nil
	case *plan.WindowRank:
		return operator.NewWindowRank(n), nil
	case *plan.WindowDeduplicate:
		return operator.NewWindowDeduplicate(n), nil
	case *plan.MatchRecognize:
		return operator.NewMatch(n), nil
	case *plan.OverAggregate:
		return operator.NewOverAggregate(n), nil
	case *plan.Sort:
		return operator.NewSort(n), nil
	case *plan.Limit:
		return operator.NewLimit(n), nil
	case *plan.Join:
		return operator.NewJoin(n), nil
	case *plan.IntervalJoin:
		return operator.NewIntervalJoin(n), nil
	case *plan.WindowJoin:
		return operator.NewWindowJoin(n), nil
	case *plan.TemporalJoin:
		return operator.NewTemporalJoin(n), nil
	case *plan.SetOperation:
		return operator.NewSetOperation(n), nil
	case *plan.Unnest:
		return operator.NewUnnest(n), nil
	case *plan.WindowTableFunction:
		if n.Window.Kind == plan.Session {
			return operator.NewClocked(operator.NewWindowTableFunction(n), n.Window, false), nil
		}
		return operator.NewWindowTableFunction(n), nil
	}
	return nil, fmt.Errorf("%s cannot be run", n.Describe())
}

// connectorTable is a table of the plan as its connector is told of it.
func (j *Job) connectorTable(id string, t *plan.Table, projected []int) *connector.Table {
	out := &connector.Table{
		ID: id, Job: j.options.Lineage, Name: t.Display, Options: t.Options, Projected: projected, PrimaryKey: t.PrimaryKey,
		PartitionedBy: t.PartitionedBy, TimeZone: j.timeZone, Logger: j.options.Logger,
	}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, connector.Column{Name: c.Name, Type: c.Type, Metadata: c.Metadata})
	}
	return out
}

func (j *Job) newSource(n *plan.Scan) (connector.Source, error) {
	factory, err := j.options.Registry.Lookup(n.Table.Connector)
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", n.Table.Display, err)
	}
	source, err := factory.Source(j.connectorTable(n.ID(), n.Table, n.Projected))
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", n.Table.Display, err)
	}
	return source, nil
}

// newLookupJoin makes the operator of a look-up, with a source of its own.
func (j *Job) newLookupJoin(n *plan.LookupJoin) (operator.Operator, error) {
	source, err := j.newSource(&plan.Scan{Base: plan.Base{NodeID: n.ID()}, Table: n.Table, Projected: n.Read})
	if err != nil {
		return nil, err
	}
	lookups, ok := source.(connector.LookupSource)
	if !ok {
		return nil, fmt.Errorf("table %s: connector '%s' cannot look rows up by key", n.Table.Display, n.Table.Connector)
	}
	return operator.NewLookupJoin(n, lookups), nil
}

func (j *Job) newSink(n *plan.Sink) (connector.Sink, error) {
	factory, err := j.options.Registry.Lookup(n.Table.Connector)
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", n.Table.Display, err)
	}
	sink, err := factory.Sink(j.connectorTable(n.ID(), n.Table, n.Written))
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", n.Table.Display, err)
	}
	return sink, nil
}

package job_test

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// The plans of the tests are made by hand: (k STRING, v BIGINT, ts TIMESTAMP(3)) is read from the table "in" and written to
// "out".

var (
	keyColumn   = plan.Column{Name: "k", Type: types.String()}
	valueColumn = plan.Column{Name: "v", Type: types.Of(types.BigInt)}
	timeColumn  = plan.Column{Name: "ts", Type: types.TimestampOf(3), Time: plan.Rowtime}
)

func schemaOf(columns ...plan.Column) plan.Schema { return plan.Schema{Columns: columns} }

func tableOf(name, connector string, s plan.Schema, options map[string]string) *plan.Table {
	t := &plan.Table{Name: "c.d." + name, Display: name, Connector: connector, Options: options}
	for _, c := range s.Columns {
		t.Columns = append(t.Columns, plan.TableColumn{Name: c.Name, Type: c.Type})
	}
	return t
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func scanNode(connector string, options map[string]string) plan.Node {
	s := schemaOf(keyColumn, valueColumn, timeColumn)
	return &plan.Scan{
		Base: plan.Base{NodeID: "scan", Out: s}, Table: tableOf("in", connector, s, options), Projected: indexes(3),
	}
}

// watermarkNode tells that rows are at most late milliseconds behind.
func watermarkNode(in plan.Node, late int64) plan.Node {
	ts := &expr.Column{Index: 2, Name: "ts", Typ: types.TimestampOf(3)}
	interval := &expr.Literal{Value: late, Typ: types.Of(types.IntervalDayTime).NotNull()}
	strategy, err := expr.Resolve("-", []expr.Expr{ts, interval}, nil)
	if err != nil {
		panic(err)
	}
	return &plan.Watermark{
		Base: plan.Base{NodeID: "watermark", Out: in.Schema(), In: []plan.Node{in}}, Rowtime: 2, Strategy: strategy,
	}
}

// sumByWindow is SELECT k, SUM(v), COUNT(*), window_end ... GROUP BY k and the window.
func sumByWindow(in plan.Node, w plan.WindowSpec) plan.Node {
	w.TimeColumn = 2
	return &plan.WindowAggregate{
		Base: plan.Base{NodeID: "window", In: []plan.Node{in}, Out: schemaOf(keyColumn, valueColumn,
			plan.Column{Name: "n", Type: types.Of(types.BigInt).NotNull()}, plan.Column{Name: "we", Type: types.TimestampOf(3)})},
		Keys: []int{0}, Aggs: sumAndCount(), Window: w, Properties: []plan.WindowProperty{plan.WindowEnd},
	}
}

// matchNode is MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES A.v AS a, SUM(B.v) AS b, C.v AS c AFTER MATCH SKIP PAST LAST
// ROW PATTERN (A B*? C) WITHIN INTERVAL '20' SECOND DEFINE A AS A.v < 500, B AS B.v >= A.v, C AS SUM(B.v) > 900).
func matchNode(in plan.Node) plan.Node {
	bigint := types.Of(types.BigInt)
	compare := func(op string, left plan.MatchReference, right any) *plan.MatchExpr {
		e := &plan.MatchExpr{References: []plan.MatchReference{left}}
		args := []expr.Expr{&expr.Column{Index: 0, Typ: bigint}, &expr.Literal{Value: right, Typ: bigint.NotNull()}}
		if r, ok := right.(plan.MatchReference); ok {
			e.References = append(e.References, r)
			args[1] = &expr.Column{Index: 1, Typ: bigint}
		}
		resolved, err := expr.Resolve(op, args, nil)
		if err != nil {
			panic(err)
		}
		e.Expr = resolved
		return e
	}
	last := func(variable int) plan.MatchReference {
		return plan.MatchReference{Kind: plan.MatchLast, Variable: variable, Column: 1, Type: bigint}
	}
	sum := plan.MatchReference{
		Kind: plan.MatchAggregate, Variable: 1, Argument: &expr.Column{Index: 1, Name: "v", Typ: bigint}, Type: bigint,
		Aggregate: plan.AggregateCall{Name: "SUM", Args: []int{0}, Filter: -1, Type: bigint},
	}
	n := &plan.MatchRecognize{
		PartitionBy: []int{0}, Order: []plan.SortKey{{Column: 2}}, Skip: plan.SkipPastLastRow, Within: 20_000,
		Variables: []plan.MatchVariable{
			{Name: "A", Min: 1, Max: 1, Condition: compare("<", last(0), int64(500))},
			{Name: "B", Min: 0, Max: -1, Reluctant: true, Condition: compare(">=", last(1), last(0))},
			{Name: "C", Min: 1, Max: 1, Condition: compare(">", sum, int64(900))},
		},
	}
	out := []plan.Column{keyColumn}
	for i, r := range []plan.MatchReference{last(0), sum, last(2)} {
		name := string(rune('a' + i))
		n.Measures = append(n.Measures, plan.MatchMeasure{Name: name, Value: plan.MatchExpr{
			Expr: &expr.Column{Index: 0, Typ: bigint}, References: []plan.MatchReference{r},
		}})
		out = append(out, plan.Column{Name: name, Type: bigint})
	}
	n.Base = plan.Base{NodeID: "match", In: []plan.Node{in}, Out: schemaOf(out...)}
	return n
}

// joinNode is SELECT * FROM left JOIN right ON left.k = right.k AND left.v = right.v over two scans of the same rows. Which
// pairs there are does not depend on the order in which the two sides come.
func joinNode(left plan.Node) plan.Node {
	scan := scanNode("rows", nil).(*plan.Scan)
	scan.NodeID = "right"
	columns := left.Schema().Columns
	out := append([]plan.Column(nil), columns...)
	for _, c := range columns {
		c.Name = "right_" + c.Name
		out = append(out, c)
	}
	return &plan.Join{
		Base: plan.Base{NodeID: "join", In: []plan.Node{left, scan}, Out: schemaOf(out...)}, Kind: plan.InnerJoin,
		Keys: plan.JoinKeys{Left: []int{0, 1}, Right: []int{0, 1}, NullSafe: []bool{false, false}},
	}
}

func sumAndCount() []plan.AggregateCall {
	return []plan.AggregateCall{
		{Name: "SUM", Args: []int{1}, Filter: -1, Type: types.Of(types.BigInt)},
		{Name: "COUNT", Filter: -1, Type: types.Of(types.BigInt).NotNull()},
	}
}

func planOf(in plan.Node, connector string, options map[string]string) *plan.Plan {
	s := in.Schema()
	return &plan.Plan{Sinks: []*plan.Sink{{
		Base:  plan.Base{NodeID: "sink", In: []plan.Node{in}, Out: s},
		Table: tableOf("out", connector, s, options), Written: indexes(len(s.Columns)),
	}}}
}

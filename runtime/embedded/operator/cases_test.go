package operator_test

import (
	"fmt"

	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// The rows of these tests are (k INT, v INT, ts TIMESTAMP(3)).
var (
	rowColumns = []plan.Column{column("k", types.Of(types.Int)), column("v", types.Of(types.Int)), column("ts", types.TimestampOf(3))}
	bigint     = types.Of(types.BigInt)
)

// operatorCase is an operator with what its input looks like.
type operatorCase struct {
	name string
	// inputs is the number of inputs.
	inputs int
	// changelog says that rows may be taken back.
	changelog bool
	// windowed says that rows carry their window in two more columns.
	windowed bool
	make     func(in []plan.Node) operator.Operator
}

func base(in []plan.Node, sends plan.ChangelogMode, out ...plan.Column) plan.Base {
	return plan.Base{NodeID: "op", In: in, Sends: sends, Out: plan.Schema{Columns: out}}
}

func with(columns []plan.Column, more ...plan.Column) []plan.Column {
	return append(columns[:len(columns):len(columns)], more...)
}

var windowColumns = []plan.Column{column("ws", types.TimestampOf(3)), column("we", types.TimestampOf(3))}

// inputNodes are the inputs of a case.
func (c *operatorCase) inputNodes() []plan.Node {
	mode, columns := plan.InsertOnly, rowColumns
	if c.changelog {
		mode = plan.Retract
	}
	if c.windowed {
		columns = with(rowColumns, windowColumns...)
	}
	in := make([]plan.Node, c.inputs)
	for i := range in {
		in[i] = input(mode, columns...)
	}
	return in
}

func (c *operatorCase) columns() [][]types.Type {
	out := make([][]types.Type, c.inputs)
	for i, n := range c.inputNodes() {
		out[i] = n.Schema().Types()
	}
	return out
}

func (c *operatorCase) new() operator.Operator { return c.make(c.inputNodes()) }

// aggregateCalls are COUNT(*), SUM(v), MAX(v) and COUNT(DISTINCT v).
func aggregateCalls() []plan.AggregateCall {
	integer, count := types.Of(types.Int), bigint.NotNull()
	return []plan.AggregateCall{
		{Name: "COUNT", Filter: -1, Type: count}, {Name: "SUM", Args: []int{1}, Filter: -1, Type: integer},
		{Name: "MAX", Args: []int{1}, Filter: -1, Type: integer}, {Name: "COUNT", Args: []int{1}, Distinct: true, Filter: -1, Type: count},
	}
}

func aggregateColumns(first ...plan.Column) []plan.Column {
	return with(first, column("n", bigint.NotNull()), column("s", types.Of(types.Int)), column("m", types.Of(types.Int)),
		column("d", bigint.NotNull()))
}

func groupCase(changelog bool) operatorCase {
	return operatorCase{fmt.Sprint("group aggregate, changelog ", changelog), 1, changelog, false, func(in []plan.Node) operator.Operator {
		return operator.NewGroupAggregate(&plan.GroupAggregate{
			Base: base(in, plan.Retract, aggregateColumns(rowColumns[0])...), Keys: []int{0}, Aggs: aggregateCalls(),
		})
	}}
}

func windowCases() (out []operatorCase) {
	for name, w := range map[string]plan.WindowSpec{
		"tumble": {Kind: plan.Tumble, Size: 10}, "hop": {Kind: plan.Hop, Size: 12, Slide: 4, Offset: 1},
		"cumulate": {Kind: plan.Cumulate, Size: 12, Slide: 4}, "session": {Kind: plan.Session, Size: 5, PartitionBy: []int{0}},
	} {
		w.TimeColumn = 2
		for _, changelog := range []bool{false, true} {
			out = append(out, operatorCase{fmt.Sprint(name, " aggregate, changelog ", changelog), 1, changelog, false, func(in []plan.Node) operator.Operator {
				return operator.NewWindowAggregate(&plan.WindowAggregate{
					Base: base(in, plan.InsertOnly, with(aggregateColumns(rowColumns[0]), windowColumns...)...), Keys: []int{0},
					Aggs: aggregateCalls(), Window: w, Properties: []plan.WindowProperty{plan.WindowStart, plan.WindowEnd},
				})
			}})
		}
		out = append(out, operatorCase{name + " function", 1, false, false, func(in []plan.Node) operator.Operator {
			return operator.NewWindowTableFunction(&plan.WindowTableFunction{
				Base: base(in, plan.InsertOnly, with(rowColumns, with(windowColumns, column("wt", types.TimestampOf(3)))...)...), Window: w,
			})
		}})
	}
	for _, changelog := range []bool{false, true} {
		out = append(out, slidingCase(plan.WindowSpec{Kind: plan.Hop, Size: 12, Slide: 4, Offset: 1}, slidingCalls(changelog), changelog))
	}
	return append(out, operatorCase{"attached aggregate", 1, false, true, func(in []plan.Node) operator.Operator {
		return operator.NewWindowAggregate(&plan.WindowAggregate{
			Base: base(in, plan.InsertOnly, with(aggregateColumns(rowColumns[0]), windowColumns...)...), Keys: []int{0},
			Aggs: aggregateCalls(), Attached: true, Start: 3, End: 4, Properties: []plan.WindowProperty{plan.WindowStart, plan.WindowEnd},
		})
	}})
}

func rankCases() (out []operatorCase) {
	order := []plan.SortKey{{Column: 1, Desc: true}}
	for _, changelog := range []bool{false, true} {
		for _, ranks := range []bool{false, true} {
			for _, from := range []int64{1, 2} {
				columns := rowColumns
				if ranks {
					columns = with(rowColumns, column("rn", bigint.NotNull()))
				}
				name := fmt.Sprint("rank from ", from, ", ranks ", ranks, ", changelog ", changelog)
				out = append(out, operatorCase{name, 1, changelog, false, func(in []plan.Node) operator.Operator {
					return operator.NewRank(&plan.Rank{
						Base: base(in, plan.Retract, columns...), PartitionBy: []int{0}, OrderBy: order, From: from, To: 3, OutputRank: ranks,
					})
				}})
			}
		}
		out = append(out, operatorCase{fmt.Sprint("limit, changelog ", changelog), 1, changelog, false, func(in []plan.Node) operator.Operator {
			return operator.NewLimit(&plan.Limit{Base: base(in, plan.Retract, rowColumns...), Offset: 1, Fetch: 3})
		}})
	}
	for _, last := range []bool{false, true} {
		for _, proctime := range []bool{false, true} {
			out = append(out, operatorCase{fmt.Sprint("deduplicate, last ", last, ", proctime ", proctime), 1, false, false, func(in []plan.Node) operator.Operator {
				return operator.NewDeduplicate(&plan.Deduplicate{
					Base: base(in, plan.Retract, rowColumns...), PartitionBy: []int{0}, Time: 2, KeepLast: last, Proctime: proctime,
				})
			}})
		}
		out = append(out, operatorCase{fmt.Sprint("window deduplicate, last ", last), 1, false, true, func(in []plan.Node) operator.Operator {
			return operator.NewWindowDeduplicate(&plan.WindowDeduplicate{
				Base: base(in, plan.InsertOnly, with(rowColumns, windowColumns...)...), PartitionBy: []int{0}, Start: 3, End: 4, Time: 2, KeepLast: last,
			})
		}})
	}
	return append(out,
		operatorCase{"window rank", 1, false, true, func(in []plan.Node) operator.Operator {
			return operator.NewWindowRank(&plan.WindowRank{
				Base:  base(in, plan.InsertOnly, with(with(rowColumns, windowColumns...), column("rn", bigint.NotNull()))...),
				Start: 3, End: 4, PartitionBy: []int{0}, OrderBy: order, From: 1, To: 2, OutputRank: true,
			})
		}},
		operatorCase{"sort", 1, false, false, func(in []plan.Node) operator.Operator {
			return operator.NewSort(&plan.Sort{Base: base(in, plan.InsertOnly, rowColumns...), OrderBy: []plan.SortKey{{Column: 2}, {Column: 1}}})
		}},
	)
}

func overCases() (out []operatorCase) {
	for _, rows := range []bool{false, true} {
		for _, preceding := range []int64{-1, 2} {
			out = append(out, operatorCase{fmt.Sprint("over, rows ", rows, ", preceding ", preceding), 1, false, false, func(in []plan.Node) operator.Operator {
				return operator.NewOverAggregate(&plan.OverAggregate{
					Base: base(in, plan.InsertOnly, aggregateColumns(rowColumns...)...), PartitionBy: []int{0}, Time: 2, Rows: rows,
					Preceding: preceding, Aggs: aggregateCalls(),
				})
			}})
		}
	}
	return out
}

var keysOfJoin = plan.JoinKeys{Left: []int{0}, Right: []int{0}, NullSafe: []bool{false}}

// notEqualValues is l.v <> r.v.
func notEqualValues() expr.Expr {
	left, right := &expr.Column{Index: 1, Typ: types.Of(types.Int)}, &expr.Column{Index: len(rowColumns) + 1, Typ: types.Of(types.Int)}
	e, err := expr.Resolve("<>", []expr.Expr{left, right}, nil)
	if err != nil {
		panic(err)
	}
	return e
}

func joinedColumns(kind plan.JoinKind, columns []plan.Column) []plan.Column {
	if kind.OnlyLeft() {
		return columns
	}
	return with(columns, columns...)
}

func joinCases() (out []operatorCase) {
	for kind := plan.InnerJoin; kind <= plan.AntiJoin; kind++ {
		for _, changelog := range []bool{false, true} {
			out = append(out, operatorCase{fmt.Sprint(kind, ", changelog ", changelog), 2, changelog, false, func(in []plan.Node) operator.Operator {
				return operator.NewJoin(&plan.Join{
					Base: base(in, plan.Retract, joinedColumns(kind, rowColumns)...), Kind: kind, Keys: keysOfJoin, Condition: notEqualValues(),
				})
			}})
		}
		columns := with(rowColumns, windowColumns...)
		out = append(out, operatorCase{fmt.Sprint("window ", kind), 2, false, true, func(in []plan.Node) operator.Operator {
			return operator.NewWindowJoin(&plan.WindowJoin{
				Base: base(in, plan.InsertOnly, joinedColumns(kind, columns)...), Kind: kind, Keys: keysOfJoin,
				LeftStart: 3, LeftEnd: 4, RightStart: 3, RightEnd: 4,
			})
		}})
		if kind.OnlyLeft() {
			continue
		}
		out = append(out, operatorCase{fmt.Sprint("interval ", kind), 2, false, false, func(in []plan.Node) operator.Operator {
			return operator.NewIntervalJoin(&plan.IntervalJoin{
				Base: base(in, plan.InsertOnly, joinedColumns(kind, rowColumns)...), Kind: kind, Keys: keysOfJoin, LeftTime: 2, RightTime: 2,
				Lower: -4, Upper: 2,
			})
		}})
	}
	for _, kind := range []plan.JoinKind{plan.InnerJoin, plan.LeftJoin} {
		out = append(out, operatorCase{fmt.Sprint("temporal ", kind), 2, false, false, func(in []plan.Node) operator.Operator {
			return operator.NewTemporalJoin(&plan.TemporalJoin{
				Base: base(in, plan.InsertOnly, joinedColumns(kind, rowColumns)...), Kind: kind, Keys: keysOfJoin, LeftTime: 2, RightTime: 2,
			})
		}})
	}
	for op := plan.Intersect; op <= plan.ExceptAll; op++ {
		out = append(out, operatorCase{op.String(), 2, true, false, func(in []plan.Node) operator.Operator {
			return operator.NewSetOperation(&plan.SetOperation{Base: base(in, plan.Retract, rowColumns...), Operator: op})
		}})
	}
	return out
}

func matchCase() operatorCase {
	id := types.Of(types.Int)
	last := func(variable int) plan.MatchExpr {
		return plan.MatchExpr{
			Expr:       &expr.Column{Index: 0, Typ: id},
			References: []plan.MatchReference{{Kind: plan.MatchLast, Variable: variable, Column: 1, Type: id}},
		}
	}
	return operatorCase{"match", 1, false, false, func(in []plan.Node) operator.Operator {
		return operator.NewMatch(&plan.MatchRecognize{
			Base:        base(in, plan.InsertOnly, rowColumns[0], column("a", id), column("b", id)),
			PartitionBy: []int{0}, Order: []plan.SortKey{{Column: 2}}, Skip: plan.SkipPastLastRow, Within: 12,
			Variables: []plan.MatchVariable{{Name: "A", Min: 1, Max: 3, Reluctant: true}, {Name: "B", Min: 2, Max: 2}},
			Measures:  []plan.MatchMeasure{{Name: "a", Value: last(0)}, {Name: "b", Value: last(1)}},
		})
	}}
}

func allCases() []operatorCase {
	out := []operatorCase{groupCase(false), groupCase(true), matchCase()}
	out = append(out, windowCases()...)
	out = append(out, rankCases()...)
	out = append(out, overCases()...)
	return append(out, joinCases()...)
}

// draw draws an input: rows out of order, late ones now and then, and the watermark of each a little behind the greatest time.
func (c *operatorCase) draw(t *rapid.T) []step {
	var steps []step
	present := make([][][]batch.Datum, c.inputs)
	watermark, greatest := batch.NoWatermark, int64(0)
	for range rapid.IntRange(1, 30).Draw(t, "steps") {
		in := rapid.IntRange(0, c.inputs-1).Draw(t, "input")
		if c.changelog && len(present[in]) > 0 && rapid.IntRange(0, 2).Draw(t, "retract") == 0 {
			i := rapid.IntRange(0, len(present[in])-1).Draw(t, "which")
			steps = append(steps, step{input: in, kind: batch.Delete, row: present[in][i], watermark: watermark})
			present[in] = append(present[in][:i:i], present[in][i+1:]...)
			continue
		}
		ts := greatest + rapid.Int64Range(-9, 6).Draw(t, "ts")
		row := []batch.Datum{rapid.Int64Range(0, 3).Draw(t, "k"), rapid.Int64Range(0, 3).Draw(t, "v"), batch.Instant{Millis: ts}}
		if row[0] == int64(3) {
			row[0] = nil
		}
		if c.windowed {
			start := (ts+1000)/10*10 - 1000
			row = append(row, batch.Instant{Millis: start}, batch.Instant{Millis: start + 10})
		}
		steps = append(steps, step{input: in, row: row, watermark: watermark})
		present[in] = append(present[in], row)
		greatest = max(greatest, ts)
		if rapid.Bool().Draw(t, "tell") {
			watermark = max(watermark, greatest-3)
			if rapid.Bool().Draw(t, "alone") {
				steps = append(steps, step{only: true, watermark: watermark})
			}
		}
	}
	return append(steps, step{only: true, watermark: batch.MaxWatermark})
}

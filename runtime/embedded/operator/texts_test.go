package operator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// TestOperators_TextsAreTheirOwn checks that what is sent of texts depends on the size of batches no more than that of numbers does:
// memory that texts share must not be written again before they were sent.
func TestOperators_TextsAreTheirOwn(t *testing.T) {
	t.Parallel()
	columns := []plan.Column{column("k", types.Of(types.Int)), column("v", types.String())}
	both := append(columns[:2:2], columns...)
	order := []plan.SortKey{{Column: 1}}
	for name, make := range map[string]func() (o operator.Operator, inputs int){
		"rank": func() (operator.Operator, int) {
			in := []plan.Node{input(plan.Retract, columns...)}
			return operator.NewRank(&plan.Rank{Base: base(in, plan.Retract, columns...), PartitionBy: []int{0}, OrderBy: order, From: 1, To: 2}), 1
		},
		"rank with numbers": func() (operator.Operator, int) {
			in := []plan.Node{input(plan.Retract, columns...)}
			return operator.NewRank(&plan.Rank{
				Base: base(in, plan.Retract, append(columns[:2:2], column("n", types.Of(types.BigInt)))...), PartitionBy: []int{0}, OrderBy: order,
				From: 1, To: 2, OutputRank: true,
			}), 1
		},
		"inner join": func() (operator.Operator, int) { return textJoin(plan.InnerJoin, columns, both), 2 },
		"full join":  func() (operator.Operator, int) { return textJoin(plan.FullJoin, columns, both), 2 },
		"anti join":  func() (operator.Operator, int) { return textJoin(plan.AntiJoin, columns, columns), 2 },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				_, inputs := make()
				steps := textSteps(t, inputs)
				send := func(size int) []string {
					o, _ := make()
					out := &textRecorder{}
					require.NoError(t, o.Open(contextOf(), out))
					feed(t, o, [][]types.Type{typesOf(columns), typesOf(columns)}, steps, size)
					return out.lines
				}
				require.Equal(t, send(1), send(len(steps)+1))
			})
		})
	}
}

func textJoin(kind plan.JoinKind, columns, out []plan.Column) operator.Operator {
	in := []plan.Node{input(plan.Retract, columns...), input(plan.Retract, columns...)}
	return operator.NewJoin(&plan.Join{
		Base: base(in, plan.Retract, out...), Kind: kind, Keys: plan.JoinKeys{Left: []int{0}, Right: []int{0}, NullSafe: []bool{false}},
	})
}

func typesOf(columns []plan.Column) (out []types.Type) {
	for _, c := range columns {
		out = append(out, c.Type)
	}
	return out
}

// textSteps are rows that come and go.
func textSteps(t *rapid.T, inputs int) (steps []step) {
	there := map[int][]step{}
	for range rapid.IntRange(0, 30).Draw(t, "steps") {
		in := rapid.IntRange(0, inputs-1).Draw(t, "input")
		if rows := there[in]; len(rows) > 0 && rapid.Bool().Draw(t, "goes") {
			last := rows[len(rows)-1]
			there[in] = rows[:len(rows)-1]
			last.kind = batch.Delete
			steps = append(steps, last)
			continue
		}
		text := strings.Repeat(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "letter"), rapid.IntRange(1, 5).Draw(t, "length"))
		s := step{input: in, kind: batch.Insert, row: []batch.Datum{int64(rapid.IntRange(0, 1).Draw(t, "key")), text}}
		there[in] = append(there[in], s)
		steps = append(steps, s)
	}
	return steps
}

// textRecorder keeps copies of what it is sent.
type textRecorder struct{ lines []string }

func (r *textRecorder) Emit(b *batch.Batch) error {
	for i := range b.Rows() {
		line := b.Kind(b.Row(i)).String()
		for _, v := range b.Cols {
			line += fmt.Sprint(" ", v.Get(b.Row(i)))
		}
		r.lines = append(r.lines, line)
	}
	return nil
}

func (r *textRecorder) Watermark(int64) error { return nil }

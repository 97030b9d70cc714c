package operator_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// A model computes the final result from the final inputs, as a batch query would.
type model func(inputs [][][]batch.Datum) [][]batch.Datum

// modelled are cases, by their names, with what they must come to.
func modelled() map[string]model {
	out := map[string]model{"group aggregate, changelog true": groupModel}
	for kind := plan.InnerJoin; kind <= plan.AntiJoin; kind++ {
		out[fmt.Sprint(kind, ", changelog true")] = joinModel(kind)
	}
	for op := plan.Intersect; op <= plan.ExceptAll; op++ {
		out[op.String()] = setModel(op)
	}
	for _, from := range []int{1, 2} {
		for _, changelog := range []bool{false, true} {
			out[fmt.Sprint("rank from ", from, ", ranks true, changelog ", changelog)] = rankModel(from)
		}
	}
	return out
}

func TestOperators_ComeToWhatABatchQueryGives(t *testing.T) {
	t.Parallel()
	models := modelled()
	for _, c := range allCases() {
		m := models[c.name]
		if m == nil {
			continue
		}
		delete(models, c.name)
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				steps := c.draw(t)
				inputs := make([][][]batch.Datum, c.inputs)
				for i := range inputs {
					inputs[i] = leftOver(steps, i)
				}
				want := map[string]int{}
				for _, row := range m(inputs) {
					want[fmt.Sprint(row)]++
				}
				require.Equal(t, want, materialise(t, run(t, c.new(), c.columns(), steps, 5).changes))
			})
		})
	}
	require.Empty(t, models, "models of cases that there are not")
}

// byKey groups rows by their first column.
func byKey(rows [][]batch.Datum) map[batch.Datum][][]batch.Datum {
	out := map[batch.Datum][][]batch.Datum{}
	for _, r := range rows {
		out[r[0]] = append(out[r[0]], r)
	}
	return out
}

func groupModel(inputs [][][]batch.Datum) (out [][]batch.Datum) {
	for key, rows := range byKey(inputs[0]) {
		var sum, greatest int64
		distinct := map[batch.Datum]bool{}
		for _, r := range rows {
			sum += r[1].(int64)
			greatest = max(greatest, r[1].(int64))
			distinct[r[1]] = true
		}
		out = append(out, []batch.Datum{key, int64(len(rows)), sum, greatest, int64(len(distinct))})
	}
	return out
}

func joinModel(kind plan.JoinKind) model {
	matches := func(l, r []batch.Datum) bool { return l[0] != nil && l[0] == r[0] && l[1] != r[1] }
	empty := make([]batch.Datum, len(rowColumns))
	concat := func(l, r []batch.Datum) []batch.Datum { return append(l[:len(l):len(l)], r...) }
	return func(inputs [][][]batch.Datum) (out [][]batch.Datum) {
		matched := make([]bool, len(inputs[1]))
		for _, l := range inputs[0] {
			any := false
			for i, r := range inputs[1] {
				if !matches(l, r) {
					continue
				}
				any, matched[i] = true, true
				if !kind.OnlyLeft() {
					out = append(out, concat(l, r))
				}
			}
			switch {
			case kind == plan.SemiJoin && any, kind == plan.AntiJoin && !any:
				out = append(out, l)
			case (kind == plan.LeftJoin || kind == plan.FullJoin) && !any:
				out = append(out, concat(l, empty))
			}
		}
		for i, r := range inputs[1] {
			if (kind == plan.RightJoin || kind == plan.FullJoin) && !matched[i] {
				out = append(out, concat(empty, r))
			}
		}
		return out
	}
}

func setModel(op plan.SetOperator) model {
	return func(inputs [][][]batch.Datum) (out [][]batch.Datum) {
		counts := [2]map[string]int{{}, {}}
		rows := map[string][]batch.Datum{}
		for i, input := range inputs {
			for _, r := range input {
				counts[i][fmt.Sprint(r)]++
				rows[fmt.Sprint(r)] = r
			}
		}
		for text, r := range rows {
			left, right := counts[0][text], counts[1][text]
			n := 0
			switch op {
			case plan.Intersect:
				n = min(left, right, 1)
			case plan.IntersectAll:
				n = min(left, right)
			case plan.Except:
				if n = min(left, 1); right > 0 {
					n = 0
				}
			case plan.ExceptAll:
				n = max(left-right, 0)
			}
			out = append(out, slices.Repeat([][]batch.Datum{r}, n)...)
		}
		return out
	}
}

// rankModel is the ranks from to 3 of v, descending, rows of equal v in the order in which they came.
func rankModel(from int) model {
	return func(inputs [][][]batch.Datum) (out [][]batch.Datum) {
		for _, rows := range byKey(inputs[0]) {
			slices.SortStableFunc(rows, func(a, b []batch.Datum) int { return -cmp.Compare(a[1].(int64), b[1].(int64)) })
			for i, r := range rows[:min(3, len(rows))] {
				if i+1 >= from {
					out = append(out, append(slices.Clone(r), int64(i+1)))
				}
			}
		}
		return out
	}
}

func TestCases_HaveNamesOfTheirOwn(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range allCases() {
		require.False(t, seen[strings.ToLower(c.name)], c.name)
		seen[strings.ToLower(c.name)] = true
	}
}

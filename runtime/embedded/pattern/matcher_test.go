package pattern_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/pattern"
)

// letters has rows fit the variables whose letters they consist of: "ab" fits a and b.
type letters []string

func (l letters) Fits(s *pattern.Step) (bool, error) {
	return strings.Contains(s.Row.Data, l[s.Variable]), nil
}

var element = regexp.MustCompile(`^([a-z])(\?|\*|\+|\{(\d+)(,?)(\d*)\})?(\??)$`)

// parse reads a pattern like "a b* c{2,}?".
func parse(t require.TestingT, text string) (names letters, variables []pattern.Variable) {
	for _, e := range strings.Fields(text) {
		m := element.FindStringSubmatch(e)
		require.NotNil(t, m, e)
		v := pattern.Variable{Min: 1, Max: 1, Reluctant: m[6] != ""}
		switch {
		case m[2] == "?":
			v.Min = 0
		case m[2] == "*":
			v.Min, v.Max = 0, -1
		case m[2] == "+":
			v.Max = -1
		case m[2] != "":
			v.Min, _ = strconv.Atoi(m[3])
			v.Max = v.Min
			if m[4] != "" {
				v.Max = -1
			}
			if m[5] != "" {
				v.Max, _ = strconv.Atoi(m[5])
			}
		}
		names, variables = append(names, m[1]), append(variables, v)
	}
	return names, variables
}

// show writes a match like "a1 b2 b3", the numbers being those of the rows.
func show(names letters, last *pattern.Step) string {
	var out []string
	for s := last; s != nil; s = s.Previous {
		out = append([]string{fmt.Sprintf("%s%d", names[s.Variable], s.Row.Time)}, out...)
	}
	return strings.Join(out, " ")
}

// matches runs a pattern over rows, one a millisecond from 1 on. codec has the partition written and read after each row.
func matches(t require.TestingT, text string, skip pattern.Skip, within int64, rows string, codec bool) ([]string, error) {
	names, variables := parse(t, text)
	out := []string{}
	m := pattern.Matcher{
		Automaton: pattern.Compile(variables), Conditions: names, Skip: skip, Within: within,
		Found: func(last *pattern.Step, _ int64) error {
			out = append(out, show(names, last))
			return nil
		},
	}
	var p pattern.Partition
	for i, row := range strings.Fields(rows) {
		if _, err := m.Take(&p, int64(i+1), row); err != nil {
			return out, err
		}
		if codec {
			again, err := m.Automaton.Decode(p.Append(nil))
			require.NoError(t, err)
			p = again
		}
	}
	return out, m.Advance(&p, 1<<62)
}

var (
	next = pattern.Skip{Kind: pattern.ToNextRow}
	past = pattern.Skip{Kind: pattern.PastLastRow}
)

func TestMatcher(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, pattern string
		skip          pattern.Skip
		within        int64
		rows          string
		want          []string
	}{
		{"sequence", "a b c", next, 0, "a b c b a b c", []string{"a1 b2 c3", "a5 b6 c7"}},
		{"overlap", "a b", next, 0, "a ab b", []string{"a1 b2", "a2 b3"}},
		{"no overlap", "a b", past, 0, "a ab b", []string{"a1 b2"}},
		{"a row between ends a run", "a b", next, 0, "a x b", nil},
		{"greedy gives nothing back", "a b* c", past, 0, "a b bc c", []string{"a1 b2 b3 c4"}},
		{"greedy with nothing left", "a b* c", past, 0, "a bc x", nil},
		{"greedy is exclusive also when full", "a b{1,2} c", past, 0, "a b b bc c", nil},
		{"greedy that is full", "a b{1,2} c", past, 0, "a b b c", []string{"a1 b2 b3 c4"}},
		{"greedy concerns only the first row of what follows", "a b* c{2}", past, 0, "a b c bc", []string{"a1 b2 c3 c4"}},
		{"greedy first", "a* b", next, 0, "a a b", []string{"a1 a2 b3", "a2 b3", "b3"}},
		{"greedy first, past", "a+ b", past, 0, "a a b a b", []string{"a1 a2 b3", "a4 b5"}},
		{"{n} is not greedy", "a b{2} c", past, 0, "a b b bc", []string{"a1 b2 b3 c4"}},
		{"{n,} is greedy", "a b{2,} c", past, 0, "a b b bc", nil},
		{"reluctant", "a b*? c", past, 0, "a b bc c", []string{"a1 b2 c3"}},
		{"reluctant at the end", "a b+?", past, 0, "a b b", []string{"a1 b2"}},
		{"reluctant {n,m} at the end", "a b{2,3}?", past, 0, "a b b b", []string{"a1 b2 b3"}},
		{"reluctant that may be nothing", "a b*? c*?", past, 0, "a b c", []string{"a1"}},
		{"reluctant range", "a b{1,2}? c", next, 0, "a b b c", []string{"a1 b2 b3 c4"}},
		{"reluctant range exceeded", "a b{1,2}? c", next, 0, "a b b b c", nil},
		{"optional taken", "a b? c", past, 0, "a b c", []string{"a1 b2 c3"}},
		{"optional left out", "a b? c", past, 0, "a c", []string{"a1 c2"}},
		{"optional is not greedy", "a b? c", past, 0, "a bc c", []string{"a1 c2"}},
		{"optional at the beginning", "a? b", next, 0, "a b", []string{"a1 b2", "b2"}},
		{"optional at the end", "a b?", past, 0, "a b a", []string{"a1", "a3"}},
		{"zero to two", "a b{0,2} c", past, 0, "a c a b c a b b c a b b b c", []string{"a1 c2", "a3 b4 c5", "a6 b7 b8 c9"}},
		{"optional after greedy", "a+ b{0,2} c", past, 0, "a ab b c a c", []string{"a1 a2 b3 c4", "a5 c6"}},
		{"greedy over what is left out", "a+ b{0,2} c", past, 0, "a ac x", nil},
		{"left out at the end after greedy", "a+ b{0,2}?", past, 0, "a a b", []string{"a1 a2 b3"}},
		{"within leaves out its end", "a b*? c", next, 3, "a b c a b b c", []string{"a1 b2 c3"}},
		{"an earlier run that may match comes first", "a b* c", next, 0, "a b ab b c", []string{"a1 b2 b3 b4 c5", "a3 b4 c5"}},
		{"first of several ways", "a x*? y*? c", past, 0, "a xy c", []string{"a1 x2 c3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, codec := range []bool{false, true} {
				got, err := matches(t, c.pattern, c.skip, c.within, c.rows, codec)
				require.NoError(t, err)
				require.Equal(t, append([]string{}, c.want...), got, "codec %t", codec)
			}
		})
	}
}

func TestMatcher_SkipToVariable(t *testing.T) {
	t.Parallel()
	to := func(kind pattern.SkipKind, variable int) pattern.Skip {
		return pattern.Skip{Kind: kind, Variable: variable, Name: "v"}
	}
	for _, c := range []struct {
		name, pattern string
		skip          pattern.Skip
		rows          string
		want          []string
		err           string
	}{
		{"first", "a b+ c", to(pattern.ToFirst, 1), "a ab ab c", []string{"a1 b2 b3 c4", "a2 b3 c4"}, ""},
		{"last", "a b+ c", to(pattern.ToLast, 1), "a ab ab c b c", []string{"a1 b2 b3 c4"}, ""},
		{"last row begins the next", "a b", to(pattern.ToLast, 1), "a ab ab b", []string{"a1 b2", "a2 b3", "a3 b4"}, ""},
		{"no such row", "a b? c", to(pattern.ToFirst, 1), "a c", nil, "could not skip to v: no such element in the found match"},
		{"own first row", "a b", to(pattern.ToLast, 0), "a b", nil, "could not skip to v: it is the first element of the match"},
		{"last of the first variable", "a+ b", to(pattern.ToLast, 0), "a a b", nil, "could not skip to v: it is the first element of the match"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := matches(t, c.pattern, c.skip, 0, c.rows, false)
			if c.err != "" {
				require.EqualError(t, err, c.err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.want, got)
		})
	}
}

// byFirst has runs that began with a row "long" go on until "end", and others end with "b".
type byFirst struct{}

func (byFirst) Fits(s *pattern.Step) (bool, error) {
	long := s.FromFirst(-1, 0).Row.Data == "long"
	switch s.Variable {
	case 0:
		return s.Row.Data == "long" || s.Row.Data == "short", nil
	case 1:
		return long && s.Row.Data != "end", nil
	default:
		return long && s.Row.Data == "end" || !long && s.Row.Data == "b", nil
	}
}

// TestMatcher_Waits has a match complete while a run that began before it is still open.
func TestMatcher_Waits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		skip   pattern.Skip
		within int64
		rows   []string
		want   []string
	}{
		{"given out after the earlier match", next, 0, []string{"long", "short", "b", "x", "end"}, []string{"5: a1 x2 x3 x4 b5", "5: a2 b3"}},
		{"skipped by the earlier match", past, 0, []string{"long", "short", "b", "x", "end"}, []string{"5: a1 x2 x3 x4 b5"}},
		{"kept by an open run", next, 0, []string{"long", "short", "b", "x"}, []string{}},
		{"freed when the earlier run fails", next, 4, []string{"long", "short", "b", "x", "x"}, []string{"5: a2 b3"}},
		{"freed when time goes on", next, 50, []string{"long", "short", "b", "x", "x"}, []string{"1000: a2 b3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			names, variables := parse(t, "a x*? b")
			got := []string{}
			m := pattern.Matcher{
				Automaton: pattern.Compile(variables), Conditions: byFirst{}, Skip: c.skip, Within: c.within,
				Found: func(last *pattern.Step, time int64) error {
					got = append(got, fmt.Sprintf("%d: %s", time, show(names, last)))
					return nil
				},
			}
			var p pattern.Partition
			for i, row := range c.rows {
				began, err := m.Take(&p, int64(i+1), row)
				require.NoError(t, err)
				require.Equal(t, row == "long" || row == "short", began)
			}
			require.NoError(t, m.Advance(&p, 1000))
			require.Equal(t, c.want, got)
			require.Equal(t, c.within > 0 || len(got) > 0, p.Idle())
		})
	}
}

func TestStep(t *testing.T) {
	t.Parallel()
	_, variables := parse(t, "a b+ c")
	var last *pattern.Step
	m := pattern.Matcher{
		Automaton: pattern.Compile(variables), Conditions: letters{"a", "b", "c"},
		Found: func(s *pattern.Step, _ int64) error {
			last = s
			return nil
		},
	}
	var p pattern.Partition
	for i, row := range []string{"a", "b", "b", "b", "c"} {
		_, err := m.Take(&p, int64(i+1), row)
		require.NoError(t, err)
	}
	at := func(s *pattern.Step) int64 {
		if s == nil {
			return 0
		}
		return s.Row.Time
	}
	for variable, want := range map[int][]int64{-1: {1, 2, 3, 4, 5}, 0: {1}, 1: {2, 3, 4}, 2: {5}} {
		n := len(want)
		require.Equal(t, n, last.Count(variable))
		for i, time := range want {
			require.Equal(t, time, at(last.FromFirst(variable, i)))
			require.Equal(t, time, at(last.FromLast(variable, n-1-i)))
		}
		require.Nil(t, last.FromFirst(variable, n))
		require.Nil(t, last.FromLast(variable, n))
	}
	require.Nil(t, last.Previous.Last(2))
	require.Zero(t, last.Previous.Count(2))
}

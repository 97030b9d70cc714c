package pattern

import "fmt"

// SkipKind tells where matching goes on after a match.
type SkipKind uint8

// Where matching goes on.
const (
	ToNextRow   SkipKind = iota // with the row after the match's first
	PastLastRow                 // with the row after the match's last
	ToFirst                     // with the first row of a variable
	ToLast                      // with the last row of a variable
)

// Skip is what AFTER MATCH SKIP says.
type Skip struct {
	Kind SkipKind
	// Variable and its Name are those of ToFirst and ToLast.
	Variable int
	Name     string
}

// after tells which runs are dropped because of a match. One that would have matching go on with its own first row, or with
// a row that it does not have, is an error.
func (s Skip) after(match *Step) (func(*run) bool, error) {
	first := match.beginning()
	switch s.Kind {
	case ToNextRow:
		return until(first.Row.Number + 1), nil
	case PastLastRow:
		return until(match.Row.Number + 1), nil
	}
	to := match.Last(s.Variable)
	if to == nil {
		return nil, fmt.Errorf("could not skip to %s: no such element in the found match", s.Name)
	}
	if s.Kind == ToFirst {
		to = to.First
	}
	if to.Row == first.Row {
		return nil, fmt.Errorf("could not skip to %s: it is the first element of the match", s.Name)
	}
	return until(to.Row.Number), nil
}

// until tells the runs that began before a row.
func until(number uint64) func(*run) bool {
	return func(r *run) bool { return r.first != nil && r.first.Number < number }
}

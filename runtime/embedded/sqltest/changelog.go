package sqltest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	printed = regexp.MustCompile(`^(?:([^>]*)> )?(\+I|-U|\+U|-D)(\[.*)$`)
	subtask = regexp.MustCompile(`(^|:)\d+$`)
)

// Change is one row that a print table printed.
type Change struct {
	// Prefix is the table's print identifier as it was printed, with "> ", or empty.
	Prefix string
	// Kind is +I, -U, +U or -D, and Row the row in brackets.
	Kind, Row string
}

// String is the change as it was printed, without the number of the subtask.
func (c Change) String() string { return c.Prefix + c.Kind + c.Row }

// Changes reads what print tables wrote. Other lines, and the numbers of subtasks, are dropped.
func Changes(output string) []Change {
	var changes []Change
	for line := range strings.Lines(output) {
		m := printed.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil {
			continue
		}
		prefix := subtask.ReplaceAllString(m[1], "")
		if prefix != "" {
			prefix += "> "
		}
		changes = append(changes, Change{prefix, m[2], m[3]})
	}
	return changes
}

// Materialize applies changes as a multiset of rows and gives its sorted lines. A row must not be taken back more often than it
// was given; with several writers, whose lines interleave, only the end counts.
func Materialize(changes []Change, writers int) ([]string, error) {
	count := map[string]int{}
	for _, c := range changes {
		row := c.Prefix + c.Row
		if c.Kind == "+I" || c.Kind == "+U" {
			count[row]++
		} else if count[row]--; count[row] < 0 && writers == 1 {
			return nil, fmt.Errorf("takes back a row that was not there: %s", c)
		}
	}
	var rows []string
	for row, n := range count {
		if n < 0 {
			return nil, fmt.Errorf("takes back a row more often than it was there: %s", row)
		}
		for range n {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	return rows, nil
}

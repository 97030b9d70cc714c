package enginetest

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

// change is one printed row.
type change struct{ prefix, kind, row string }

func (c change) String() string { return c.prefix + c.kind + c.row }

// changesOf reads what print tables wrote. Subtask numbers are dropped.
func changesOf(output string) []change {
	var changes []change
	for line := range strings.Lines(output) {
		m := printed.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil {
			continue
		}
		prefix := subtask.ReplaceAllString(m[1], "")
		if prefix != "" {
			prefix += "> "
		}
		changes = append(changes, change{prefix, m[2], m[3]})
	}
	return changes
}

// materialised applies the changes as a multiset of rows and gives its sorted lines. A row must not be taken back more often
// than it was given; with several writers, whose lines interleave, only the end counts.
func materialised(changes []change, writers int) ([]string, error) {
	count := map[string]int{}
	for _, c := range changes {
		row := c.prefix + c.row
		if c.kind == "+I" || c.kind == "+U" {
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

package analyzer

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// tableau are the lines of a table of rows, as Flink prints one: a frame, cells to the right, and how many rows there are.
func tableau(header []string, rows [][]string) []string {
	if len(rows) == 0 {
		return []string{"Empty set"}
	}
	widths := make([]int, len(header))
	for _, row := range append([][]string{header}, rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	rule := "+"
	for _, w := range widths {
		rule += strings.Repeat("-", w+2) + "+"
	}
	line := func(row []string) string {
		var b strings.Builder
		b.WriteByte('|')
		for i, cell := range row {
			fmt.Fprintf(&b, " %*s |", widths[i], cell)
		}
		return b.String()
	}
	lines := []string{rule, line(header), rule}
	for _, row := range rows {
		lines = append(lines, line(row))
	}
	count := "1 row in set"
	if len(rows) > 1 {
		count = fmt.Sprintf("%d rows in set", len(rows))
	}
	return append(lines, rule, count)
}

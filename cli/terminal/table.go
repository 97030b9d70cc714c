package terminal

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// columnGap is the space between two columns.
const columnGap = "  "

// Column is a column of a table.
type Column struct {
	Title string
	// Right aligns numbers at their end.
	Right bool
	// Shrink gives up room first where the terminal is narrow: texts are cut, with an ellipsis.
	Shrink bool
	// Optional columns are left out from the last to the first where cutting texts does not make enough room.
	Optional bool
}

// Cell is what stands in a column of a row.
type Cell struct {
	Text  string
	Color Color
}

// Plain are cells without a colour.
func Plain(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, t := range texts {
		cells[i] = Cell{Text: t}
	}
	return cells
}

// Table are rows below titles.
type Table struct {
	Columns []Column
	Rows    [][]Cell
}

// leastWidth is what a text is cut to at most.
const leastWidth = 8

// Write writes the table in at most width columns, as far as it can; 0 does not limit it.
func (t Table) Write(w io.Writer, width int, p Paint) error {
	keep, widths := t.layout(width)
	var b strings.Builder
	titles := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = Cell{c.Title, Faint}
	}
	for _, row := range append([][]Cell{titles}, t.Rows...) {
		line := ""
		for j, i := range keep {
			cell := Cell{}
			if i < len(row) {
				cell = row[i]
			}
			text := cut(cell.Text, widths[i])
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(text))
			text = p.Text(cell.Color, text)
			if t.Columns[i].Right {
				line += space + text
			} else if j < len(keep)-1 {
				line += text + space
			} else {
				line += text
			}
			if j < len(keep)-1 {
				line += columnGap
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// layout chooses the columns that are shown, and their widths.
func (t Table) layout(width int) (keep, widths []int) {
	widths = make([]int, len(t.Columns))
	for i, c := range t.Columns {
		widths[i] = utf8.RuneCountInString(c.Title)
		for _, row := range t.Rows {
			if i < len(row) {
				widths[i] = max(widths[i], utf8.RuneCountInString(row[i].Text))
			}
		}
		if len(t.Rows) == 0 || t.isTold(i) {
			keep = append(keep, i)
		}
	}
	if width <= 0 {
		return keep, widths
	}
	for {
		over := -width - len(columnGap)
		for _, i := range keep {
			over += widths[i] + len(columnGap)
		}
		for _, i := range keep {
			if t.Columns[i].Shrink && over > 0 {
				least := max(leastWidth, utf8.RuneCountInString(t.Columns[i].Title))
				give := min(over, max(0, widths[i]-least))
				widths[i] -= give
				over -= give
			}
		}
		last := -1
		for j, i := range keep {
			if t.Columns[i].Optional {
				last = j
			}
		}
		if over <= 0 || last < 0 {
			return keep, widths
		}
		keep = append(keep[:last:last], keep[last+1:]...)
	}
}

// isTold tells whether any row has something in a column; a column that has nothing to say is not shown.
func (t Table) isTold(column int) bool {
	return slices.ContainsFunc(t.Rows, func(row []Cell) bool { return column < len(row) && row[column].Text != "" })
}

func cut(text string, width int) string {
	if utf8.RuneCountInString(text) <= width {
		return text
	}
	return string([]rune(text)[:max(0, width-1)]) + "…"
}

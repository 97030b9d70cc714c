package output

import (
	"math"
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// cellPadding is the room around a cell: two characters on each side.
const cellPadding = 4

// The colours of cells and of the bars that indent sections.
const (
	cellColor = "\x1b[1m\x1b[34m"
	barColor  = "\x1b[2m\x1b[33m"
	noColor   = "\x1b[0m"
)

// textWidth is how many columns of a terminal a text takes; East Asian characters take two.
func textWidth(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
			n += 2
		default:
			n++
		}
	}
	return n
}

// totalWidth is the width of a section with its borders and indentation.
func (s *section) totalWidth() int {
	const border = 2
	total := border + 2*s.level
	for _, w := range s.columns {
		total += w + cellPadding
	}
	return max(total, textWidth(s.title)+border+2*s.level)
}

// scaledColumns are the widths of the columns such that they fill a line.
func (s *section) scaledColumns(line int) []int {
	if len(s.columns) == 0 {
		return nil
	}
	sum := 0
	for _, w := range s.columns {
		sum += w + cellPadding
	}
	scaled := make([]int, len(s.columns))
	over := -line
	for i, w := range s.columns {
		scaled[i] = int(math.RoundToEven(float64(line) / float64(sum) * float64(w+cellPadding)))
		over += scaled[i]
	}
	for i := 0; over > 0; i, over = (i+1)%len(scaled), over-1 {
		scaled[i]--
	}
	for i := len(scaled) - 1; over < 0; i, over = (i+len(scaled)-1)%len(scaled), over+1 {
		scaled[i]++
	}
	return scaled
}

// vertical turns each section of one row into one of names and values.
func vertical(sections []*section) {
	for i, s := range sections {
		if len(s.rows) != 1 || len(s.header) == 0 {
			continue
		}
		turned := &section{title: s.title, level: s.level}
		for j, name := range s.header {
			turned.addRow(name, s.rows[0][j])
		}
		sections[i] = turned
	}
}

// renderer draws sections.
type renderer struct {
	b     *strings.Builder
	color bool
}

func (r renderer) render(sections []*section, terminal int) {
	widest := func() int {
		return slices.MaxFunc(sections, func(a, b *section) int { return a.totalWidth() - b.totalWidth() }).totalWidth()
	}
	line := widest()
	if line > terminal {
		vertical(sections)
		line = widest()
	}
	r.b.WriteString(strings.Repeat("-", line) + "\n")
	for _, s := range sections {
		r.section(s, line-2*s.level)
	}
}

// line writes a line between the bars of its level.
func (r renderer) line(level int, text string) {
	bar := "|"
	if r.color {
		bar = barColor + bar + noColor
	}
	bars := strings.Repeat(bar, level)
	r.b.WriteString(bars + text + bars + "\n")
}

func (r renderer) section(s *section, line int) {
	if s.title != "" {
		r.line(s.level, centered(s.title, line, "|"))
		if len(s.header) == 0 && len(s.rows) == 0 {
			r.line(s.level, "+"+strings.Repeat("-", line-2)+"+")
		}
	}
	columns := s.scaledColumns(line)
	if len(s.header) > 0 {
		r.line(s.level, ruler(columns))
		text := ""
		for i, name := range s.header {
			text += centered(name, columns[i], leftEdge(i))
		}
		r.line(s.level, text)
	}
	if len(s.rows) == 0 || len(columns) == 0 {
		return
	}
	r.line(s.level, ruler(columns))
	for _, row := range s.rows {
		text := ""
		for i, cell := range row {
			text += r.cell(cell, columns[i], leftEdge(i))
		}
		r.line(s.level, text)
	}
	r.line(s.level, ruler(columns))
}

// leftEdge is the bar in front of the first column.
func leftEdge(column int) string {
	if column == 0 {
		return "|"
	}
	return ""
}

func ruler(columns []int) string {
	var b strings.Builder
	for i, w := range columns {
		if i == 0 {
			b.WriteByte('+')
			w--
		}
		b.WriteString(strings.Repeat("-", max(0, w-1)) + "+")
	}
	return b.String()
}

func centered(text string, line int, left string) string {
	n := textWidth(text)
	before := max(0, line/2-n/2-1)
	after := max(0, line-1-len(left)-before-n)
	return left + strings.Repeat(" ", before) + text + strings.Repeat(" ", after) + "|"
}

func (r renderer) cell(text string, column int, left string) string {
	n := textWidth(text)
	before := 2
	if column < n+before+len(left)+1 {
		before = 0
	}
	after := max(0, column-before-n-len(left)-1)
	if r.color {
		text = cellColor + text + noColor
	}
	return left + strings.Repeat(" ", before) + text + strings.Repeat(" ", after) + "|"
}

package inputschema

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// delimiters of columns; of two that give as many columns, the first.
var delimiters = []rune{',', '\t', '|', ';'}

// minColumns is how many columns with values tell CSV from lines of text.
const minColumns = 2

// detectCSV finds the delimiter that gives most columns. What begins like JSON is JSON that cannot be used.
func detectCSV(s Sample) (*Schema, bool) {
	for _, r := range s.Records {
		if start := strings.TrimLeft(r, " \t\r\n"); start != "" && (start[0] == '{' || start[0] == '[') {
			return nil, false
		}
	}
	var best [][]string
	var delimiter rune
	for _, candidate := range delimiters {
		rows, ok := csvRows(s, candidate)
		if ok && filled(rows) >= minColumns && (best == nil || len(rows[0]) > len(best[0])) {
			best, delimiter = rows, candidate
		}
	}
	if best == nil {
		return nil, false
	}
	schema := &Schema{Format: CSV, RowDelimiter: "\n", ColumnDelimiter: string(delimiter)}
	titles, kinds := best[0], columnTypes(best[1:], len(best[0]))
	if isHeader(titles, kinds) {
		best = best[1:]
	} else {
		titles = make([]string, len(titles))
		for i, cell := range best[0] {
			titles[i] = letters(i)
			kinds[i].add(typeOfCell(cell), cell)
		}
	}
	names := newNames()
	for i, title := range titles {
		schema.Columns = append(schema.Columns, Column{Name: names.of(title), SQLType: kinds[i].sqlType()})
	}
	schema.Rows = best
	return schema, true
}

// filled counts the columns that have a value in some row. A character that only ends lines, such as the semicolon of statements, divides
// nothing.
func filled(rows [][]string) int {
	n := 0
	for i := range rows[0] {
		if slices.ContainsFunc(rows, func(row []string) bool { return row[i] != "" }) {
			n++
		}
	}
	return n
}

// csvRows takes all records apart. ok is false where the number of columns differs, is too small or too large.
func csvRows(s Sample, delimiter rune) (rows [][]string, ok bool) {
	for i, record := range s.Records {
		if s.Truncated && i == len(s.Records)-1 {
			record = record[:strings.LastIndexByte(record, '\n')+1]
		}
		r := csv.NewReader(strings.NewReader(record))
		r.Comma, r.FieldsPerRecord = delimiter, -1
		for len(rows) < MaxRows {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || len(row) < minColumns || len(row) > MaxColumns || len(rows) > 0 && len(row) != len(rows[0]) {
				return nil, false
			}
			rows = append(rows, row)
		}
	}
	return rows, len(rows) > 0
}

// isHeader tells whether the first row names the columns: every cell is a text of its own, and in the rows that follow, which have those
// types, some column has none.
func isHeader(first []string, kinds []merged) bool {
	seen := map[string]bool{}
	for _, cell := range first {
		if typeOfCell(cell) != typeText || seen[cell] {
			return false
		}
		seen[cell] = true
	}
	return slices.ContainsFunc(kinds, func(m merged) bool { return m.kind != typeText && m.kind != typeNone })
}

func columnTypes(rows [][]string, columns int) []merged {
	kinds := make([]merged, columns)
	for _, row := range rows {
		for i, cell := range row {
			kinds[i].add(typeOfCell(cell), cell)
		}
	}
	return kinds
}

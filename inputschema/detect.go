package inputschema

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Format is what records are written in.
type Format string

// The formats, named as in the API.
const (
	JSON Format = "JSON"
	CSV  Format = "CSV"
)

// Limits of what is told.
const (
	// MaxColumns is how many columns the API can describe; records with more are not detected.
	MaxColumns = 1000
	// MaxRows is how many rows are parsed; those that follow are not looked at.
	MaxRows = 1000
)

// Column is one column of the records.
type Column struct {
	// Name is fit for the API: not empty, without spaces, hyphens and the characters of markup.
	Name string
	// SQLType is a type of SQL-1_0, such as VARCHAR(16).
	SQLType string
	// Mapping is the JSONPath of the value in a row; empty in CSV, where the place tells.
	Mapping string
}

// Schema is what a sample looks like.
type Schema struct {
	Format Format
	// RowPath is the JSONPath of the rows in a record; empty in CSV.
	RowPath string
	// RowDelimiter and ColumnDelimiter are those of CSV; empty in JSON.
	RowDelimiter, ColumnDelimiter string
	Columns                       []Column
	// Rows are the values by row and column, as text; a value that is missing or null is empty. A header is none of them.
	Rows [][]string
}

// Sample is what was read.
type Sample struct {
	// Records are as they arrived. Each may have several rows.
	Records []string
	// Truncated says that the last record breaks off somewhere, so that its last row is not to be trusted.
	Truncated bool
}

// Detect tells what the sample looks like. ok is false when there is nothing to see, or neither JSON nor CSV.
func Detect(s Sample) (schema *Schema, ok bool) {
	for _, r := range s.Records {
		if !isText(r) {
			return nil, false
		}
	}
	if rows, path, ok := jsonRows(s); ok {
		return jsonSchema(rows, path)
	}
	return detectCSV(s)
}

// isText tells whether a record could have been written by somebody who writes text.
func isText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r'
	})
}

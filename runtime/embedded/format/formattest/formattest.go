// Package formattest has what tests of formats and connectors share: schemas from SQL types, and rows as Flink prints them.
package formattest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/sql/parser"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// MustFields returns the fields of a ROW type in SQL, such as "ROW<id INT, s STRING>".
func MustFields(t testing.TB, rowType string) []format.Field {
	t.Helper()
	parsed, err := parser.ParseType(rowType)
	require.NoError(t, err)
	var fields []format.Field
	for _, f := range parsed.Type().Fields {
		fields = append(fields, format.Field{Name: f.Name, Type: f.Type})
	}
	return fields
}

// MustSchema is a schema with all fields of a ROW type in SQL.
func MustSchema(t testing.TB, rowType string, options map[string]string) format.Schema {
	t.Helper()
	s := format.Schema{Fields: MustFields(t, rowType), Options: options}
	for i := range s.Fields {
		s.Projected = append(s.Projected, i)
	}
	return s
}

// Types are the types of the schema's projected fields.
func Types(s format.Schema) []types.Type {
	var out []types.Type
	for _, i := range s.Projected {
		out = append(out, s.Fields[i].Type)
	}
	return out
}

// Decode decodes records with at most room rows at a time, and returns the rows as Flink prints them.
func Decode(d format.Decoder, s format.Schema, room int, records ...string) ([]string, error) {
	var rows []string
	for _, record := range records {
		for skip, more := 0, true; more; {
			b := batch.New(Types(s))
			b.Resize(room)
			b.Kinds = make([]batch.RowKind, room)
			n, again, err := d.Decode([]byte(record), skip, b, 0, room)
			if err != nil {
				return rows, err
			}
			for row := range n {
				rows = append(rows, Row(b, row))
			}
			skip, more = skip+n, again
		}
	}
	return rows, nil
}

// Row is a row of a batch as Flink prints it.
func Row(b *batch.Batch, row int) string {
	line := append([]byte(b.Kind(row).String()), '[')
	for i, v := range b.Cols {
		if i > 0 {
			line = append(line, ", "...)
		}
		line = rowtext.AppendPrint(line, v, row)
	}
	return string(append(line, ']'))
}

// Package output writes values as the AWS CLI does: as JSON, YAML, a table, or text with tabs between the columns.
package output

import (
	"fmt"
	"io"
	"strings"

	"github.com/penstock/penstock/cli/value"
)

// Format is a way to write values.
type Format string

// The formats.
const (
	JSON       Format = "json"
	YAML       Format = "yaml"
	YAMLStream Format = "yaml-stream"
	Text       Format = "text"
	Table      Format = "table"
	Off        Format = "off"
)

// Formats are all formats.
var Formats = []string{string(JSON), string(Text), string(Table), string(YAML), string(YAMLStream), string(Off)}

// ParseFormat reads the name of a format.
func ParseFormat(name string) (Format, error) {
	for _, f := range Formats {
		if name == f {
			return Format(f), nil
		}
	}
	return "", fmt.Errorf("%q is no output format; there are %s", name, strings.Join(Formats, ", "))
}

// Options say how to write.
type Options struct {
	Format Format
	// Title stands above a table.
	Title string
	// Width is how wide a table may be before its rows become columns; 0 means 80.
	Width int
	// Color colours tables.
	Color bool
}

// Write writes one value. An empty object is nothing to tell, as of an operation without an answer.
func Write(w io.Writer, v any, o Options) error {
	if object, ok := v.(*value.Object); ok && object.Len() == 0 && o.Format != Text {
		return nil
	}
	var b strings.Builder
	var err error
	switch o.Format {
	case Off:
	case YAML:
		err = writeYAML(&b, v)
	case YAMLStream:
		err = writeYAML(&b, []any{v})
	case Table:
		writeTable(&b, v, o)
	case Text:
		writeText(&b, v)
	default:
		writeJSON(&b, v, "")
		b.WriteByte('\n')
	}
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	return nil
}

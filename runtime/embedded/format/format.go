// Package format turns records into rows and rows into records: JSON, CSV and the other formats that
// WITH ('format' = ...) names.
package format

import (
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Field is a column that a format reads or writes.
type Field struct {
	Name string
	Type types.Type
}

// Schema is what a format is told of its table.
type Schema struct {
	// Fields are all physical columns in the order of the table (what a CSV line holds); Projected are the indexes of
	// those wanted, and column i of a batch is Fields[Projected[i]].
	Fields    []Field
	Projected []int
	// Options are the table's options that start with the format's name and a dot, without that prefix.
	Options  map[string]string
	TimeZone *time.Location
}

// Decoder appends the rows of one record to a batch.
type Decoder interface {
	// Decode parses one record (without its delimiter). It writes to row row of b's columns, which are large enough, and
	// returns how many rows it wrote: usually 1, 0 for a record that is skipped, 2 for an update of a changelog. The
	// decoder may keep slices of record in string columns: the caller never writes to that memory again.
	Decode(record []byte, b *batch.Batch, row int) (rows int, err error)
	// MaxRows is the largest number of rows that one record gives.
	MaxRows() int
}

// Encoder writes rows as records.
type Encoder interface {
	// Encode appends the record of a row, its delimiter included, to dst.
	Encode(dst []byte, b *batch.Batch, row int) ([]byte, error)
}

// Framing tells how records lie in a file.
type Framing uint8

// The framings.
const (
	Lines  Framing = iota // one record a line, "\n" or "\r\n"
	Quoted                // lines in which a quoted field may hold line breaks (CSV)
	Whole                 // a record of its own delimiter or the whole file
)

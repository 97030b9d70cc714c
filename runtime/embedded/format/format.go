// Package format turns records into rows and rows into records: JSON, CSV and the other formats that
// WITH ('format' = ...) names. The formats are in folders of their own; package builtin has the registry of all.
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

// Decoder turns records into rows. It is used by one goroutine.
type Decoder interface {
	// Decode parses one record (without its delimiter) and writes its rows to b's columns from row on, but for the first
	// skip rows of the record, and at most room rows (room > 0). It returns how many it wrote and whether more remain: the
	// caller goes on by calling again with the same record and a larger skip. Most records are one row; one that is to
	// be ignored has none. Where Changelog is true, b.Kinds is as long as the columns and is written too.
	//
	// The decoder may keep slices of record in string columns: the caller never writes to that memory again.
	Decode(record []byte, skip int, b *batch.Batch, row, room int) (rows int, more bool, err error)
}

// Skipper is what a Decoder is, too, that an option may let ignore records which cannot be read.
type Skipper interface {
	// Skipped is how many records were ignored so far because they could not be read.
	Skipped() int64
}

// Encoder writes rows as records. It is used by one goroutine.
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
)

// Factory makes the decoders and encoders of one format. Both check the options and the types of the columns.
type Factory interface {
	// Name is the value of the option 'format'.
	Name() string
	// Decoder is for reading. Encoder is for writing; formats that cannot be written return an error.
	Decoder(s Schema) (Decoder, error)
	Encoder(s Schema) (Encoder, error)
	// Framing tells how the records of a file are found, by the format's options.
	Framing(options map[string]string) FramingSpec
	// Changelog tells whether records carry kinds of change other than insertions.
	Changelog() bool
}

// FramingSpec is a Framing with what a format's options say about it.
type FramingSpec struct {
	Framing Framing
	// Quote is the quote character of Quoted, which counts at the start of a field only; Delimiter ends fields, and
	// Escape takes away the meaning of the next character, 0 for none.
	Quote, Delimiter, Escape byte
	// Comment is the character that starts a line that is no record; 0 for none.
	Comment byte
}

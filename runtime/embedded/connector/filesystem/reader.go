package filesystem

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/format"
)

// reader reads one file.
type reader struct {
	source    *source
	path      string
	file      io.Closer
	decoder   format.Decoder
	changelog bool
	records   *records
	at        position
	constants []constant
	// part views the columns of a batch that the format fills.
	part  batch.Batch
	kinds []batch.RowKind
}

// constant is a column with the same value in each row of a file.
type constant struct {
	column int
	value  batch.Datum
}

// checkEvery is how many records without rows are passed before the context is looked at.
const checkEvery = 1024

// Read implements connector.SplitReader.
func (r *reader) Read(ctx context.Context, b *batch.Batch, limit int) error {
	b.Resize(limit)
	if r.changelog {
		if len(r.kinds) < limit {
			r.kinds = make([]batch.RowKind, limit)
		}
		b.Kinds = r.kinds[:limit]
	}
	for i, column := range r.source.layout.columns {
		r.part.Cols[i] = b.Cols[column]
	}
	r.part.Len, r.part.Kinds = limit, b.Kinds
	from := r.at.Offset
	rows, err := r.fill(ctx, limit)
	r.source.backlog.read(r, r.at.Offset-from, rows)
	b.Len = rows
	trim(b, rows)
	for _, c := range r.constants {
		v := b.Cols[c.column]
		for row := range rows {
			v.Set(row, c.value)
		}
	}
	return err
}

// fill decodes records until the batch is full, the file ends, or the context is done.
func (r *reader) fill(ctx context.Context, limit int) (rows int, err error) {
	from := r.at.Offset
	for n := 0; rows < limit && (rows == 0 || r.at.Offset-from < connector.BatchBytes); n++ {
		if n%checkEvery == checkEvery-1 && ctx.Err() != nil {
			break
		}
		record, after, err := r.records.next()
		if errors.Is(err, io.EOF) {
			return rows, io.EOF
		}
		if err != nil {
			return rows, r.failure(err)
		}
		if r.records.isComment(record) {
			r.pass(after)
			continue
		}
		got, more, err := r.decoder.Decode(record, r.at.Skip, &r.part, rows, limit-rows)
		if err != nil {
			return rows, r.failure(err)
		}
		rows += got
		if more {
			r.at.Skip += got
			continue
		}
		r.pass(after)
	}
	if rows == 0 {
		return 0, ctx.Err()
	}
	return rows, nil
}

func (r *reader) pass(after position) {
	r.records.pass(after)
	r.at = after
}

// failure tells the place in the file; the caller knows the table and the file.
func (r *reader) failure(err error) error {
	return fmt.Errorf("line %d (byte %d): %w", r.at.Line+1, r.at.Offset, err)
}

// trim shortens the columns of a batch to the rows that were written.
func trim(b *batch.Batch, rows int) {
	if b.Kinds != nil {
		b.Kinds = b.Kinds[:rows]
	}
	for _, v := range b.Cols {
		truncate(v, rows)
	}
}

func truncate(v *batch.Vector, n int) {
	if v.Nulls != nil {
		v.Nulls = v.Nulls[:n]
	}
	if v.Nanos != nil {
		v.Nanos = v.Nanos[:n]
	}
	v.Bool, v.I64, v.F64 = cut(v.Bool, n), cut(v.I64, n), cut(v.F64, n)
	v.Dec, v.Str, v.Nested = cut(v.Dec, n), cut(v.Str, n), cut(v.Nested, n)
	for _, c := range v.Children {
		truncate(c, n)
	}
}

func cut[T any](s []T, n int) []T {
	if len(s) > n {
		return s[:n]
	}
	return s
}

// Position implements connector.SplitReader.
func (r *reader) Position() []byte {
	data, err := json.Marshal(r.at)
	if err != nil {
		panic(fmt.Sprintf("encode a position: %v", err)) // three integers always encode
	}
	return data
}

// Skipped implements connector.Skipper.
func (r *reader) Skipped() int64 {
	if s, ok := r.decoder.(format.Skipper); ok {
		return s.Skipped()
	}
	return 0
}

// Close implements connector.SplitReader.
func (r *reader) Close() error {
	r.source.backlog.end(r)
	return r.file.Close()
}

func metadataValue(key, path string, info fs.FileInfo) batch.Datum {
	switch key {
	case "file.path":
		return path
	case "file.name":
		return filepath.Base(path)
	case "file.size":
		return info.Size()
	default:
		return batch.Instant{Millis: info.ModTime().UnixMilli()}
	}
}

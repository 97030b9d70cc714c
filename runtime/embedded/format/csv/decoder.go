package csv

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unsafe"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/format/convert"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// decoder decodes the fields of a record into columns.
type decoder struct {
	options options
	// arity is the number of fields of a record; targets has the column of each, -1 for those that nobody wants.
	arity   int
	targets []int
	fields  []format.Field
	skipped int64
}

var errTooManyFields = errors.New("too many fields")

// Decode implements format.Decoder.
func (d *decoder) Decode(record []byte, skip int, b *batch.Batch, row, _ int) (int, bool, error) {
	if skip > 0 || len(record) == 0 && d.options.comment != 0 { // with comments, Flink passes over empty lines too
		return 0, false, nil
	}
	n, err := d.split(record, b, row)
	switch {
	case err != nil && d.options.ignoreErrors:
		d.skipped++
		return 0, false, nil
	case err == nil && n < d.arity && !d.options.ignoreErrors:
		err = fmt.Errorf("row length mismatch: %d fields expected but was %d", d.arity, n)
	}
	if err != nil {
		return 0, false, fmt.Errorf("failed to deserialize CSV row '%s': %w", shorten(record), err)
	}
	for ; n < d.arity; n++ {
		if column := d.targets[n]; column >= 0 {
			b.Cols[column].SetNull(row)
		}
	}
	return 1, false, nil
}

// Skipped implements format.Skipper.
func (d *decoder) Skipped() int64 { return d.skipped }

// split goes over the fields of a record and returns how many there are.
func (d *decoder) split(record []byte, b *batch.Batch, row int) (int, error) {
	delimiter := byte(d.options.delimiter)
	for n, at := 0, 0; ; n++ {
		value, next, err := d.field(record, at)
		if err != nil {
			return n, err
		}
		if n == d.arity && value == "" && next == len(record) && at == next {
			return n, nil // a delimiter after the last field
		}
		if n >= d.arity {
			return n, fmt.Errorf("%w: expected at most %d", errTooManyFields, d.arity)
		}
		if column := d.targets[n]; column >= 0 {
			if err := d.store(b.Cols[column], row, d.fields[column].Name, value); err != nil {
				return n, err
			}
		}
		if next >= len(record) {
			return n + 1, nil
		}
		if record[next] != delimiter {
			return n, fmt.Errorf("expected the field delimiter after a closing quote at byte %d", next+1)
		}
		at = next + 1
	}
}

// field reads the field at a place of the record and tells where it ends: at a delimiter or at the end of the record.
func (d *decoder) field(record []byte, at int) (value string, next int, err error) {
	rest := record[at:]
	if d.options.quote != 0 && len(rest) > 0 && rest[0] == byte(d.options.quote) {
		return d.quoted(record, at+1)
	}
	end := bytes.IndexByte(rest, byte(d.options.delimiter))
	if end < 0 {
		end = len(rest)
	}
	if escape := byte(d.options.escape); escape != 0 && bytes.IndexByte(rest[:end], escape) >= 0 {
		return d.unescape(record, at)
	}
	return view(rest[:end]), at + end, nil
}

// quoted reads a field behind its opening quote. A doubled quote stands for itself, blanks after the closing one go.
func (d *decoder) quoted(record []byte, start int) (string, int, error) {
	quote, escape := byte(d.options.quote), byte(d.options.escape)
	var out []byte
	from := start
	for i := start; i < len(record); i++ {
		switch c := record[i]; {
		case c == escape && escape != 0 && escape != quote && i+1 < len(record):
			out = append(append(out, record[from:i]...), unescaped(record[i+1]))
			i++
			from = i + 1
		case c != quote:
		case i+1 < len(record) && record[i+1] == quote:
			out = append(out, record[from:i+1]...)
			i++
			from = i + 1
		default:
			next := i + 1
			for next < len(record) && record[next] == ' ' && d.options.delimiter != ' ' {
				next++
			}
			if out == nil {
				return view(record[from:i]), next, nil
			}
			return view(append(out, record[from:i]...)), next, nil
		}
	}
	return "", len(record), errors.New("missing closing quote for a value")
}

// unescape reads a field without quotes that has escapes.
func (d *decoder) unescape(record []byte, at int) (string, int, error) {
	var out []byte
	i := at
	for ; i < len(record) && record[i] != byte(d.options.delimiter); i++ {
		if record[i] == byte(d.options.escape) && i+1 < len(record) {
			i++
			out = append(out, unescaped(record[i]))
			continue
		}
		out = append(out, record[i])
	}
	return view(out), i, nil
}

func unescaped(c byte) byte {
	switch c {
	case '0':
		return 0
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

// view views bytes as a string: nobody writes to that memory again.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func (d *decoder) isNull(value string) bool {
	return d.options.hasNullLiteral && value == d.options.nullLiteral
}

// store converts a field into its column; NULL where it does not convert and errors are ignored. The literal of NULL stands for an element of an
// ARRAY or a ROW, as in Flink, not for all of it.
func (d *decoder) store(v *batch.Vector, row int, name, value string) error {
	if d.isNull(value) && v.Type.Kind != types.Array && v.Type.Kind != types.Row {
		v.SetNull(row)
		return nil
	}
	if v.Nulls != nil {
		v.Nulls[row] = false
	}
	err := d.storeValue(v, row, value)
	if err == nil {
		return nil
	}
	if !d.options.ignoreErrors {
		return fmt.Errorf("field '%s' (%s): %w", name, v.Type, err)
	}
	v.SetNull(row)
	return nil
}

// storeValue converts without a detour over Datum where that is common.
func (d *decoder) storeValue(v *batch.Vector, row int, value string) (err error) {
	switch v.Type.Kind {
	case types.Char, types.VarChar:
		v.Str[row] = strings.ToValidUTF8(value, "\uFFFD")
	case types.TinyInt, types.SmallInt, types.Int, types.BigInt:
		v.I64[row], err = convert.Int(convert.TrimJava(value), bitsOf(v.Type.Kind))
	case types.Double:
		v.F64[row], err = convert.Float(value, 64)
	case types.Timestamp, types.TimestampLTZ:
		var at batch.Instant
		at, err = instantOf(&v.Type, convert.TrimJava(value))
		v.I64[row] = at.Millis
		v.SetNanos(row, at.Nanos)
	default:
		var datum batch.Datum
		if datum, err = d.convert(&v.Type, value); err == nil {
			v.Set(row, datum)
		}
	}
	return err
}

// nested converts a field of several elements into an ARRAY or a ROW.
func (d *decoder) nested(t *types.Type, value string) (batch.Datum, error) {
	var parts []string
	if value != "" {
		parts = strings.Split(value, d.options.arrayDelimiter)
	}
	size := len(parts)
	if t.Kind == types.Row {
		if size = len(t.Fields); len(parts) != size && !d.options.ignoreErrors {
			return nil, fmt.Errorf("row length mismatch: %d fields expected but was %d", size, len(parts))
		}
	}
	items := make([]batch.Datum, size)
	for i := range min(size, len(parts)) {
		if d.isNull(parts[i]) {
			continue
		}
		elem := t.Elem
		if t.Kind == types.Row {
			elem = &t.Fields[i].Type
		}
		item, err := d.convert(elem, parts[i])
		if err != nil && !d.options.ignoreErrors {
			return nil, err
		}
		if err == nil {
			items[i] = item
		}
	}
	return items, nil
}

func shorten(record []byte) string {
	const most = 500
	if len(record) > most {
		return string(record[:most]) + "..."
	}
	return string(record)
}

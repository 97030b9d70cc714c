package csv

import (
	"encoding/base64"
	"fmt"
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format/convert"
	"github.com/penstock/penstock/runtime/embedded/format/json"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// maxPlain is the longest text that is looked at for whether it needs quotes; longer ones always get them, as Jackson has
// it.
const maxPlain = 24

// encoder writes rows as lines.
type encoder struct {
	options options
	// minSafe is the first character above all that have a meaning: texts of such characters alone need no quotes.
	minSafe byte
	buf     []byte
}

func newEncoder(o options) *encoder {
	return &encoder{options: o, minSafe: byte(max(o.delimiter, o.quote, '\r') + 1)}
}

// Encode implements format.Encoder.
func (e *encoder) Encode(dst []byte, b *batch.Batch, row int) ([]byte, error) {
	for i, v := range b.Cols {
		if i > 0 {
			dst = append(dst, byte(e.options.delimiter))
		}
		if v.IsNull(row) {
			dst = append(dst, e.options.nullLiteral...)
			continue
		}
		var err error
		var isText bool
		e.buf, isText, err = e.value(e.buf[:0], &v.Type, v.Get(row))
		if err != nil {
			return dst, err
		}
		dst = e.write(dst, e.buf, isText)
	}
	return append(dst, '\n'), nil
}

// write appends a value with quotes where it may need them.
func (e *encoder) write(dst, value []byte, isText bool) []byte {
	if !isText || e.options.quote == 0 || !e.mayNeedQuotes(value) {
		return append(dst, value...)
	}
	quote := byte(e.options.quote)
	dst = append(dst, quote)
	for _, c := range value {
		if c == quote || e.isEscape(c) {
			dst = append(dst, c)
		}
		dst = append(dst, c)
	}
	return append(dst, quote)
}

func (e *encoder) mayNeedQuotes(value []byte) bool {
	if len(value) > maxPlain && len([]rune(string(value))) > maxPlain {
		return true
	}
	for _, c := range value {
		if c < e.minSafe || e.isEscape(c) {
			return true
		}
	}
	return false
}

func (e *encoder) isEscape(c byte) bool { return e.options.escape != 0 && c == byte(e.options.escape) }

// value appends a value's text and tells whether it is a text for Jackson, which may get quotes, or a number.
func (e *encoder) value(dst []byte, t *types.Type, d batch.Datum) ([]byte, bool, error) {
	switch d := d.(type) {
	case nil:
		return append(dst, e.options.nullLiteral...), true, nil
	case bool:
		return strconv.AppendBool(dst, d), false, nil
	case int64:
		switch t.Kind {
		case types.Date:
			return rowtext.AppendDate(dst, d), true, nil
		case types.Time:
			return json.AppendTime(dst, d, 0), true, nil
		}
		return strconv.AppendInt(dst, d, 10), false, nil
	case float64:
		if t.Kind == types.Float {
			return rowtext.AppendFloat(dst, d), false, nil
		}
		return rowtext.AppendDouble(dst, d), false, nil
	case batch.Int128:
		return json.AppendDecimal(dst, d, t.Scale, !e.options.scientific), true, nil
	case string:
		if t.Kind.IsBinary() {
			return base64.StdEncoding.AppendEncode(dst, []byte(d)), true, nil
		}
		return append(dst, d...), true, nil
	case batch.Instant:
		return json.AppendInstant(dst, t.Kind, d, convert.SQL), true, nil
	case []batch.Datum:
		for i, item := range d {
			if i > 0 {
				dst = append(dst, e.options.arrayDelimiter...)
			}
			elem := t.Elem
			if t.Kind == types.Row {
				elem = &t.Fields[i].Type
			}
			var err error
			if dst, _, err = e.value(dst, elem, item); err != nil {
				return dst, true, err
			}
		}
		return dst, true, nil
	}
	return dst, false, fmt.Errorf("CSV format doesn't support the type %s", t)
}

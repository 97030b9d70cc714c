// Package raw is the format 'raw' of Flink: a record is the value of the only column.
package raw

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unsafe"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/option"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Factory is the format 'raw'.
type Factory struct{}

// Name implements format.Factory.
func (Factory) Name() string { return "raw" }

// Decoder implements format.Factory.
func (Factory) Decoder(s format.Schema) (format.Decoder, error) { return prepare(s) }

// Encoder implements format.Factory.
func (Factory) Encoder(s format.Schema) (format.Encoder, error) { return prepare(s) }

// Framing implements format.Factory.
func (Factory) Framing(map[string]string) format.FramingSpec {
	return format.FramingSpec{Framing: format.Lines}
}

// Changelog implements format.Factory.
func (Factory) Changelog() bool { return false }

// codec decodes and encodes one column.
type codec struct {
	kind   types.Kind
	wanted bool
	order  byteOrder
	// charset is that of texts; nil is UTF-8.
	charset encoding.Encoding
}

type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

func prepare(s format.Schema) (*codec, error) {
	r := option.NewReader("format 'raw'", "raw.", s.Options)
	c := &codec{order: binary.BigEndian, wanted: len(s.Projected) > 0}
	if r.OneOf("endianness", "big-endian", "big-endian", "little-endian") == "little-endian" {
		c.order = binary.LittleEndian
	}
	name := r.String("charset", "UTF-8")
	if err := r.Done(); err != nil {
		return nil, err
	}
	if !strings.EqualFold(name, "UTF-8") {
		var err error
		if c.charset, err = ianaindex.IANA.Encoding(name); err != nil || c.charset == nil {
			return nil, fmt.Errorf("unsupported 'raw.charset' name: %s", name)
		}
	}
	if len(s.Fields) != 1 {
		return nil, fmt.Errorf("the 'raw' format only supports single physical column; the table has %d", len(s.Fields))
	}
	c.kind = s.Fields[0].Type.Kind
	switch c.kind {
	case types.Char, types.VarChar, types.Binary, types.VarBinary, types.Boolean, types.TinyInt, types.SmallInt, types.Int,
		types.BigInt, types.Float, types.Double:
		return c, nil
	}
	return nil, fmt.Errorf("the 'raw' format doesn't support the type %s of column '%s'", s.Fields[0].Type, s.Fields[0].Name)
}

// width is the length in bytes of the fixed-size types; 0 for texts and bytes.
func (c *codec) width() int {
	switch c.kind {
	case types.Boolean, types.TinyInt:
		return 1
	case types.SmallInt:
		return 2
	case types.Int, types.Float:
		return 4
	case types.BigInt, types.Double:
		return 8
	}
	return 0
}

// Decode implements format.Decoder.
func (c *codec) Decode(record []byte, skip int, b *batch.Batch, row, _ int) (int, bool, error) {
	if skip > 0 {
		return 0, false, nil
	}
	if w := c.width(); w > 0 && len(record) != w {
		return 0, false, fmt.Errorf("size of data received for deserializing %s type is not %d bytes but %d", c.kind, w, len(record))
	}
	if !c.wanted {
		return 1, false, nil
	}
	v := b.Cols[0]
	if v.Nulls != nil {
		v.Nulls[row] = false
	}
	switch c.kind {
	case types.Char, types.VarChar:
		if c.charset != nil {
			text, err := c.charset.NewDecoder().Bytes(record)
			if err != nil {
				return 0, false, fmt.Errorf("the record is not in the character set: %w", err)
			}
			record = text
		}
		v.Str[row] = strings.ToValidUTF8(unsafe.String(unsafe.SliceData(record), len(record)), "\uFFFD")
	case types.Binary, types.VarBinary:
		v.Str[row] = unsafe.String(unsafe.SliceData(record), len(record))
	case types.Boolean:
		v.Bool[row] = record[0] != 0
	case types.TinyInt:
		v.I64[row] = int64(int8(record[0]))
	case types.SmallInt:
		v.I64[row] = int64(int16(c.order.Uint16(record)))
	case types.Int:
		v.I64[row] = int64(int32(c.order.Uint32(record)))
	case types.BigInt:
		v.I64[row] = int64(c.order.Uint64(record))
	case types.Float:
		v.F64[row] = float64(math.Float32frombits(c.order.Uint32(record)))
	case types.Double:
		v.F64[row] = math.Float64frombits(c.order.Uint64(record))
	}
	return 1, false, nil
}

// Encode implements format.Encoder. NULL is an empty record.
func (c *codec) Encode(dst []byte, b *batch.Batch, row int) ([]byte, error) {
	v := b.Cols[0]
	if v.IsNull(row) {
		return append(dst, '\n'), nil
	}
	switch c.kind {
	case types.Char, types.VarChar:
		text := v.Str[row]
		if c.charset != nil {
			var err error
			if text, err = encoding.ReplaceUnsupported(c.charset.NewEncoder()).String(text); err != nil {
				return dst, fmt.Errorf("write a text in the character set: %w", err)
			}
		}
		dst = append(dst, text...)
	case types.Binary, types.VarBinary:
		dst = append(dst, v.Str[row]...)
	case types.Boolean:
		if v.Bool[row] {
			dst = append(dst, 1)
		} else {
			dst = append(dst, 0)
		}
	case types.TinyInt:
		dst = append(dst, byte(v.I64[row]))
	case types.SmallInt:
		dst = c.order.AppendUint16(dst, uint16(v.I64[row]))
	case types.Int:
		dst = c.order.AppendUint32(dst, uint32(v.I64[row]))
	case types.BigInt:
		dst = c.order.AppendUint64(dst, uint64(v.I64[row]))
	case types.Float:
		dst = c.order.AppendUint32(dst, math.Float32bits(float32(v.F64[row])))
	case types.Double:
		dst = c.order.AppendUint64(dst, math.Float64bits(v.F64[row]))
	}
	return append(dst, '\n'), nil
}

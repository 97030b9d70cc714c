package jsonpath

import (
	"math/big"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/embedded/rowtext"
)

// Value is a JSON value: nil, bool, int64, *big.Int, float64, string, Array or *Object.
type Value any

// Array is a JSON array.
type Array []Value

// Object is a JSON object with its members in the order of the document.
type Object struct {
	Keys   []string
	Values []Value
}

// Get returns a member.
func (o *Object) Get(key string) (Value, bool) {
	for i, k := range o.Keys {
		if k == key {
			return o.Values[i], true
		}
	}
	return nil, false
}

// Put sets a member; a key that is there keeps its place.
func (o *Object) Put(key string, v Value) {
	for i, k := range o.Keys {
		if k == key {
			o.Values[i] = v
			return
		}
	}
	o.Keys, o.Values = append(o.Keys, key), append(o.Values, v)
}

// IsScalar tells values other than arrays and objects.
func IsScalar(v Value) bool {
	switch v.(type) {
	case Array, *Object:
		return false
	}
	return true
}

// Append writes a value without blanks.
func Append(dst []byte, v Value) []byte {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		return strconv.AppendBool(dst, v)
	case int64:
		return strconv.AppendInt(dst, v, 10)
	case *big.Int:
		return v.Append(dst, 10)
	case float64:
		return rowtext.AppendDouble(dst, v)
	case string:
		return AppendString(dst, v)
	case Array:
		dst = append(dst, '[')
		for i, item := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = Append(dst, item)
		}
		return append(dst, ']')
	case *Object:
		dst = append(dst, '{')
		for i, k := range v.Keys {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(AppendString(dst, k), ':')
			dst = Append(dst, v.Values[i])
		}
		return append(dst, '}')
	}
	return dst
}

// AppendString writes a text in quotes, with as few escapes as JSON allows.
func AppendString(dst []byte, s string) []byte {
	const digits = "0123456789ABCDEF"
	dst = append(dst, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c == '\n':
			dst = append(dst, `\n`...)
		case c == '\r':
			dst = append(dst, `\r`...)
		case c == '\t':
			dst = append(dst, `\t`...)
		case c == '\b':
			dst = append(dst, `\b`...)
		case c == '\f':
			dst = append(dst, `\f`...)
		case c < 0x20:
			dst = append(dst, `\u00`...)
			dst = append(dst, digits[c>>4], digits[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}

// unicodeEscape reads the four digits of \uhhhh.
func unicodeEscape(s string) (rune, bool) {
	if len(s) < 4 {
		return 0, false
	}
	v, err := strconv.ParseUint(s[:4], 16, 16)
	return rune(v), err == nil
}

// combine makes one character of two halves.
func combine(high, low rune) rune {
	if r := utf16.DecodeRune(high, low); r != utf8.RuneError {
		return r
	}
	return -1
}

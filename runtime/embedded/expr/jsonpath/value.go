package jsonpath

import (
	"math"
	"math/big"
	"slices"
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
	// places are where keys are, once there are more than can be compared one by one.
	places map[string]int
}

// fewKeys is how many keys are compared one by one.
const fewKeys = 16

// place is where a key is, or -1.
func (o *Object) place(key string) int {
	if o.places != nil {
		if i, ok := o.places[key]; ok {
			return i
		}
		return -1
	}
	return slices.Index(o.Keys, key)
}

// Get returns a member.
func (o *Object) Get(key string) (Value, bool) {
	if i := o.place(key); i >= 0 {
		return o.Values[i], true
	}
	return nil, false
}

// Put sets a member; a key that is there keeps its place.
func (o *Object) Put(key string, v Value) {
	if i := o.place(key); i >= 0 {
		o.Values[i] = v
		return
	}
	o.Keys, o.Values = append(o.Keys, key), append(o.Values, v)
	switch n := len(o.Keys); {
	case o.places != nil:
		o.places[key] = n - 1
	case n > fewKeys:
		o.places = make(map[string]int, 2*n)
		for i, k := range o.Keys {
			o.places[k] = i
		}
	}
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
		if math.IsInf(v, 0) {
			return AppendString(dst, string(rowtext.AppendDouble(nil, v))) // JSON has no such number
		}
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

// Length is about how many bytes Append writes; what is more than most bytes is not counted to its end.
func Length(v Value, most int) int {
	switch v := v.(type) {
	case *big.Int:
		return v.BitLen()/3 + 1
	case string:
		return len(v) + len(`""`)
	case Array:
		n := len("[]")
		for i := 0; i < len(v) && n <= most; i++ {
			n += len(",") + Length(v[i], most-n)
		}
		return n
	case *Object:
		n := len("{}")
		for i := 0; i < len(v.Keys) && n <= most; i++ {
			n += len(`"":,`) + len(v.Keys[i]) + Length(v.Values[i], most-n)
		}
		return n
	}
	return len("null")
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

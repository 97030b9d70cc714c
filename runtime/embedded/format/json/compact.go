package json

import (
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/rowtext"
)

// compact writes a valid JSON text without white space, as Jackson's tree prints it: strings with the escapes that are
// necessary, other numbers than integers as doubles.
func compact(src string) string {
	s := scanner{b: []byte(src)}
	return string(s.compact(make([]byte, 0, len(src))))
}

func (s *scanner) compact(dst []byte) []byte {
	for {
		c := s.space()
		switch {
		case c == 0:
			return dst
		case c == '"':
			str, err := s.str()
			if err != nil {
				return dst
			}
			dst = AppendString(dst, str)
		case c == '-' || c-'0' <= 9:
			literal, float, err := s.number()
			if err != nil {
				return dst
			}
			dst = appendNumber(dst, literal, float)
		default:
			dst = append(dst, c)
			s.p++
		}
	}
}

func appendNumber(dst, literal []byte, float bool) []byte {
	if !float {
		if string(literal) == "-0" {
			return append(dst, '0')
		}
		return append(dst, literal...)
	}
	f, _ := strconv.ParseFloat(string(literal), 64)
	return rowtext.AppendDouble(dst, f)
}

const hexDigits = "0123456789ABCDEF"

// AppendString writes a string in double quotes with the escapes that are necessary.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, '\\', 'b')
		case '\f':
			dst = append(dst, '\\', 'f')
		case '\n':
			dst = append(dst, '\\', 'n')
		case '\r':
			dst = append(dst, '\\', 'r')
		case '\t':
			dst = append(dst, '\\', 't')
		default:
			dst = append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(append(dst, s[start:]...), '"')
}

package json

import (
	"errors"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// maxDepth bounds the nesting of values, as Jackson does.
const maxDepth = 1000

// scanner reads the tokens of one JSON text.
type scanner struct {
	b []byte
	p int
}

// syntaxError is a text that is not JSON, as opposed to a value that does not convert.
type syntaxError struct{ msg string }

func (e *syntaxError) Error() string { return e.msg }

func isSyntaxError(err error) bool {
	var s *syntaxError
	return errors.As(err, &s)
}

func (s *scanner) fail(what string) error {
	if s.p >= len(s.b) {
		return &syntaxError{fmt.Sprintf("unexpected end of input, expected %s", what)}
	}
	return &syntaxError{fmt.Sprintf("unexpected character '%c' at byte %d, expected %s", s.b[s.p], s.p+1, what)}
}

// space passes white space and returns the character after it; 0 at the end.
func (s *scanner) space() byte {
	for s.p < len(s.b) {
		switch c := s.b[s.p]; c {
		case ' ', '\t', '\n', '\r':
			s.p++
		default:
			return c
		}
	}
	return 0
}

// expect passes white space and one character.
func (s *scanner) expect(c byte) error {
	if s.space() != c {
		return s.fail("'" + string(c) + "'")
	}
	s.p++
	return nil
}

// text views bytes of the record as a string: nobody writes to that memory again.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// str reads a string at its opening quote. Without escapes the result is a slice of the record.
func (s *scanner) str() (string, error) {
	start := s.p + 1
	ascii := true
	for i := start; i < len(s.b); i++ {
		switch c := s.b[i]; {
		case c == '"':
			s.p = i + 1
			if !ascii && !utf8.Valid(s.b[start:i]) {
				return "", &syntaxError{fmt.Sprintf("invalid UTF-8 in the string at byte %d", start)}
			}
			return text(s.b[start:i]), nil
		case c == '\\':
			return s.escaped(start, i)
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	s.p = len(s.b)
	return "", s.fail("'\"' at the end of a string")
}

// escaped reads the rest of a string from its first escape on.
func (s *scanner) escaped(start, at int) (string, error) {
	out := append(make([]byte, 0, len(s.b[start:at])+32), s.b[start:at]...)
	for i := at; i < len(s.b); {
		switch c := s.b[i]; c {
		case '"':
			s.p = i + 1
			if !utf8.Valid(out) {
				return "", &syntaxError{fmt.Sprintf("invalid UTF-8 in the string at byte %d", start)}
			}
			return text(out), nil
		case '\\':
			var err error
			if out, i, err = s.escape(out, i+1); err != nil {
				return "", err
			}
		default:
			out = append(out, c)
			i++
		}
	}
	s.p = len(s.b)
	return "", s.fail("'\"' at the end of a string")
}

// escape appends what the escape after a backslash stands for, and returns where it ends.
func (s *scanner) escape(out []byte, i int) ([]byte, int, error) {
	if i >= len(s.b) {
		s.p = i
		return out, i, s.fail("an escaped character")
	}
	switch c := s.b[i]; c {
	case '"', '\\', '/':
		return append(out, c), i + 1, nil
	case 'b':
		return append(out, '\b'), i + 1, nil
	case 'f':
		return append(out, '\f'), i + 1, nil
	case 'n':
		return append(out, '\n'), i + 1, nil
	case 'r':
		return append(out, '\r'), i + 1, nil
	case 't':
		return append(out, '\t'), i + 1, nil
	case 'u':
		r, ok := hex4(s.b[i+1:])
		if !ok {
			break
		}
		i += 5
		if utf16.IsSurrogate(r) {
			low, ok := rune(0), false
			if i+1 < len(s.b) && s.b[i] == '\\' && s.b[i+1] == 'u' {
				low, ok = hex4(s.b[i+2:])
			}
			if pair := utf16.DecodeRune(r, low); ok && pair != utf8.RuneError {
				return utf8.AppendRune(out, pair), i + 6, nil
			}
			r = '?' // as Java writes half a character as UTF-8
		}
		return utf8.AppendRune(out, r), i, nil
	}
	s.p = i
	return out, i, s.fail("a valid escape")
}

func hex4(b []byte) (rune, bool) {
	if len(b) < 4 {
		return 0, false
	}
	r := rune(0)
	for _, c := range b[:4] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// number reads a number and tells whether it has a fraction or an exponent.
func (s *scanner) number() (literal []byte, float bool, err error) {
	start := s.p
	if s.p < len(s.b) && s.b[s.p] == '-' {
		s.p++
	}
	first := s.p
	if s.digits() == 0 {
		return nil, false, s.fail("a value")
	}
	if s.b[first] == '0' && s.p > first+1 {
		return nil, false, &syntaxError{"invalid numeric value: leading zeroes not allowed"}
	}
	if s.p < len(s.b) && s.b[s.p] == '.' {
		s.p++
		float = true
		if s.digits() == 0 {
			return nil, false, s.fail("a digit after the decimal point")
		}
	}
	if s.p < len(s.b) && (s.b[s.p] == 'e' || s.b[s.p] == 'E') {
		s.p++
		float = true
		if s.p < len(s.b) && (s.b[s.p] == '+' || s.b[s.p] == '-') {
			s.p++
		}
		if s.digits() == 0 {
			return nil, false, s.fail("a digit of the exponent")
		}
	}
	return s.b[start:s.p], float, s.endOfWord()
}

func (s *scanner) digits() int {
	start := s.p
	for s.p < len(s.b) && s.b[s.p]-'0' <= 9 {
		s.p++
	}
	return s.p - start
}

// endOfWord refuses characters that run on after a number or a word.
func (s *scanner) endOfWord() error {
	if s.p < len(s.b) {
		switch s.b[s.p] {
		case ' ', '\t', '\n', '\r', ',', ']', '}', ':', '"', '[', '{':
		default:
			return s.fail("the end of a value")
		}
	}
	return nil
}

// word reads true, false or null.
func (s *scanner) word() (string, error) {
	for _, w := range [...]string{"null", "true", "false"} {
		if s.b[s.p] == w[0] && len(s.b)-s.p >= len(w) && text(s.b[s.p:s.p+len(w)]) == w {
			s.p += len(w)
			return w, s.endOfWord()
		}
	}
	return "", s.fail("a value")
}

// skip passes one value.
func (s *scanner) skip(depth int) error {
	switch c := s.space(); c {
	case '"':
		return s.skipString()
	case '{', '[':
		return s.skipNested(c, depth)
	case 't', 'f', 'n':
		_, err := s.word()
		return err
	default:
		_, _, err := s.number()
		return err
	}
}

func (s *scanner) skipString() error {
	for i := s.p + 1; i < len(s.b); i++ {
		switch s.b[i] {
		case '"':
			s.p = i + 1
			return nil
		case '\\':
			i++
		}
	}
	s.p = len(s.b)
	return s.fail("'\"' at the end of a string")
}

// skipNested passes an object or an array.
func (s *scanner) skipNested(open byte, depth int) error {
	if depth >= maxDepth {
		return &syntaxError{fmt.Sprintf("nested more than %d levels deep", maxDepth)}
	}
	end := byte(']')
	if open == '{' {
		end = '}'
	}
	s.p++
	if s.space() == end {
		s.p++
		return nil
	}
	for {
		if open == '{' {
			if s.space() != '"' {
				return s.fail("a field name in double quotes")
			}
			if err := s.skipString(); err != nil {
				return err
			}
			if err := s.expect(':'); err != nil {
				return err
			}
		}
		if err := s.skip(depth + 1); err != nil {
			return err
		}
		switch s.space() {
		case ',':
			s.p++
		case end:
			s.p++
			return nil
		default:
			return s.fail("',' or '" + string(end) + "'")
		}
	}
}

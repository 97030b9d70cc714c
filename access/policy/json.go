package policy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// maxDepth is deeper than any policy: Statement, its list, a statement, Condition, an operator, a key, its list.
const maxDepth = 8

// node is a JSON value and where it stands.
type node struct {
	// place is the path to it, such as Statement[0].Effect; offset is where it begins in the text.
	place  string
	offset int64
	// value is string, json.Number, bool, nil, []node or object.
	value any
}

type object []member

type member struct {
	name string
	node node
}

// reader reads JSON with places.
type reader struct {
	text    []byte
	decoder *json.Decoder
}

// parseJSON reads one JSON value. Names that occur twice in an object are refused, since readers disagree about which counts.
func parseJSON(text []byte) (node, error) {
	r := &reader{text: text, decoder: json.NewDecoder(bytes.NewReader(text))}
	r.decoder.UseNumber()
	if !utf8.Valid(text) {
		return node{}, r.fault("", 0, "the text is not UTF-8")
	}
	n, err := r.read("", 0)
	if err != nil {
		return node{}, err
	}
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		return node{}, r.fault("", r.decoder.InputOffset(), "there is something after the JSON value")
	}
	return n, nil
}

func (r *reader) fault(place string, offset int64, format string, args ...any) *Error {
	before := r.text[:min(int(offset), len(r.text))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return &Error{Place: place, Line: line, Column: column, Message: fmt.Sprintf(format, args...)}
}

// token reads a token and tells where it begins.
func (r *reader) token(place string) (json.Token, int64, error) {
	t, err := r.decoder.Token()
	end := r.decoder.InputOffset()
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, 0, r.fault(place, int64(len(r.text)), "the JSON ends too early")
	case errors.As(err, &syntax):
		return nil, 0, r.fault(place, max(syntax.Offset-1, 0), "this is not JSON: %s", syntax.Error())
	case err != nil:
		return nil, 0, r.fault(place, end, "this is not JSON: %s", err)
	}
	return t, r.begin(t, end), nil
}

// begin is where a token that ends at an offset begins.
func (r *reader) begin(t json.Token, end int64) int64 {
	switch v := t.(type) {
	case string:
		// The opening quote is the last one before the end that is not escaped, the closing one aside.
		for i := end - 2; i >= 0; i-- {
			if r.text[i] != '"' {
				continue
			}
			slashes := int64(0)
			for i-slashes > 0 && r.text[i-slashes-1] == '\\' {
				slashes++
			}
			if slashes%2 == 0 {
				return i
			}
		}
		return 0
	case json.Number:
		return end - int64(len(v))
	case bool:
		return end - int64(len(strconv.FormatBool(v)))
	case nil:
		return end - int64(len("null"))
	default:
		return end - 1
	}
}

func (r *reader) read(place string, depth int) (node, error) {
	t, at, err := r.token(place)
	if err != nil {
		return node{}, err
	}
	return r.rest(t, at, place, depth)
}

// rest reads what belongs to a token that was read.
func (r *reader) rest(t json.Token, at int64, place string, depth int) (node, error) {
	delimiter, ok := t.(json.Delim)
	if !ok {
		return node{place, at, t}, nil
	}
	if depth == maxDepth {
		return node{}, r.fault(place, at, "it is nested deeper than any policy")
	}
	var err error
	if delimiter == '[' {
		items := []node{}
		for r.decoder.More() {
			var item node
			if item, err = r.read(fmt.Sprintf("%s[%d]", place, len(items)), depth+1); err != nil {
				return node{}, err
			}
			items = append(items, item)
		}
		_, _, err = r.token(place)
		return node{place, at, items}, err
	}
	members, seen := object{}, map[string]bool{}
	for r.decoder.More() {
		t, nameAt, err := r.token(place)
		if err != nil {
			return node{}, err
		}
		name, ok := t.(string)
		if !ok {
			return node{}, r.fault(place, nameAt, "this is not JSON: a name was expected")
		}
		inner := name
		if place != "" {
			inner = place + "." + name
		}
		if seen[name] {
			return node{}, r.fault(inner, nameAt, "it is given twice")
		}
		seen[name] = true
		value, err := r.read(inner, depth+1)
		if err != nil {
			return node{}, err
		}
		members = append(members, member{name, value})
	}
	_, _, err = r.token(place)
	return node{place, at, members}, err
}

// describe names the kind of a value in an error.
func describe(v any) string {
	switch v.(type) {
	case string:
		return "a string"
	case json.Number:
		return "a number"
	case bool:
		return "a boolean"
	case nil:
		return "null"
	case []node:
		return "a list"
	default:
		return "an object"
	}
}

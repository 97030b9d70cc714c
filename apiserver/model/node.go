package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// maxDepth is how deep objects and lists of a request may nest; the deepest shape of the contract needs 12.
const maxDepth = 64

// node is a JSON value: nil (null or absent), bool, json.Number, string, []node, or map[string]node.
type node any

// parse reads one JSON value. Unlike encoding/json it refuses what different readers would understand differently:
// members that occur twice, text that is not UTF-8, and anything after the value.
func parse(text []byte) (node, error) {
	if !utf8.Valid(text) {
		return nil, decodeError(nil, "the body is not valid UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	v, err := parseValue(d, nil, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, decodeError(nil, fmt.Sprintf("there is something after the JSON value, at byte %d", d.InputOffset()))
	}
	return v, nil
}

func parseValue(d *json.Decoder, p *path, depth int) (node, error) {
	t, err := d.Token()
	if err != nil {
		return nil, syntaxError(d, err)
	}
	delim, ok := t.(json.Delim)
	if !ok {
		return t, nil
	}
	if depth++; depth > maxDepth {
		return nil, decodeError(p, fmt.Sprintf("objects and lists are nested deeper than %d", maxDepth))
	}
	if delim == '[' {
		list := []node{}
		for d.More() {
			v, err := parseValue(d, p.element(len(list)), depth)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = d.Token()
		return list, syntaxError(d, err)
	}
	object := map[string]node{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, syntaxError(d, err)
		}
		name := t.(string)
		at := p.member(name)
		if _, twice := object[name]; twice {
			return nil, decodeError(at, "the member occurs twice")
		}
		if object[name], err = parseValue(d, at, depth); err != nil {
			return nil, err
		}
	}
	_, err = d.Token()
	return object, syntaxError(d, err)
}

func syntaxError(d *json.Decoder, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return decodeError(nil, "the body is not JSON: it ends too early")
	default:
		return decodeError(nil, fmt.Sprintf("the body is not JSON: %v (at byte %d)", err, d.InputOffset()))
	}
}

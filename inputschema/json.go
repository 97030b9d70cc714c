package inputschema

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// The paths of rows in records of JSON.
const (
	pathObject   = "$"
	pathElements = "$[0:]"
)

// maxDepth is how deep objects are taken apart; what is deeper is a column of text.
const maxDepth = 16

// jsonRows takes JSON apart into its rows. ok is false where it is not JSON, or no rows of one kind.
func jsonRows(s Sample) (rows []json.RawMessage, path string, ok bool) {
	for i, record := range s.Records {
		d := json.NewDecoder(strings.NewReader(record))
		for len(rows) < MaxRows {
			found, of, err := nextRows(d, MaxRows-len(rows))
			broken := errors.Is(err, io.ErrUnexpectedEOF) && s.Truncated && i == len(s.Records)-1
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil && !broken {
				return nil, "", false
			}
			if len(found) > 0 {
				if path != "" && path != of {
					return nil, "", false
				}
				path = of
				rows = append(rows, found...)
			}
			if broken {
				break
			}
		}
	}
	return rows, path, len(rows) > 0
}

// errNoRows is for JSON that is neither an object nor an array of them.
var errNoRows = errors.New("neither an object nor an array of objects")

// nextRows reads one object, or an array of at most that many. At the end it returns io.EOF; where the text breaks off, what there is of
// an array with io.ErrUnexpectedEOF.
func nextRows(d *json.Decoder, most int) (rows []json.RawMessage, path string, err error) {
	if !d.More() {
		// More does not tell the end from a closing bracket that nothing has opened.
		_, err := d.Token()
		return nil, "", orNoRows(err)
	}
	start, err := peek(d)
	if err != nil {
		return nil, "", err
	}
	if start == '{' {
		var object json.RawMessage
		if err := d.Decode(&object); err != nil {
			return nil, "", err
		}
		return []json.RawMessage{object}, pathObject, nil
	}
	if _, err := d.Token(); err != nil {
		return nil, "", err
	}
	for d.More() {
		var element json.RawMessage
		if err := d.Decode(&element); err != nil {
			return rows, pathElements, err
		}
		if element[0] != '{' {
			return nil, "", errNoRows
		}
		if rows = append(rows, element); len(rows) == most {
			return rows, pathElements, nil // nobody looks at the rest
		}
	}
	_, err = d.Token()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return rows, pathElements, err
}

func orNoRows(err error) error {
	if err == nil {
		return errNoRows
	}
	return err
}

// peek is the first character of the next value, where that is an object or an array.
func peek(d *json.Decoder) (byte, error) {
	rest, err := io.ReadAll(io.LimitReader(d.Buffered(), 1<<10))
	if err != nil {
		return 0, err
	}
	rest = bytes.TrimLeft(rest, " \t\r\n")
	if len(rest) == 0 || rest[0] != '{' && rest[0] != '[' {
		return 0, errNoRows
	}
	return rest[0], nil
}

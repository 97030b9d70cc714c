package inputschema

import (
	"bytes"
	"encoding/json"
	"strings"
)

// leaf is a column while rows are still being read.
type leaf struct {
	keys  []string
	seen  merged
	value map[int]string // by row
}

// leaves are the columns found so far, in the order in which they first appear.
type leaves struct {
	list   []*leaf
	byPath map[string]*leaf
}

// jsonSchema is the schema of rows that are JSON objects.
func jsonSchema(rows []json.RawMessage, path string) (*Schema, bool) {
	found := leaves{byPath: map[string]*leaf{}}
	for i, row := range rows {
		found.object(i, nil, row)
		if len(found.list) > MaxColumns {
			return nil, false
		}
	}
	if len(found.list) == 0 {
		return nil, false
	}
	s := &Schema{Format: JSON, RowPath: path, Rows: make([][]string, len(rows))}
	names := newNames()
	for _, l := range found.list {
		s.Columns = append(s.Columns, Column{Name: names.ofKeys(l.keys), SQLType: l.seen.sqlType(), Mapping: mapping(l.keys)})
	}
	for i := range rows {
		s.Rows[i] = make([]string, len(found.list))
		for j, l := range found.list {
			s.Rows[i][j] = l.value[i]
		}
	}
	return s, true
}

// object visits the members of an object in their order. The text is known to be valid.
func (f *leaves) object(row int, keys []string, text json.RawMessage) {
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil {
		return
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return
		}
		name, isName := key.(string)
		var value json.RawMessage
		if err := d.Decode(&value); err != nil || !isName {
			return
		}
		below := append(keys[:len(keys):len(keys)], name)
		if value[0] == '{' && len(below) < maxDepth && !bytes.Equal(value, []byte("{}")) {
			f.object(row, below, value)
			continue
		}
		f.at(below).add(row, value)
		if len(f.list) > MaxColumns {
			return
		}
	}
}

func (f *leaves) at(keys []string) *leaf {
	path := mapping(keys)
	l := f.byPath[path]
	if l == nil {
		l = &leaf{keys: keys, value: map[int]string{}}
		f.byPath[path] = l
		f.list = append(f.list, l)
	}
	return l
}

// add takes a value into account.
func (l *leaf) add(row int, value json.RawMessage) {
	switch text := string(value); value[0] {
	case 'n':
		delete(l.value, row)
	case 't', 'f':
		l.value[row] = text
		l.seen.add(typeBoolean, text)
	case '"':
		var s string
		if err := json.Unmarshal(value, &s); err != nil {
			return
		}
		l.value[row] = s
		l.seen.add(typeOfString(s), s)
	case '{', '[':
		var compact bytes.Buffer
		if err := json.Compact(&compact, value); err == nil {
			text = compact.String()
		}
		l.value[row] = text
		l.seen.add(typeText, text)
	default:
		l.value[row] = text
		l.seen.add(typeOfNumber(text), text)
	}
}

// mapping is the JSONPath of a member: with dots where its names allow that.
func mapping(keys []string) string {
	var b strings.Builder
	b.WriteByte('$')
	for _, k := range keys {
		if isPlain(k) {
			b.WriteString("." + k)
			continue
		}
		b.WriteString("['" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(k) + "']")
	}
	return b.String()
}

func isPlain(key string) bool {
	return key != "" && !strings.ContainsFunc(key, func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}

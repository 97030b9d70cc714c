package output

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/penstock/penstock/cli/value"
)

// defaultWidth is that of a terminal of which nothing is known.
const defaultWidth = 80

// section is a part of a table: a title, names of columns, rows. Sections of inner values are indented by bars.
type section struct {
	title   string
	header  []string
	rows    [][]string
	level   int
	columns []int // the widest cell of each column
}

func (s *section) setHeader(names []string) {
	s.header = names
	s.widen(names)
}

func (s *section) addRow(cells ...any) {
	row := make([]string, len(cells))
	for i, c := range cells {
		row[i] = plain(c)
	}
	s.rows = append(s.rows, row)
	s.widen(row)
}

func (s *section) widen(cells []string) {
	for i, c := range cells {
		if i == len(s.columns) {
			s.columns = append(s.columns, 0)
		}
		s.columns[i] = max(s.columns[i], textWidth(c))
	}
}

// table collects the sections of a value.
type table struct{ sections []*section }

func (t *table) begin(title string, level int) *section {
	s := &section{title: title, level: level}
	t.sections = append(t.sections, s)
	return s
}

func (t *table) last() *section { return t.sections[len(t.sections)-1] }

// add adds the sections of a value; without a title its rows go to the section at hand.
func (t *table) add(title string, hasTitle bool, v any, level int) {
	if isEmpty(v) {
		return
	}
	if hasTitle {
		t.begin(title, level)
	}
	switch v := v.(type) {
	case *value.Object:
		t.addObject(v, level)
	case []any:
		if _, objects := v[0].(*value.Object); objects {
			t.addObjects(v, title, level)
			return
		}
		for _, e := range v {
			t.addElement(e, level)
		}
	}
}

// isEmpty tells whether there is nothing to show: null, false, zero, and what has nothing in it.
func isEmpty(v any) bool {
	switch v := v.(type) {
	case *value.Object:
		return v.Len() == 0
	case []any:
		return len(v) == 0
	case bool:
		return !v
	case nil:
		return true
	case string:
		return v == ""
	case json.Number:
		return v == "0"
	default:
		return false
	}
}

func (t *table) addElement(e any, level int) {
	if isScalar(e) {
		t.last().addRow(e)
		return
	}
	if list, ok := e.([]any); ok && !slices.ContainsFunc(list, func(v any) bool { return !isScalar(v) }) {
		t.last().addRow(list...)
		return
	}
	t.add("", false, e, level)
}

// addObject adds the scalars of an object as names and one row, and each other member as a section.
func (t *table) addObject(o *value.Object, level int) {
	scalars, others := split([]any{o})
	switch len(scalars) {
	case 0:
	case 1:
		v, _ := o.Get(scalars[0])
		t.last().addRow(scalars[0], v)
	default:
		t.last().setHeader(scalars)
		t.last().addRow(cells(o, scalars)...)
	}
	for _, name := range others {
		v, _ := o.Get(name)
		t.add(name, true, v, level+1)
	}
}

// addObjects adds the scalars of each object as a row. Where the objects have other members, each has a section of its own.
func (t *table) addObjects(list []any, title string, level int) {
	scalars, others := split(list)
	t.last().setHeader(scalars)
	for i, e := range list {
		o, ok := e.(*value.Object)
		if !ok {
			o = value.NewObject()
		}
		if i > 0 && len(others) > 0 {
			t.begin(title, level).setHeader(scalars)
		}
		t.last().addRow(cells(o, scalars)...)
		for _, name := range others {
			if v, known := o.Get(name); known {
				t.add(name, true, v, level+1)
			}
		}
	}
}

func cells(o *value.Object, names []string) []any {
	row := make([]any, len(names))
	for i, name := range names {
		v, known := o.Get(name)
		if !known {
			v = ""
		}
		row[i] = v
	}
	return row
}

// split are the names of the scalar members of some objects, and those of the others, sorted.
func split(objects []any) (scalars, others []string) {
	isScalarName, seen := map[string]bool{}, map[string]bool{}
	for _, e := range objects {
		o, ok := e.(*value.Object)
		if !ok {
			continue
		}
		for _, name := range o.Names() {
			v, _ := o.Get(name)
			if isScalar(v) && !isScalarName[name] {
				isScalarName[name] = true
				scalars = append(scalars, name)
			} else if !isScalar(v) && !seen[name] {
				seen[name] = true
				others = append(others, name)
			}
		}
	}
	slices.Sort(scalars)
	slices.Sort(others)
	return scalars, others
}

func writeTable(b *strings.Builder, v any, o Options) {
	t := &table{}
	t.add(o.Title, true, v, 0)
	if len(t.sections) == 0 {
		return
	}
	width := o.Width
	if width <= 0 {
		width = defaultWidth
	}
	r := renderer{b: b, color: o.Color}
	r.render(t.sections, width)
}

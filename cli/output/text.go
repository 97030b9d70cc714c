package output

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/penstock/penstock/cli/value"
)

// plain is a scalar as tables and text show it.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "True"
		}
		return "False"
	case nil:
		return "None"
	default:
		var b strings.Builder
		writeJSON(&b, v, "")
		return b.String()
	}
}

func isScalar(v any) bool {
	switch v.(type) {
	case *value.Object, []any:
		return false
	default:
		return true
	}
}

// writeText writes a line per object: its scalars in the order of their names, with tabs between them; then its lists and objects,
// with their name in front of each of their lines.
func writeText(b *strings.Builder, v any) { writeNamedText(b, v, "", nil) }

// writeNamedText writes what has a name, or none. columns are the scalars to tell, which all objects of a list share.
func writeNamedText(b *strings.Builder, v any, name string, columns []string) {
	switch v := v.(type) {
	case *value.Object:
		writeTextObject(b, v, name, columns)
	case []any:
		writeTextList(b, v, name)
	default:
		b.WriteString(plain(v) + "\n")
	}
}

func writeTextList(b *strings.Builder, list []any, name string) {
	isObject := func(v any) bool {
		_, ok := v.(*value.Object)
		return ok
	}
	if slices.ContainsFunc(list, isObject) {
		columns := scalarNames(list)
		for _, e := range list {
			writeNamedText(b, e, name, columns)
		}
		return
	}
	var scalars, lists []any
	for _, e := range list {
		if isScalar(e) {
			scalars = append(scalars, e)
		} else {
			lists = append(lists, e)
		}
	}
	if len(scalars) > 0 {
		writeTextScalars(b, scalars, name)
	}
	for _, e := range lists {
		writeNamedText(b, e, name, nil)
	}
}

func writeTextScalars(b *strings.Builder, scalars []any, name string) {
	if name != "" {
		for _, e := range scalars {
			b.WriteString(strings.ToUpper(name) + "\t" + plain(e) + "\n")
		}
		return
	}
	parts := make([]string, len(scalars))
	for i, e := range scalars {
		parts[i] = plain(e)
	}
	b.WriteString(strings.Join(parts, "\t") + "\n")
}

func writeTextObject(b *strings.Builder, o *value.Object, name string, columns []string) {
	names := slices.Sorted(slices.Values(o.Names()))
	if columns == nil {
		columns = slices.DeleteFunc(slices.Clone(names), func(n string) bool {
			v, _ := o.Get(n)
			return !isScalar(v)
		})
	}
	var parts []string
	if name != "" && len(columns) > 0 {
		parts = append(parts, strings.ToUpper(name))
	}
	for _, column := range columns {
		v, known := o.Get(column)
		if !known {
			v = ""
		}
		parts = append(parts, plain(v))
	}
	if len(parts) > 0 {
		b.WriteString(strings.Join(parts, "\t") + "\n")
	}
	for _, n := range names {
		if v, _ := o.Get(n); !slices.Contains(columns, n) {
			writeNamedText(b, v, n, nil)
		}
	}
}

// scalarNames are the names of all scalars of all objects of a list, sorted. They are not nil.
func scalarNames(list []any) []string {
	seen := map[string]bool{}
	names := []string{}
	for _, e := range list {
		o, ok := e.(*value.Object)
		if !ok {
			continue
		}
		for _, n := range o.Names() {
			if v, _ := o.Get(n); isScalar(v) && !seen[n] {
				seen[n] = true
				names = append(names, n)
			}
		}
	}
	slices.Sort(names)
	return names
}

package randomscript

import (
	"slices"
	"strings"
)

// column is one of a relation's.
type column struct {
	name string
	kind kind
}

// relation is a query with what is known of its result.
type relation struct {
	// query is its text; table, in place of it, the name of a table or view.
	query, table string
	columns      []column
	// key are columns by which no two rows are equal at any time; none if that is not known.
	key []string
	// time is the column that is the time attribute, or empty.
	time string
	// updating tells that rows may be taken back, and inOrder that changes come in the order of one file.
	updating, inOrder bool
	// window describes the windows whose bounds are columns window_start and window_end, if the rows have such.
	window string
	// rows is about how many rows there are at most.
	rows int
}

// text is the relation as a query.
func (r relation) text() string {
	if r.table != "" {
		return "SELECT * FROM " + r.table
	}
	return r.query
}

// of are the columns of some kinds that are not the time attribute.
func (r relation) of(is func(kind) bool) []column {
	return slices.DeleteFunc(slices.Clone(r.columns), func(c column) bool { return c.name == r.time || !is(c.kind) })
}

// keys are the columns to group and join by, without the bounds of windows and, where there are others, without the id.
func (r relation) keys() []column {
	keys := slices.DeleteFunc(r.of(kind.keyed), func(c column) bool { return strings.HasPrefix(c.name, "window_") })
	if len(keys) > 1 && keys[0].name == "id" && len(r.columns)%4 > 0 {
		return keys[1:]
	}
	return keys
}

// has tells whether there is a column of this name.
func (r relation) has(name string) bool {
	return slices.ContainsFunc(r.columns, func(c column) bool { return c.name == name })
}

// qualified are the columns with the name of the relation before theirs.
func qualified(columns []column, alias string) []column {
	all := slices.Clone(columns)
	for i := range all {
		all[i].name = alias + "." + all[i].name
	}
	return all
}

// separate are the names of columns, one by one.
func separate(columns []column) []string {
	all := make([]string, 0, len(columns))
	for _, c := range columns {
		all = append(all, c.name)
	}
	return all
}

// names are those of columns, with commas.
func names(columns []column) string { return list(separate(columns)) }

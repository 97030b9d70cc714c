package plan

import (
	"fmt"
	"slices"
	"strings"
)

// ChangelogNormalize makes a proper changelog of one whose source may repeat changes, or leave some out: the last row of each key
// is kept, a row of a new key is +I, another row of a known key -U and +U, and -D gives out the row that is kept. The same +I
// again changes nothing. -U does not come to it: it would mean nothing, as +U follows.
type ChangelogNormalize struct {
	Base
	Key      []int
	StateTTL int64
}

// DropUpdateBefore leaves -U out.
type DropUpdateBefore struct{ Base }

// UpsertMaterialize brings the changes of a key of a sink together that the key of the query does not order: the rows of each Key
// are kept in the order of their arrival, and the last of them is what holds. It sends +I, +U and, when no row is left, -D.
type UpsertMaterialize struct {
	Base
	Key []int
	// RowKey identifies a row among those that are kept; nil if all columns do.
	RowKey   []int
	StateTTL int64
}

// Describe implements Node.
func (n *ChangelogNormalize) Describe() string {
	return describing(n).add("key", "%s", describing(n).columns(n.Key)).text(n)
}

// Describe implements Node.
func (n *DropUpdateBefore) Describe() string { return OperatorName(n) }

// Describe implements Node.
func (n *UpsertMaterialize) Describe() string {
	d := describing(n).add("key", "%s", describing(n).columns(n.Key))
	if n.RowKey != nil {
		d.add("rowKey", "%s", describing(n).columns(n.RowKey))
	}
	return d.text(n)
}

// The options that say when changelogs are normalised and materialised.
const (
	eventsDuplicateOption   = "table.exec.source.cdc-events-duplicate"
	upsertMaterializeOption = "table.exec.sink.upsert-materialize"
)

// normalizes tells whether the changes of a table have to be normalised, which needs its key.
func (o *optimizer) normalizes(t *TableSource) bool {
	table := t.Source.Table
	if !table.Changelog || !strings.EqualFold(o.config.Values[eventsDuplicateOption], "true") {
		return false
	}
	if len(table.PrimaryKey) == 0 {
		refuse(t.At, "Configuration '%s' is enabled which requires the changelog sources to define a PRIMARY KEY. However, table '%s' doesn't have a primary key",
			eventsDuplicateOption, table.Name)
	}
	return true
}

// materialized puts an UpsertMaterialize before a sink, where it needs one.
func (o *optimizer) materialized(s *Sink) {
	if len(s.Table.PrimaryKey) == 0 || !s.AcceptsChangelog {
		return
	}
	var key []int
	for _, p := range s.Table.PrimaryKey {
		at := slices.Index(s.Written, p)
		if at < 0 {
			return
		}
		key = append(key, at)
	}
	input := s.In[0]
	if o.kindsOf(input) == inserts {
		return
	}
	rowKeys := slices.DeleteFunc(slices.Clone(input.Schema().Keys), func(k []int) bool { return k == nil })
	switch strings.ToUpper(o.config.Values[upsertMaterializeOption]) {
	case "NONE":
		return
	case "FORCE":
	default:
		ordered := slices.ContainsFunc(rowKeys, func(k []int) bool { return containsAll(key, k) })
		if ordered {
			return
		}
	}
	n := &UpsertMaterialize{Key: key, StateTTL: o.stateTTL}
	n.At = s.At
	for _, k := range rowKeys {
		if n.RowKey == nil || len(k) < len(n.RowKey) {
			n.RowKey = k
		}
	}
	connected(n, input)
	n.Out.Keys = [][]int{slices.Sorted(slices.Values(key))}
	s.In = []Node{n}
	s.Out.Keys = n.Out.Keys
	delete(o.changes, s)
}

// materializeMeaning is meaning of the nodes here.
func materializeMeaning(n Node, list func([]int) string) string {
	switch n := n.(type) {
	case *DropUpdateBefore:
		return "DropUpdateBefore"
	case *ChangelogNormalize:
		return fmt.Sprintf("ChangelogNormalize [%s] %d", list(n.Key), n.StateTTL)
	case *UpsertMaterialize:
		return fmt.Sprintf("UpsertMaterialize [%s] [%s] %d", list(n.Key), list(n.RowKey), n.StateTTL)
	}
	return ""
}

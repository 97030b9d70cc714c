package analyzer

import (
	"maps"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// like copies what LIKE asks for from another table.
func (a *analyzer) like(t *table, s *ast.CreateTable) {
	object, p := a.catalog.find(s.Like.Table)
	from, ok := object.(*table)
	if !ok {
		failHint(s.Like.Pos, didYouMean(s.Like.Table.Last().Name, a.catalog.names(context{})),
			"Source table '%s' of the LIKE clause not found in the catalog", p)
	}
	merge := map[string]string{
		"CONSTRAINTS": "INCLUDING", "DISTRIBUTION": "INCLUDING", "GENERATED": "INCLUDING", "METADATA": "INCLUDING",
		"OPTIONS": "OVERWRITING", "PARTITIONS": "INCLUDING", "WATERMARKS": "INCLUDING",
	}
	checkLike(s.Like.Options)
	for _, o := range s.Like.Options {
		if o.Feature == "ALL" {
			for f := range merge {
				merge[f] = o.Merge
			}
		}
	}
	for _, o := range s.Like.Options {
		if o.Feature != "ALL" {
			merge[o.Feature] = o.Merge
		}
	}
	redefined := map[string]bool{}
	for _, c := range s.Columns {
		redefined[c.Name.Name] = true
	}
	for _, c := range from.columns {
		switch {
		case c.kind == ast.ComputedColumn && merge["GENERATED"] == "EXCLUDING", c.kind == ast.MetadataColumn && merge["METADATA"] == "EXCLUDING":
		case redefined[c.name] && (c.kind == ast.ComputedColumn && merge["GENERATED"] == "OVERWRITING" || c.kind == ast.MetadataColumn && merge["METADATA"] == "OVERWRITING"):
		default:
			t.columns = append(t.columns, c)
		}
	}
	if merge["CONSTRAINTS"] != "EXCLUDING" {
		t.primaryKey, t.constraint = slices.Clone(from.primaryKey), from.constraint
	}
	if merge["PARTITIONS"] != "EXCLUDING" {
		if len(s.PartitionedBy) > 0 && len(from.partitionedBy) > 0 {
			fail(s.PartitionedBy[0].Pos, "The base table already has partitions defined. You might want to specify EXCLUDING PARTITIONS.")
		}
		t.partitionedBy = slices.Clone(from.partitionedBy)
	}
	if t.distribution == nil { // Flink takes it over also with EXCLUDING
		t.distribution = from.distribution
	}
	if merge["WATERMARKS"] == "INCLUDING" || merge["WATERMARKS"] == "OVERWRITING" && len(s.Watermarks) == 0 {
		t.watermark = from.watermark
	}
	if merge["OPTIONS"] != "EXCLUDING" {
		maps.Copy(t.options, from.options)
		maps.Copy(t.optionsAt, from.optionsAt)
		if merge["OPTIONS"] == "INCLUDING" {
			for _, o := range s.Options {
				if _, ok := from.options[o.Key]; ok {
					fail(o.Pos, "There already exists an option '%s' in the base table. You might want to specify EXCLUDING OPTIONS or OVERWRITING OPTIONS", o.Key)
				}
			}
		}
	}
}

// checkLike refuses options of LIKE that contradict each other, and what cannot be overwritten.
func checkLike(options []*ast.LikeOption) {
	seen := map[string]bool{}
	for _, o := range options {
		switch {
		case seen[o.Feature]:
			fail(o.Pos, "Each like option feature can be declared only once: %s", o.Feature)
		case o.Merge == "OVERWRITING" && slices.Contains([]string{"ALL", "CONSTRAINTS", "DISTRIBUTION", "PARTITIONS"}, o.Feature):
			fail(o.Pos, "Illegal merging strategy '%s' for '%s' option.", o.Merge, o.Feature)
		}
		seen[o.Feature] = true
	}
}

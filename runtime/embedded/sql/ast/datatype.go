package ast

import "github.com/penstock/penstock/runtime/embedded/types"

// DataType is a type as written.
type DataType struct {
	Pos
	Kind types.Kind
	// Precision and Scale are those written in parentheses; -1 where not. STRING and BYTES have types.MaxLength.
	Precision, Scale int
	// Elem is the element of ARRAY and MULTISET and the value of MAP, Key the key of MAP.
	Elem, Key *DataType
	Fields    []*TypeField
	NotNull   bool
	// Interval is that of INTERVAL types.
	Interval *IntervalQualifier
	// RawClass and RawSerializer are those of RAW('class', 'serializer').
	RawClass, RawSerializer string
}

// TypeField is a field of a ROW type.
type TypeField struct {
	Pos
	Name    *Ident
	Type    *DataType
	Comment string
}

// Type is the logical type.
func (t *DataType) Type() types.Type {
	out := types.Of(t.Kind).WithNullable(!t.NotNull)
	if t.Precision >= 0 {
		out.Precision = t.Precision
	}
	if t.Scale >= 0 {
		out.Scale = t.Scale
	}
	if t.Elem != nil {
		elem := t.Elem.Type()
		out.Elem = &elem
	}
	if t.Key != nil {
		key := t.Key.Type()
		out.Key = &key
	}
	for _, f := range t.Fields {
		out.Fields = append(out.Fields, types.Field{Name: f.Name.Name, Type: f.Type.Type(), Description: f.Comment})
	}
	return out
}

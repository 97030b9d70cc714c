package apiserver

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
)

// sqlTypes are the types that a column may have, by their first word.
var sqlTypes = []string{
	"BIGINT", "BINARY", "BOOLEAN", "CHAR", "CHARACTER", "DATE", "DEC", "DECIMAL", "DOUBLE", "FLOAT", "INT", "INTEGER", "INTERVAL",
	"NUMERIC", "REAL", "SMALLINT", "TIME", "TIMESTAMP", "TINYINT", "VARBINARY", "VARCHAR",
}

// checkSchema checks the schema of an input or of reference data.
func checkSchema(s *model.SourceSchema) error {
	if err := checkFormat(s.RecordFormat); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, c := range s.RecordColumns {
		if seen[*c.Name] {
			return fault.InvalidArgument("RecordColumns has the column %s twice", *c.Name)
		}
		seen[*c.Name] = true
		first := strings.FieldsFunc(strings.ToUpper(*c.SqlType), func(r rune) bool { return r < 'A' || r > 'Z' })
		if len(first) == 0 || !strings.HasPrefix(strings.ToUpper(*c.SqlType), first[0]) || !slices.Contains(sqlTypes, first[0]) {
			return fault.InvalidArgument("SqlType %q of column %s is none of %s", *c.SqlType, *c.Name, strings.Join(sqlTypes, ", "))
		}
	}
	return nil
}

// checkFormat refuses parameters of the other format.
func checkFormat(f *model.RecordFormat) error {
	p := f.MappingParameters
	if p == nil {
		return nil
	}
	json, csv := p.JSONMappingParameters != nil, p.CSVMappingParameters != nil
	if err := exactlyOne("MappingParameters", "JSONMappingParameters and CSVMappingParameters", json, csv); err != nil {
		return err
	}
	if json != (*f.RecordFormatType == model.RecordFormatTypeJSON) {
		return fault.InvalidArgument("MappingParameters are not those of RecordFormatType %s", *f.RecordFormatType)
	}
	return nil
}

// updateSchema changes the parts of an input's schema that are given; each replaces the one there is.
func updateSchema(s *model.SourceSchema, u *model.InputSchemaUpdate) error {
	replace(&s.RecordFormat, u.RecordFormatUpdate)
	replace(&s.RecordEncoding, u.RecordEncodingUpdate)
	if u.RecordColumnUpdates != nil {
		s.RecordColumns = u.RecordColumnUpdates
	}
	return checkSchema(s)
}

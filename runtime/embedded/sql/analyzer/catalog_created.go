package analyzer

import (
	"maps"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// createdCatalog is what CREATE CATALOG and ALTER CATALOG said of a catalog.
type createdCatalog struct {
	comment string
	options map[string]string
}

// createCatalog makes a catalog in memory, the only type that there is.
func (a *analyzer) createCatalog(s *ast.CreateCatalog) {
	created := &createdCatalog{options: map[string]string{}}
	for _, o := range s.Options {
		setCatalogOption(created, o)
	}
	if s.Comment != nil {
		created.comment = s.Comment.Value
	}
	if created.options["type"] == "" {
		fail(s.Name.Pos, "The option 'type' of catalog '%s' is missing", s.Name.Name)
	}
	if _, exists := a.catalog.catalogs[s.Name.Name]; exists {
		if !s.IfNotExists {
			fail(s.Name.Pos, "Catalog '%s' already exists", s.Name.Name)
		}
		return
	}
	database, told := created.options["default-database"]
	if !told {
		database = "default"
	}
	a.catalog.catalogs[s.Name.Name] = map[string]map[string]any{database: {}}
	a.catalog.created[s.Name.Name] = created
}

func setCatalogOption(c *createdCatalog, o *ast.Option) {
	switch o.Key {
	case "type":
		if o.Value != "generic_in_memory" {
			fail(o.ValuePos, "Catalogs of type '%s' are not supported by the embedded engine; there is 'generic_in_memory'", o.Value)
		}
	case "default-database":
	default:
		failHint(o.Pos, didYouMean(o.Key, []string{"type", "default-database"}), "Unknown option '%s' of a catalog; there are 'type' and 'default-database'", o.Key)
	}
	c.options[o.Key] = o.Value
}

// alterCatalog changes the options or the comment of a catalog.
func (a *analyzer) alterCatalog(s *ast.Alter) {
	created := a.createdCatalog(s.Name)
	switch action := s.Action.(type) {
	case *ast.AlterSet:
		if len(action.Options) == 0 {
			fail(action.Pos, "ALTER CATALOG SET does not support empty option")
		}
		for _, o := range action.Options {
			if o.Key == "type" {
				fail(o.Pos, "ALTER CATALOG SET does not support changing 'type'")
			}
			setCatalogOption(created, o)
		}
	case *ast.AlterReset:
		if len(action.Keys) == 0 {
			fail(action.Pos, "ALTER CATALOG RESET does not support empty key")
		}
		for _, key := range action.Keys {
			if key.Value == "type" {
				fail(key.Pos, "ALTER CATALOG RESET does not support changing 'type'")
			}
			delete(created.options, key.Value)
		}
	case *ast.AlterComment:
		created.comment = action.Comment.Value
	}
}

// createdCatalog is a catalog that the script made; the default one tells nothing of itself, as in Flink.
func (a *analyzer) createdCatalog(name *ast.Name) *createdCatalog {
	known := a.catalog.existingCatalog(name)
	created, ok := a.catalog.created[known]
	if !ok {
		fail(name.Pos, "Cannot obtain metadata information from Catalog %s.", known)
	}
	return created
}

// showCreateCatalog is SHOW CREATE CATALOG.
func (a *analyzer) showCreateCatalog(s *ast.Show) []string {
	created := a.createdCatalog(s.Name)
	begin := "CREATE CATALOG " + ast.QuoteIdent(s.Name.Last().Name)
	if created.comment != "" {
		begin += " COMMENT " + ast.QuoteString(created.comment)
	}
	return append(append([]string{begin + " WITH ("}, indented(optionLines(created.options))...), ")")
}

// catalogRows are the rows of DESCRIBE CATALOG.
func (a *analyzer) catalogRows(s *ast.Describe) [][]string {
	created := a.createdCatalog(s.Name)
	rows := [][]string{{"name", s.Name.Last().Name}, {"type", created.options["type"]}, {"comment", created.comment}}
	if !s.Extended {
		return rows
	}
	for _, key := range slices.Sorted(maps.Keys(created.options)) {
		if key != "type" {
			rows = append(rows, []string{"option:" + key, created.options[key]})
		}
	}
	return rows
}

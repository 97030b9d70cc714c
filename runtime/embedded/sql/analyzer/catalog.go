package analyzer

import (
	"maps"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// The names of what there is at first.
const (
	defaultCatalog  = "default_catalog"
	defaultDatabase = "default_database"
)

// path is the full name of an object.
type path struct{ catalog, database, name string }

func (p path) parts() []string { return []string{p.catalog, p.database, p.name} }

func (p path) String() string { return strings.Join(p.parts(), ".") }

// catalog holds the objects that a script makes. Temporary objects hide permanent ones of the same name.
type catalog struct {
	// catalogs are their databases' permanent objects: *table or *view.
	catalogs map[string]map[string]map[string]any
	// created says how the catalogs were made that the script makes.
	created map[string]*createdCatalog
	// temporary objects may be in databases that do not exist.
	temporary map[path]any
	// current and database are where unqualified names are.
	current, database string
}

func newCatalog() *catalog {
	return &catalog{
		catalogs:  map[string]map[string]map[string]any{defaultCatalog: {defaultDatabase: {}}},
		created:   map[string]*createdCatalog{},
		temporary: map[path]any{},
		current:   defaultCatalog, database: defaultDatabase,
	}
}

// path completes a name of one to three parts.
func (c *catalog) path(n *ast.Name) path {
	s := n.Strings()
	switch len(s) {
	case 1:
		return path{c.current, c.database, s[0]}
	case 2:
		return path{c.current, s[0], s[1]}
	case 3:
		return path{s[0], s[1], s[2]}
	}
	fail(n.Pos, "The name '%s' has too many parts: it is [catalog.][database.]name", strings.Join(s, "."))
	return path{}
}

// find looks an object up; nil where there is none.
func (c *catalog) find(n *ast.Name) (any, path) {
	if len(n.Parts) > 3 {
		return nil, path{}
	}
	p := c.path(n)
	if o, ok := c.temporary[p]; ok {
		return o, p
	}
	return c.catalogs[p.catalog][p.database][p.name], p
}

// add makes an object. It tells whether it did: an object that is there already is an error unless ifNotExists.
func (c *catalog) add(n *ast.Name, object any, temporary, ifNotExists bool) {
	p := c.path(n)
	if temporary {
		if _, exists := c.temporary[p]; exists {
			if !ifNotExists {
				fail(n.Pos, "Temporary object '%s' already exists", p)
			}
			return
		}
		c.temporary[p] = object
		return
	}
	databases, ok := c.catalogs[p.catalog]
	if !ok {
		failHint(n.Pos, didYouMean(p.catalog, slices.Sorted(maps.Keys(c.catalogs))), "Catalog '%s' does not exist", p.catalog)
	}
	objects, ok := databases[p.database]
	if !ok {
		failHint(n.Pos, didYouMean(p.database, slices.Sorted(maps.Keys(databases))), "Database '%s' does not exist in catalog '%s'", p.database, p.catalog)
	}
	if _, exists := objects[p.name]; exists {
		if !ifNotExists {
			fail(n.Pos, "Could not create '%s': there is already a table or view of that name", p)
		}
		return
	}
	objects[p.name] = object
}

// remove takes an object away.
func (c *catalog) remove(p path, temporary bool) {
	if temporary {
		delete(c.temporary, p)
		return
	}
	delete(c.catalogs[p.catalog][p.database], p.name)
}

// names are the tables and views that an unqualified name may mean.
func (c *catalog) names(ctx context) []string {
	out := c.objects(c.current, c.database)
	for _, q := range ctx.ctes {
		out = append(out, q.name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// objects are the names of the tables and views of a database, sorted.
func (c *catalog) objects(catalog, database string) []string {
	out := slices.Collect(maps.Keys(c.catalogs[catalog][database]))
	for p := range c.temporary {
		if p.catalog == catalog && p.database == database {
			out = append(out, p.name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// isView tells whether an object of a database is a view.
func (c *catalog) isView(catalog, database, name string) bool {
	object, ok := c.temporary[path{catalog: catalog, database: database, name: name}]
	if !ok {
		object = c.catalogs[catalog][database][name]
	}
	_, ok = object.(*view)
	return ok
}

// existingDatabase is the database that FROM or IN of SHOW names, or the current one.
func (c *catalog) existingDatabase(n *ast.Name) (catalog, database string) {
	if n == nil {
		return c.current, c.database
	}
	p := c.databasePath(n)
	if _, ok := c.catalogs[p.catalog]; !ok {
		failHint(n.Pos, didYouMean(p.catalog, slices.Sorted(maps.Keys(c.catalogs))), "A catalog with name [%s] does not exist", p.catalog)
	}
	if _, ok := c.catalogs[p.catalog][p.database]; !ok {
		failHint(n.Pos, didYouMean(p.database, slices.Sorted(maps.Keys(c.catalogs[p.catalog]))),
			"A database with name [%s] does not exist in the catalog [%s]", p.database, p.catalog)
	}
	return p.catalog, p.database
}

// existingCatalog is the catalog that FROM or IN of SHOW names, or the current one.
func (c *catalog) existingCatalog(n *ast.Name) string {
	if n == nil {
		return c.current
	}
	name := strings.Join(n.Strings(), ".")
	if _, ok := c.catalogs[name]; !ok {
		failHint(n.Pos, didYouMean(name, slices.Sorted(maps.Keys(c.catalogs))), "A catalog with name [%s] does not exist", name)
	}
	return name
}

// use changes where unqualified names are.
func (c *catalog) use(s *ast.Use) {
	parts := s.Name.Strings()
	if s.Catalog {
		if _, ok := c.catalogs[parts[0]]; !ok || len(parts) > 1 {
			failHint(s.Name.Pos, didYouMean(parts[0], slices.Sorted(maps.Keys(c.catalogs))), "A catalog with name [%s] does not exist", strings.Join(parts, "."))
		}
		if parts[0] != c.current {
			c.current, c.database = parts[0], slices.Min(slices.Collect(maps.Keys(c.catalogs[parts[0]])))
		}
		if _, ok := c.catalogs[c.current][defaultDatabase]; ok {
			c.database = defaultDatabase
		}
		return
	}
	p := c.databasePath(s.Name)
	databases, ok := c.catalogs[p.catalog]
	if !ok {
		failHint(s.Name.Pos, didYouMean(p.catalog, slices.Sorted(maps.Keys(c.catalogs))), "A catalog with name [%s] does not exist", p.catalog)
	}
	if _, exists := databases[p.database]; !exists {
		failHint(s.Name.Pos, didYouMean(p.database, slices.Sorted(maps.Keys(databases))), "A database with name [%s] does not exist in the catalog: [%s]", p.database, p.catalog)
	}
	c.current, c.database = p.catalog, p.database
}

// databasePath completes the name of a database.
func (c *catalog) databasePath(n *ast.Name) path {
	s := n.Strings()
	switch len(s) {
	case 1:
		return path{catalog: c.current, database: s[0]}
	case 2:
		return path{catalog: s[0], database: s[1]}
	}
	fail(n.Pos, "The name '%s' has too many parts: it is [catalog.]database", strings.Join(s, "."))
	return path{}
}

// catalogStatement creates databases and catalogs, and drops objects of all kinds.
func (a *analyzer) catalogStatement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.CreateDatabase:
		a.createDatabase(s)
	case *ast.CreateCatalog:
		a.createCatalog(s)
	case *ast.Drop:
		a.drop(s)
	}
}

func (a *analyzer) createDatabase(s *ast.CreateDatabase) {
	p := a.catalog.databasePath(s.Name)
	databases, ok := a.catalog.catalogs[p.catalog]
	if !ok {
		fail(s.Name.Pos, "Catalog '%s' does not exist", p.catalog)
	}
	if _, exists := databases[p.database]; exists {
		if !s.IfNotExists {
			fail(s.Name.Pos, "Database '%s' already exists in catalog '%s'", p.database, p.catalog)
		}
		return
	}
	databases[p.database] = map[string]any{}
}

// drop takes objects away.
func (a *analyzer) drop(s *ast.Drop) {
	c := a.catalog
	switch s.Kind {
	case ast.TableObject, ast.ViewObject:
		a.dropObject(s)
	case ast.DatabaseObject:
		p := c.databasePath(s.Name)
		objects, exists := c.catalogs[p.catalog][p.database]
		switch {
		case !exists && !s.IfExists:
			failHint(s.Name.Pos, didYouMean(p.database, slices.Sorted(maps.Keys(c.catalogs[p.catalog]))), "Database '%s' does not exist in catalog '%s'", p.database, p.catalog)
		case p.catalog == c.current && p.database == c.database:
			fail(s.Name.Pos, "Cannot drop a database which is currently in use: '%s'", p.database)
		case len(objects) > 0 && s.Behavior != "CASCADE":
			fail(s.Name.Pos, "Database '%s' in catalog '%s' is not empty; use CASCADE", p.database, p.catalog)
		}
		delete(c.catalogs[p.catalog], p.database)
	case ast.CatalogObject:
		name := s.Name.Last().Name
		if _, exists := c.catalogs[name]; !exists && !s.IfExists {
			failHint(s.Name.Pos, didYouMean(name, slices.Sorted(maps.Keys(c.catalogs))), "Catalog '%s' does not exist", name)
		}
		if name == c.current {
			fail(s.Name.Pos, "Cannot drop a catalog which is currently in use: '%s'", name)
		}
		delete(c.catalogs, name)
		delete(c.created, name)
	case ast.FunctionObject:
		if !s.IfExists {
			fail(s.Name.Pos, "Function '%s' does not exist", c.path(s.Name))
		}
	default:
		unsupported(s.Pos, "DROP "+string(s.Kind))
	}
}

func (a *analyzer) dropObject(s *ast.Drop) {
	p := a.catalog.path(s.Name)
	object, isTemporary := a.catalog.temporary[p]
	if !s.Temporary {
		if isTemporary {
			fail(s.Name.Pos, "Temporary object '%s' exists. Drop it first before removing the permanent one.", p)
		}
		object = a.catalog.catalogs[p.catalog][p.database][p.name]
	}
	kindOf := ast.ObjectKind("")
	switch object.(type) {
	case *table:
		kindOf = ast.TableObject
	case *view:
		kindOf = ast.ViewObject
	}
	if kindOf != s.Kind {
		if !s.IfExists {
			failHint(s.Name.Pos, didYouMean(p.name, a.catalog.names(context{})), "%s with identifier '%s' does not exist", upperFirst(strings.ToLower(string(s.Kind))), p)
		}
		return
	}
	a.catalog.remove(p, s.Temporary)
	clear(a.sources)
}

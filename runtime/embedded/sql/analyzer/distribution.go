package analyzer

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// checkDistribution refuses columns that the table does not have.
func (t *table) checkDistribution() {
	for _, c := range t.distribution.Columns {
		i := t.find(c.Name)
		if i < 0 {
			failHint(c.Pos, didYouMean(c.Name, t.names()), "Invalid bucket key '%s'. A bucket key must reference a physical column in the schema", c.Name)
		}
		if t.columns[i].kind != ast.PhysicalColumn {
			fail(c.Pos, "Invalid bucket key '%s'. A bucket key must reference a physical column in the schema", c.Name)
		}
	}
}

// alterDistribution is ADD or MODIFY DISTRIBUTION.
func (t *table) alterDistribution(s *ast.AlterColumns) {
	switch {
	case s.Modify && t.distribution == nil:
		fail(s.Distribution.Pos, "The base table does not define any distribution. You might want to add a new one.")
	case !s.Modify && t.distribution != nil:
		fail(s.Distribution.Pos, "The base table has already defined the distribution %s. You can modify it or drop it before adding a new one.", ast.Format(t.distribution))
	}
	t.distribution = s.Distribution
	t.checkDistribution()
}

package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// showKinds are what SHOW shows, longest first where one begins another.
var showKinds = [][]string{
	{"TABLES"}, {"VIEWS"}, {"COLUMNS"}, {"USER", "FUNCTIONS"}, {"FUNCTIONS"}, {"CATALOGS"}, {"CURRENT", "CATALOG"},
	{"DATABASES"}, {"CURRENT", "DATABASE"}, {"CREATE", "TABLE"}, {"CREATE", "VIEW"}, {"CREATE", "CATALOG"},
	{"PARTITIONS"}, {"FULL", "MODULES"}, {"MODULES"}, {"JARS"}, {"JOBS"}, {"PROCEDURES"},
}

func (p *parser) parseShow() ast.Statement {
	p.expect("SHOW")
	s := &ast.Show{}
	for _, kind := range showKinds {
		if p.acceptWords(kind...) {
			s.What = kind[0]
			if len(kind) > 1 {
				s.What += " " + kind[1]
			}
			break
		}
	}
	switch s.What {
	case "":
		p.unexpected()
	case "CREATE TABLE", "CREATE VIEW", "CREATE CATALOG":
		s.Name = p.parseName()
	case "PARTITIONS":
		s.Name = p.parseName()
		if p.accept("PARTITION") {
			s.Partition = p.parsePartitionValues()
		}
	default:
		p.parseShowFilter(s)
	}
	return s
}

// parseShowFilter reads [FROM|IN name] [[NOT] LIKE|ILIKE 'pattern'].
func (p *parser) parseShowFilter(s *ast.Show) {
	if s.Preposition = p.acceptOneOf("FROM", "IN"); s.Preposition != "" {
		s.Name = p.parseName()
	}
	s.Not = p.accept("NOT")
	switch like := p.acceptOneOf("LIKE", "ILIKE"); {
	case like != "":
		s.IgnoreCase = like == "ILIKE"
		s.Like = p.parseString()
	case s.Not:
		p.unexpected()
	}
}

package analyzer

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// Options are what a script is analysed with.
type Options struct {
	// Registry has the connectors that tables may use.
	Registry connector.Registry
	// Config are settings before the script's first statement, as SET makes them.
	Config map[string]string
	// PrintQueries lets a query stand alone: its result is printed.
	PrintQueries bool
}

// analyzer holds what the statements of a script have built up so far.
type analyzer struct {
	registry connector.Registry
	catalog  *catalog
	config   *config
	defaults map[string]string
	sinks    []*plan.Sink
	reports  []string
	analyzed []int
	// sources are shared by all uses of a table with the same hints.
	sources      map[string]*plan.Source
	printQueries bool
	// spent counts the steps of the plan, and columns those of tables.
	spent, columns int
}

// Analyze makes a plan of a script, rewritten and ready to run. Errors are *ast.Error values.
func Analyze(statements []ast.Statement, opts Options) (*plan.Plan, error) {
	a := &analyzer{
		registry: opts.Registry, catalog: newCatalog(), defaults: opts.Config, sources: map[string]*plan.Source{},
		printQueries: opts.PrintQueries,
	}
	var out *plan.Plan
	err := guarded(func() {
		a.config = newConfig(opts.Config)
		for _, s := range statements {
			a.statement(s)
		}
		out = a.optimized(a.sinks)
		out.Reports, out.Analyzed = a.reports, a.analyzed
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// optimized applies the rules of package plan.
func (a *analyzer) optimized(sinks []*plan.Sink) *plan.Plan {
	p := &plan.Plan{Sinks: sinks, Config: a.config.export()}
	if err := plan.Optimize(p); err != nil {
		if at, ok := err.(*ast.Error); ok { //nolint:errorlint // Optimize returns it unwrapped
			panic(bailout{at})
		}
		fail(ast.Pos{}, "%s", err.Error())
	}
	return p
}

// statement analyses one statement.
func (a *analyzer) statement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.SetOption, *ast.ResetOption, *ast.Use, *ast.UseModules:
		a.session(s)
	case *ast.CreateTable:
		a.createTable(s)
	case *ast.CreateView:
		a.createView(s)
	case *ast.CreateDatabase, *ast.CreateCatalog, *ast.Drop:
		a.catalogStatement(s)
	case *ast.Alter:
		a.alter(s)
	case *ast.Insert:
		a.sinks = append(a.sinks, a.insert(s))
	case *ast.StatementSet:
		for _, i := range s.Inserts {
			a.sinks = append(a.sinks, a.insert(i))
		}
	case *ast.Execute:
		a.statement(s.Statement)
	case *ast.Explain:
		a.explain(s)
	case *ast.Show, *ast.Describe:
		a.show(s)
	case *ast.QueryStatement:
		if a.printQueries {
			a.sinks = append(a.sinks, a.printed(s))
			return
		}
		failHint(s.Pos, "Write INSERT INTO table SELECT ...; a table WITH ('connector' = 'print') shows the result.", "A query needs a table to write its result to")
	case *ast.CreateFunction:
		unsupported(s.Pos, "CREATE FUNCTION")
	case *ast.Update:
		unsupported(s.Pos, "UPDATE")
	case *ast.Delete:
		unsupported(s.Pos, "DELETE")
	default:
		unsupported(s.Position(), fmt.Sprintf("A statement of this kind (%T)", s))
	}
}

// explain answers EXPLAIN with the plan as text.
func (a *analyzer) explain(s *ast.Explain) {
	if s.Analyze {
		a.analyze(s)
		return
	}
	var sinks []*plan.Sink
	switch inner := s.Statement.(type) {
	case *ast.Insert:
		sinks = append(sinks, a.insert(inner))
	case *ast.StatementSet:
		for _, i := range inner.Inserts {
			sinks = append(sinks, a.insert(i))
		}
	case *ast.QueryStatement:
		node := a.query(inner.Query, context{})
		p := &plan.Plan{Config: a.config.export()}
		root, err := plan.OptimizeQuery(p, node)
		if err != nil {
			if at, ok := err.(*ast.Error); ok { //nolint:errorlint // it is returned unwrapped
				panic(bailout{at})
			}
			fail(s.Pos, "%s", err.Error())
		}
		a.reports = append(a.reports, plan.ExplainNodes(root))
		return
	default:
		unsupported(s.Statement.Position(), "EXPLAIN of a statement of this kind")
	}
	a.reports = append(a.reports, plan.Explain(a.optimized(sinks)))
}

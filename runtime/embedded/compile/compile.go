// Package compile turns script files into a plan that package job runs: properties put in, parsed, analysed, optimised. It is
// the one way in for whoever runs, checks or explains scripts.
package compile

import (
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/analyzer"
	"github.com/penstock/penstock/runtime/embedded/sql/parser"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// Compile makes one plan of the files, in their order, with the built-in connectors. ${group:key} takes its value from the
// properties. What is wrong with the scripts is a *script.Error with its place in a file.
func Compile(files []script.File, properties map[string]map[string]string) (*plan.Plan, error) {
	return compile(files, properties, analyzer.Options{Registry: builtin.Registry()})
}

// Interactive is Compile for somebody at a terminal: the result of a query that stands alone is printed.
func Interactive(files []script.File, properties map[string]map[string]string) (*plan.Plan, error) {
	return compile(files, properties, analyzer.Options{Registry: builtin.Registry(), PrintQueries: true})
}

func compile(files []script.File, properties map[string]map[string]string, options analyzer.Options) (*plan.Plan, error) {
	s, err := script.New(files, properties)
	if err != nil {
		return nil, err
	}
	statements, err := parser.Parse(s.Text)
	if err != nil {
		return nil, s.Locate(err)
	}
	p, err := analyzer.Analyze(statements, options)
	if err != nil {
		return nil, s.Locate(err)
	}
	if err := p.Require(job.Runs); err != nil {
		return nil, s.Locate(err)
	}
	return p, nil
}

// Check compiles the files and tells only what is wrong. A script that writes nothing is wrong too: it would be no job.
func Check(files []script.File, properties map[string]map[string]string) error {
	p, err := Compile(files, properties)
	if err != nil {
		return err
	}
	return CheckRunnable(p)
}

// CheckRunnable refuses a plan that is no job, because its script has no INSERT.
func CheckRunnable(p *plan.Plan) error {
	if len(p.Sinks) == 0 {
		return &script.Error{Message: "The script has no INSERT INTO: there is nothing to run."}
	}
	return nil
}

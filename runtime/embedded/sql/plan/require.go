package plan

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// Require refuses a plan with a node that runs says there is no operator for. The *ast.Error names the node and the place in
// the script that asked for it.
func (p *Plan) Require(runs func(Node) bool) error {
	var err error
	for _, s := range p.Sinks {
		walk(s, func(n Node) {
			if err == nil && !runs(n) {
				err = ast.Errorf(n.base().At, "%s is not supported by the embedded engine: %s", OperatorName(n), n.Describe())
			}
		})
	}
	return err
}

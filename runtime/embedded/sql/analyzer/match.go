package analyzer

import (
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// matchRecognize plans MATCH_RECOGNIZE.
func (a *analyzer) matchRecognize(m *ast.MatchRecognize, _ context) *relation {
	unsupported(m.Pos, "MATCH_RECOGNIZE")
	return nil
}

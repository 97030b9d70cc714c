package analyzer

import (
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// bailout carries an error from deep within a statement up to Analyze, which recovers it at one place.
type bailout struct{ err *ast.Error }

// fail ends the analysis with an error at a place of the script.
func fail(at ast.Pos, format string, args ...any) {
	panic(bailout{ast.Errorf(at, format, args...)})
}

// failHint is fail with a suggestion.
func failHint(at ast.Pos, hint, format string, args ...any) {
	e := ast.Errorf(at, format, args...)
	if hint != "" {
		e.Msg += "."
	}
	e.Hint = hint
	panic(bailout{e})
}

// unsupported refuses what Flink has and the engine has not, naming it.
func unsupported(at ast.Pos, what string) {
	fail(at, "%s is not supported by the embedded engine", what)
}

// must takes the error of a function that knows no places, and fails at one.
func must[T any](value T, err error) func(at ast.Pos) T {
	return func(at ast.Pos) T {
		if err != nil {
			fail(at, "%s", err.Error())
		}
		return value
	}
}

// guarded runs an analysis and turns a bailout into an error.
func guarded(analyze func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case bailout:
			err = r.err
		default:
			panic(r)
		}
	}()
	analyze()
	return nil
}

package analyzer

import (
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// groupWindow is a window of the older kind, a function in GROUP BY.
type groupWindow struct {
	kind plan.WindowKind
	time *expr.Column
	// size is the size or gap, slide that of HOP, in milliseconds.
	size, slide int64
	proctime    bool
	at          ast.Pos
}

func (w *groupWindow) equal(o *groupWindow) bool {
	return w.kind == o.kind && w.time.Index == o.time.Index && w.size == o.size && w.slide == o.slide
}

var windowKinds = map[string]plan.WindowKind{"TUMBLE": plan.Tumble, "HOP": plan.Hop, "CUMULATE": plan.Cumulate, "SESSION": plan.Session}

// isGroupWindow tells TUMBLE(ts, INTERVAL ...) and its like from other functions.
func isGroupWindow(f *ast.FuncCall) bool {
	kind, ok := windowKinds[f.FuncName()]
	return ok && kind != plan.Cumulate
}

// windowProperty is what an auxiliary function of a group window gives.
type windowProperty struct {
	property plan.WindowProperty
	// proctime is TUMBLE_PROCTIME and its like.
	proctime bool
}

// windowAuxiliary takes TUMBLE_START and its like apart.
func windowAuxiliary(name string) (p windowProperty, window string, ok bool) {
	window, suffix, ok := strings.Cut(name, "_")
	if kind, known := windowKinds[window]; !ok || !known || kind == plan.Cumulate {
		return p, "", false
	}
	switch suffix {
	case "START":
		return windowProperty{property: plan.WindowStart}, window, true
	case "END":
		return windowProperty{property: plan.WindowEnd}, window, true
	case "ROWTIME":
		return windowProperty{property: plan.WindowTime}, window, true
	case "PROCTIME":
		return windowProperty{proctime: true}, window, true
	}
	return p, "", false
}

func (p windowProperty) typeOf(w *groupWindow) types.Type {
	switch {
	case p.proctime:
		return types.TimestampLTZOf(3).NotNull()
	case p.property == plan.WindowTime:
		return w.time.Typ.NotNull()
	}
	return types.TimestampOf(3).NotNull()
}

func (r *resolver) groupWindow(f *ast.FuncCall) *groupWindow { return r.groupWindowOf(f, f.FuncName()) }

// groupWindowOf resolves the arguments of a group window, which its auxiliary functions repeat.
func (r *resolver) groupWindowOf(f *ast.FuncCall, name string) *groupWindow {
	w := &groupWindow{kind: windowKinds[name], at: f.Pos}
	want := 2
	if w.kind == plan.Hop {
		want = 3
	}
	if len(f.Args) == want+1 {
		unsupported(f.Args[want].Position(), "The alignment of a group window")
	}
	if len(f.Args) != want {
		fail(f.Pos, "Invalid number of arguments to function '%s'. Was expecting %d arguments", f.FuncName(), want)
	}
	column, ok := r.resolve(f.Args[0]).(*expr.Column)
	if !ok || column.Index >= len(r.scope.columns) || r.scope.columns[column.Index].Time == plan.NoTimeAttribute {
		fail(f.Args[0].Position(), "Window aggregate can only be defined over a time attribute column, but %s is none", ast.Format(f.Args[0]))
	}
	w.time = column
	w.proctime = r.scope.columns[column.Index].Time == plan.Proctime
	w.size = r.interval(f.Args[want-1], "the size of a window")
	if w.kind == plan.Hop {
		w.slide = r.interval(f.Args[1], "the slide of a window")
	}
	return w
}

// interval is a constant interval of days to milliseconds, greater than zero.
func (r *resolver) interval(e ast.Expr, what string) int64 {
	l, ok := r.folded(r.resolve(e)).(*expr.Literal)
	if !ok || l.Typ.Kind != types.IntervalDayTime || l.Value == nil {
		fail(e.Position(), "%s must be a constant interval of days, hours, minutes or seconds", upperFirst(what))
	}
	if v := l.Value.(int64); v > 0 {
		return v
	}
	fail(e.Position(), "%s must be greater than zero", upperFirst(what))
	return 0
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// spec is the window over column time of the aggregate's input.
func (w *groupWindow) spec(time int) plan.WindowSpec {
	return plan.WindowSpec{
		Kind: w.kind, TimeColumn: time, Proctime: w.proctime, LocalTime: w.time.Typ.Kind == types.TimestampLTZ,
		Size: w.size, Slide: w.slide,
	}
}

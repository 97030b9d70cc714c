package expr

import (
	"fmt"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// Config is what the evaluation of expressions depends on besides their input.
type Config struct {
	// TimeZone is the session time zone; nil is UTC.
	TimeZone *time.Location
	// Clock tells the time for PROCTIME, CURRENT_TIMESTAMP and their like; nil is time.Now.
	Clock func() time.Time

	// folding tells that a script is planned.
	folding bool
}

// State is what an Evaluator is told with each batch.
type State struct {
	// Watermark is the event-time watermark that held before the batch, for CURRENT_WATERMARK where the batch has no
	// watermarks of its own.
	Watermark int64
	// Made is how many bytes of text the functions that can make much of little have made since it was set to 0.
	Made int64
}

// Evaluator computes an expression over batches. It keeps and reuses memory: it belongs to one goroutine, and the vector
// that it returns is valid until its next call.
type Evaluator struct {
	root node
	x    exec
	sel  []int32
}

// Compile makes an evaluator of an expression that Resolve, NewCast and the other constructors made.
func Compile(e Expr, cfg Config) (*Evaluator, error) {
	if cfg.TimeZone == nil {
		cfg.TimeZone = time.UTC
	}
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	c := &compiler{cfg: cfg}
	root, err := c.node(e)
	if err != nil {
		return nil, fmt.Errorf("compiling %s: %w", e, err)
	}
	return &Evaluator{root: root, x: exec{zone: cfg.TimeZone, clock: cfg.Clock, folding: cfg.folding}, sel: []int32{}}, nil
}

// Eval computes the rows of sel (ascending; nil means all Len rows, whatever b.Sel says) and returns a vector of at least
// b.Len rows, of which the others are undefined. The first row that cannot be computed is the error.
func (e *Evaluator) Eval(s *State, b *batch.Batch, sel []int32) (*batch.Vector, error) {
	e.x.start(s, b)
	return e.root.eval(&e.x, sel)
}

// EvalFilter returns the rows of sel (nil means all) for which a BOOLEAN expression is TRUE; it is not nil where there are
// none. The result is valid until the next call.
func (e *Evaluator) EvalFilter(s *State, b *batch.Batch, sel []int32) ([]int32, error) {
	v, err := e.Eval(s, b, sel)
	if err != nil {
		return nil, err
	}
	e.sel = appendTrue(e.sel[:0], v, b.Len, sel)
	return e.sel, nil
}

// appendTrue appends the rows that are TRUE.
func appendTrue(out []int32, v *batch.Vector, n int, sel []int32) []int32 {
	switch {
	case sel == nil && v.Nulls == nil:
		for i, t := range v.Bool[:n] {
			if t {
				out = append(out, int32(i))
			}
		}
	case sel == nil:
		for i, t := range v.Bool[:n] {
			if t && !v.Nulls[i] {
				out = append(out, int32(i))
			}
		}
	default:
		for _, i := range sel {
			if v.Bool[i] && !v.IsNull(int(i)) {
				out = append(out, i)
			}
		}
	}
	return out
}

// exec is one evaluation over a batch.
type exec struct {
	zone  *time.Location
	clock func() time.Time
	batch *batch.Batch
	n     int
	// watermark holds before the batch where the batch has none of its own.
	watermark int64
	// state is what the evaluator was told with the batch, or nil.
	state *State
	// folding tells that a script is planned, which is no time for long texts.
	folding bool
	// now is the clock at the first row of the batch that asked.
	now time.Time
	// err is the first failure of a kernel.
	err error
}

func (x *exec) start(s *State, b *batch.Batch) {
	x.batch, x.n, x.err, x.now = b, b.Len, nil, time.Time{}
	x.watermark, x.state = batch.NoWatermark, s
	if s != nil {
		x.watermark = s.Watermark
	}
}

// fail keeps the first failure; the kernel goes on and its results are thrown away.
func (x *exec) fail(err error) {
	if x.err == nil {
		x.err = err
	}
}

// time is the clock, the same for all rows of a batch.
func (x *exec) time() time.Time {
	if x.now.IsZero() {
		x.now = x.clock()
	}
	return x.now
}

// node is a compiled expression.
type node interface {
	// eval computes the rows of sel (nil: all). The vector is valid until the next call of the same node.
	eval(x *exec, sel []int32) (*batch.Vector, error)
}

type compiler struct{ cfg Config }

func (c *compiler) node(e Expr) (node, error) {
	switch e := e.(type) {
	case *Column:
		return &columnNode{index: e.Index}, nil
	case *Literal:
		return newConstant(e), nil
	case *Field:
		arg, err := c.node(e.Arg)
		return &fieldNode{arg: arg, index: e.Index, typ: e.Typ}, err
	case *Cast:
		return c.castNode(e)
	case *Call:
		f := registry[e.Name]
		if f == nil {
			return nil, &UnknownFunctionError{Name: e.Name}
		}
		if f.build != nil {
			return f.build(c, e)
		}
		form := f.formOf(e)
		if form == nil {
			return nil, fmt.Errorf("no form of %s fits its arguments", e.Name)
		}
		return c.strict(e, form.kernel(e))
	}
	return nil, fmt.Errorf("unknown kind of expression %T", e)
}

func (c *compiler) nodes(es []Expr) ([]node, error) {
	out := make([]node, len(es))
	for i, e := range es {
		n, err := c.node(e)
		if err != nil {
			return nil, err
		}
		out[i] = n
	}
	return out, nil
}

package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// The functions in this file make kernels of Go functions over single rows. The Go types stand for SQL types as batch.Datum
// has them; batch.Datum itself takes any type. A function of the second family (try...) tells with false that its result is
// NULL, and may tell a failure to exec.fail. A maker (per...) is called once for each call in a plan, so that what it closes
// over belongs to that call alone: compiled patterns, buffers.

// lane returns the values of a vector as a slice of the Go type that stands for them; only the rows of sel are defined.
func lane[T any](v *batch.Vector, sel []int32, n int, scratch *[]T) []T {
	var zero T
	var direct any
	switch any(zero).(type) {
	case string:
		direct = v.Str
	case int64:
		direct = v.I64
	case float64:
		direct = v.F64
	case bool:
		direct = v.Bool
	case batch.Int128:
		direct = v.Dec
	}
	if s, ok := direct.([]T); ok {
		return s
	}
	s := grown(scratch, n)
	if instants, ok := any(s).([]batch.Instant); ok {
		each(sel, n, func(i int) { instants[i] = batch.Instant{Millis: v.I64[i], Nanos: v.NanosAt(i)} })
		return s
	}
	each(sel, n, func(i int) {
		value, _ := any(v.Get(i)).(T)
		s[i] = value
	})
	return s
}

func grown[T any](scratch *[]T, n int) []T {
	if cap(*scratch) < n {
		*scratch = make([]T, max(n, 2*cap(*scratch)))
	}
	return (*scratch)[:n]
}

// results is where a kernel writes its results.
type results[T any] struct {
	scratch []T
	nulls   nullBuffer
	out     *batch.Vector
	rows    []T
	direct  bool
	float32 bool
}

// open readies the results of one call of a kernel.
func (r *results[T]) open(out *batch.Vector, n int) {
	var zero T
	var direct any
	switch any(zero).(type) {
	case string:
		direct = out.Str
	case int64:
		direct = out.I64
	case float64:
		direct = out.F64
	case bool:
		direct = out.Bool
	case batch.Int128:
		direct = out.Dec
	}
	r.out = out
	r.rows, r.direct = direct.([]T)
	if !r.direct {
		r.rows = grown(&r.scratch, n)
	}
	r.float32 = out.Type.Kind == types.Float
}

// put stores the result of row i, NULL where ok is false.
func (r *results[T]) put(i int, value T, ok bool) {
	switch {
	case !ok:
		if r.out.Nulls == nil {
			r.out.Nulls = r.nulls.cleared(len(r.rows))
		}
		r.out.Nulls[i] = true
	case r.direct:
		r.rows[i] = value
		if r.float32 {
			r.out.F64[i] = float64(float32(r.out.F64[i]))
		}
	default:
		r.out.Set(i, any(value))
	}
}

func per0[R any](maker func(*Call) func(*exec, int) (R, bool)) kernelMaker {
	return func(call *Call) kernel {
		f := maker(call)
		var r results[R]
		return func(x *exec, _ []*batch.Vector, out *batch.Vector, sel []int32) {
			r.open(out, x.n)
			each(sel, x.n, func(i int) {
				v, ok := f(x, i)
				r.put(i, v, ok)
			})
		}
	}
}

func per1[A, R any](maker func(*Call) func(*exec, A) (R, bool)) kernelMaker {
	return func(call *Call) kernel {
		f := maker(call)
		var r results[R]
		var sa []A
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			a := lane(args[0], sel, x.n, &sa)
			r.open(out, x.n)
			each(sel, x.n, func(i int) {
				v, ok := f(x, a[i])
				r.put(i, v, ok)
			})
		}
	}
}

func per2[A, B, R any](maker func(*Call) func(*exec, A, B) (R, bool)) kernelMaker {
	return func(call *Call) kernel {
		f := maker(call)
		var r results[R]
		var sa []A
		var sb []B
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			a, b := lane(args[0], sel, x.n, &sa), lane(args[1], sel, x.n, &sb)
			r.open(out, x.n)
			each(sel, x.n, func(i int) {
				v, ok := f(x, a[i], b[i])
				r.put(i, v, ok)
			})
		}
	}
}

func per3[A, B, C, R any](maker func(*Call) func(*exec, A, B, C) (R, bool)) kernelMaker {
	return func(call *Call) kernel {
		f := maker(call)
		var r results[R]
		var sa []A
		var sb []B
		var sc []C
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			a, b, c := lane(args[0], sel, x.n, &sa), lane(args[1], sel, x.n, &sb), lane(args[2], sel, x.n, &sc)
			r.open(out, x.n)
			each(sel, x.n, func(i int) {
				v, ok := f(x, a[i], b[i], c[i])
				r.put(i, v, ok)
			})
		}
	}
}

func per4[A, B, C, D, R any](maker func(*Call) func(*exec, A, B, C, D) (R, bool)) kernelMaker {
	return func(call *Call) kernel {
		f := maker(call)
		var r results[R]
		var sa []A
		var sb []B
		var sc []C
		var sd []D
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			a, b := lane(args[0], sel, x.n, &sa), lane(args[1], sel, x.n, &sb)
			c, d := lane(args[2], sel, x.n, &sc), lane(args[3], sel, x.n, &sd)
			r.open(out, x.n)
			each(sel, x.n, func(i int) {
				v, ok := f(x, a[i], b[i], c[i], d[i])
				r.put(i, v, ok)
			})
		}
	}
}

// perN takes any number of arguments of one Go type.
func perN[A, R any](maker func(*Call) func(*exec, []A) (R, bool)) kernelMaker {
	return func(call *Call) kernel {
		f := maker(call)
		var r results[R]
		scratch := make([][]A, len(call.Args))
		lanes := make([][]A, len(call.Args))
		row := make([]A, len(call.Args))
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			for i, a := range args {
				lanes[i] = lane(a, sel, x.n, &scratch[i])
			}
			r.open(out, x.n)
			each(sel, x.n, func(i int) {
				for a := range lanes {
					row[a] = lanes[a][i]
				}
				v, ok := f(x, row)
				r.put(i, v, ok)
			})
		}
	}
}

func try1[A, R any](f func(*exec, A) (R, bool)) kernelMaker {
	return per1(func(*Call) func(*exec, A) (R, bool) { return f })
}

func try2[A, B, R any](f func(*exec, A, B) (R, bool)) kernelMaker {
	return per2(func(*Call) func(*exec, A, B) (R, bool) { return f })
}

func try3[A, B, C, R any](f func(*exec, A, B, C) (R, bool)) kernelMaker {
	return per3(func(*Call) func(*exec, A, B, C) (R, bool) { return f })
}

func try4[A, B, C, D, R any](f func(*exec, A, B, C, D) (R, bool)) kernelMaker {
	return per4(func(*Call) func(*exec, A, B, C, D) (R, bool) { return f })
}

func tryN[A, R any](f func(*exec, []A) (R, bool)) kernelMaker {
	return perN(func(*Call) func(*exec, []A) (R, bool) { return f })
}

func just1[A, R any](f func(A) R) kernelMaker {
	return try1(func(_ *exec, a A) (R, bool) { return f(a), true })
}

func just2[A, B, R any](f func(A, B) R) kernelMaker {
	return try2(func(_ *exec, a A, b B) (R, bool) { return f(a, b), true })
}

func just3[A, B, C, R any](f func(A, B, C) R) kernelMaker {
	return try3(func(_ *exec, a A, b B, c C) (R, bool) { return f(a, b, c), true })
}

func justN[A, R any](f func([]A) R) kernelMaker {
	return tryN(func(_ *exec, a []A) (R, bool) { return f(a), true })
}

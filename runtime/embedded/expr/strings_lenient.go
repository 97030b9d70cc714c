package expr

import (
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// concatWSType may be NULL where any argument may, although only the separator makes it NULL.
func concatWSType(args []types.Type) types.Type {
	return types.String().WithNullable(anyNullable(args))
}

// buildConcatWS joins the arguments that are not NULL with the first.
func buildConcatWS(c *compiler, call *Call) (node, error) {
	var r results[string]
	var parts []string
	return c.lenient(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		r.open(out, x.n)
		each(sel, x.n, func(i int) {
			if args[0].IsNull(i) {
				r.put(i, "", false)
				return
			}
			parts = parts[:0]
			n := 0
			for _, a := range args[1:] {
				if !a.IsNull(i) {
					parts = append(parts, a.Str[i])
					n += len(a.Str[i]) + len(args[0].Str[i])
				}
			}
			if !x.fits(1, int64(n)) {
				r.put(i, "", false)
				return
			}
			r.put(i, strings.Join(parts, args[0].Str[i]), true)
		})
	})
}

// split cuts a text at a separator; an empty separator cuts it into characters.
func split(x *exec, s, separator string) ([]batch.Datum, bool) {
	parts := strings.SplitN(s, separator, mostParts+1)
	if !x.fitParts(len(parts)) {
		return nil, false
	}
	out := make([]batch.Datum, len(parts))
	for i, p := range parts {
		out[i] = p
	}
	return out, true
}

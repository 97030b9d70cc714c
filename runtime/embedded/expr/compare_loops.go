package expr

import "cmp"

// compareColumns compares two columns row by row. The operator is chosen outside the loops so that each is a plain
// comparison; NaN is unequal to everything, as in Java.
func compareColumns[T cmp.Ordered](op comparisonOp, a, b []T, out []bool, sel []int32) {
	if sel != nil {
		compareSelected(op, a, b, out, sel)
		return
	}
	b, out = b[:len(a)], out[:len(a)]
	switch op {
	case equal:
		for i, v := range a {
			out[i] = v == b[i]
		}
	case notEqual:
		for i, v := range a {
			out[i] = v != b[i]
		}
	case less:
		for i, v := range a {
			out[i] = v < b[i]
		}
	case lessEqual:
		for i, v := range a {
			out[i] = v <= b[i]
		}
	case greater:
		for i, v := range a {
			out[i] = v > b[i]
		}
	case greaterEqual:
		for i, v := range a {
			out[i] = v >= b[i]
		}
	}
}

func compareSelected[T cmp.Ordered](op comparisonOp, a, b []T, out []bool, sel []int32) {
	switch op {
	case equal:
		for _, i := range sel {
			out[i] = a[i] == b[i]
		}
	case notEqual:
		for _, i := range sel {
			out[i] = a[i] != b[i]
		}
	case less:
		for _, i := range sel {
			out[i] = a[i] < b[i]
		}
	case lessEqual:
		for _, i := range sel {
			out[i] = a[i] <= b[i]
		}
	case greater:
		for _, i := range sel {
			out[i] = a[i] > b[i]
		}
	case greaterEqual:
		for _, i := range sel {
			out[i] = a[i] >= b[i]
		}
	}
}

// compareConstant compares a column with a constant on the right.
func compareConstant[T cmp.Ordered](op comparisonOp, a []T, k T, out []bool, sel []int32) {
	if sel != nil {
		compareSelectedConstant(op, a, k, out, sel)
		return
	}
	out = out[:len(a)]
	switch op {
	case equal:
		for i, v := range a {
			out[i] = v == k
		}
	case notEqual:
		for i, v := range a {
			out[i] = v != k
		}
	case less:
		for i, v := range a {
			out[i] = v < k
		}
	case lessEqual:
		for i, v := range a {
			out[i] = v <= k
		}
	case greater:
		for i, v := range a {
			out[i] = v > k
		}
	case greaterEqual:
		for i, v := range a {
			out[i] = v >= k
		}
	}
}

func compareSelectedConstant[T cmp.Ordered](op comparisonOp, a []T, k T, out []bool, sel []int32) {
	switch op {
	case equal:
		for _, i := range sel {
			out[i] = a[i] == k
		}
	case notEqual:
		for _, i := range sel {
			out[i] = a[i] != k
		}
	case less:
		for _, i := range sel {
			out[i] = a[i] < k
		}
	case lessEqual:
		for _, i := range sel {
			out[i] = a[i] <= k
		}
	case greater:
		for _, i := range sel {
			out[i] = a[i] > k
		}
	case greaterEqual:
		for _, i := range sel {
			out[i] = a[i] >= k
		}
	}
}

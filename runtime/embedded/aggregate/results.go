package aggregate

import "github.com/penstock/penstock/runtime/embedded/batch"

// Results stores the results of slots of an accumulator in rows of a column from one on.
func Results(a Accumulator, slots []int32, out *batch.Vector, first int) error {
	switch a := a.(type) {
	case *count:
		to := out.I64[first:]
		for i, slot := range slots {
			to[i] = a.n[slot]
		}
		return nil
	case *sumInt:
		for i, slot := range slots {
			a.result(slot, out, first+i)
		}
		return nil
	case *extremeInt:
		for i, slot := range slots {
			a.result(slot, out, first+i)
		}
		return nil
	}
	for i, slot := range slots {
		if err := a.Result(slot, out, first+i); err != nil {
			return err
		}
	}
	return nil
}

package plan

import (
	"reflect"
	"slices"
)

// clone is a shallow copy of a node with an output of its own: rules never write to the nodes they are given.
func clone[N Node](n N) N {
	v := reflect.New(reflect.TypeOf(n).Elem())
	v.Elem().Set(reflect.ValueOf(n).Elem())
	c := v.Interface().(N)
	b := c.base()
	b.Out.Columns = slices.Clone(b.Out.Columns)
	b.In = slices.Clone(b.In)
	return c
}

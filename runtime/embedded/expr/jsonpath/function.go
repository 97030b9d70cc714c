package jsonpath

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// functions are those without arguments.
var functions = map[string]func(Value) (Value, bool){
	"length": lengthOf, "size": lengthOf,
	"first": func(v Value) (Value, bool) { return element(v, 0) },
	"last":  func(v Value) (Value, bool) { return element(v, -1) },
	"sum":   aggregated(total),
	"avg":   aggregated(func(ns []float64) float64 { return total(ns) / float64(len(ns)) }),
	"min":   aggregated(func(ns []float64) float64 { return least(ns, 1) }),
	"max":   aggregated(func(ns []float64) float64 { return least(ns, -1) }),
}

// function reads the arguments of a function, behind its name.
func (c *compiler) function(name string) (step, error) {
	end := strings.IndexByte(c.s[c.at:], ')')
	if end < 0 {
		return step{}, fmt.Errorf("arguments to function: '%s' are not closed properly", name)
	}
	argument := strings.TrimSpace(c.s[c.at+1 : c.at+end])
	c.at += end + 1
	if compute := functions[name]; compute != nil && argument == "" {
		return step{kind: byFunction, compute: compute}, nil
	}
	if i, err := strconv.Atoi(argument); name == "index" && err == nil {
		return step{kind: byFunction, compute: func(v Value) (Value, bool) { return element(v, i) }}, nil
	}
	return step{}, fmt.Errorf("function with name: %s does not exist", name)
}

func lengthOf(v Value) (Value, bool) {
	switch v := v.(type) {
	case Array:
		return int64(len(v)), true
	case *Object:
		return int64(len(v.Keys)), true
	}
	return nil, false
}

// element is one of an array, from the end where i is negative.
func element(v Value, i int) (Value, bool) {
	a, ok := v.(Array)
	if i < 0 {
		i += len(a)
	}
	if !ok || i < 0 || i >= len(a) {
		return nil, false
	}
	return a[i], true
}

// aggregated computes something of the numbers of an array; there is no result where it has none.
func aggregated(of func(ns []float64) float64) func(Value) (Value, bool) {
	return func(v Value) (Value, bool) {
		a, _ := v.(Array)
		var ns []float64
		for _, e := range a {
			switch n := e.(type) {
			case int64:
				ns = append(ns, float64(n))
			case *big.Int:
				f, _ := new(big.Float).SetInt(n).Float64()
				ns = append(ns, f)
			case float64:
				ns = append(ns, n)
			}
		}
		if len(ns) == 0 {
			return nil, false
		}
		return of(ns), true
	}
}

func total(ns []float64) float64 {
	sum := 0.0
	for _, n := range ns {
		sum += n
	}
	return sum
}

// least is the least number, or with sign -1 the greatest.
func least(ns []float64, sign float64) float64 {
	found := ns[0]
	for _, n := range ns[1:] {
		if sign*n < sign*found {
			found = n
		}
	}
	return found
}

package jsonpath

import (
	"errors"
)

var (
	// ErrNotFound says that a document has no value at a path.
	ErrNotFound = errors.New("no results for the path")
	// ErrTooMuch says that a path leads to so much in a document that to look at all of it would take no end of time and memory: each ..
	// of a path goes to all that is below what the one before it went to.
	ErrTooMuch = errors.New("the path of a JSON function leads to too many values of the document")
)

// mostSteps is how many values are looked at for a path, those of its filters included.
const mostSteps = 10_000_000

// Find returns what a path leads to: one value, or an Array of all where the path may lead to several. It fails with
// ErrNotFound where there is nothing at a place that must be there.
func (p *Path) Find(doc Value) (Value, error) {
	left := mostSteps
	return p.find(doc, &finder{root: doc, left: &left})
}

// find is Find from a value on.
func (p *Path) find(from Value, f *finder) (Value, error) {
	if err := f.walk(from, p.steps, true); err != nil {
		return nil, err
	}
	if !p.definite {
		return f.found, nil
	}
	if len(f.found) == 0 {
		return nil, ErrNotFound
	}
	return f.found[0], nil
}

// Definite tells whether the path leads to one value at most.
func (p *Path) Definite() bool { return p.definite }

type finder struct {
	root  Value
	found Array
	// left is how many more values may be looked at, by this finder and those of the filters on its way.
	left *int
}

// spend counts n values that are looked at.
func (f *finder) spend(n int) error {
	if *f.left -= n; *f.left < 0 {
		return ErrTooMuch
	}
	return nil
}

// within is the finder of a path that a filter follows.
func (f *finder) within() *finder { return &finder{root: f.root, left: f.left} }

// walk follows the steps from a value. must says that the way so far was definite, so that what is missing is an error.
func (f *finder) walk(v Value, steps []step, must bool) error {
	if err := f.spend(1); err != nil {
		return err
	}
	if len(steps) == 0 {
		if f.found == nil {
			f.found = Array{}
		}
		f.found = append(f.found, v)
		return nil
	}
	if f.found == nil {
		f.found = Array{}
	}
	s, rest := steps[0], steps[1:]
	if s.deep {
		return f.descend(v, s, rest)
	}
	return f.take(v, s, rest, must)
}

// descend applies a step to a value and everything in it.
func (f *finder) descend(v Value, s step, rest []step) error {
	if err := f.spend(1); err != nil {
		return err
	}
	if err := f.take(v, s, rest, false); err != nil {
		return err
	}
	for _, child := range children(v) {
		if err := f.descend(child, s, rest); err != nil {
			return err
		}
	}
	return nil
}

func children(v Value) []Value {
	switch v := v.(type) {
	case Array:
		return v
	case *Object:
		return v.Values
	}
	return nil
}

func (f *finder) take(v Value, s step, rest []step, must bool) error {
	if err := f.spend(len(s.keys) + len(s.indexes)); err != nil {
		return err
	}
	missing := func() error {
		if must {
			return ErrNotFound
		}
		return nil
	}
	switch s.kind {
	case byKey:
		return f.takeKeys(v, s, rest, must)
	case byFunction:
		result, ok := s.compute(v)
		if !ok {
			return missing()
		}
		return f.walk(result, rest, must)
	case all:
		for _, child := range children(v) {
			if err := f.walk(child, rest, false); err != nil {
				return err
			}
		}
		return nil
	case byFilter:
		return f.takeFiltered(v, s, rest)
	}
	a, ok := v.(Array)
	if !ok {
		return missing()
	}
	if s.kind == bySlice {
		from, to := bounds(s, len(a))
		for i := from; i < to; i++ {
			if err := f.walk(a[i], rest, false); err != nil {
				return err
			}
		}
		return nil
	}
	single := len(s.indexes) == 1
	for _, i := range s.indexes {
		if i < 0 {
			i += len(a)
		}
		if i < 0 || i >= len(a) {
			if single {
				return missing()
			}
			continue
		}
		if err := f.walk(a[i], rest, must && single); err != nil {
			return err
		}
	}
	return nil
}

// takeKeys goes to members; several keys at the end of a path give an object of those that there are.
func (f *finder) takeKeys(v Value, s step, rest []step, must bool) error {
	o, ok := v.(*Object)
	if !ok {
		if must {
			return ErrNotFound
		}
		return nil
	}
	if len(s.keys) > 1 && len(rest) == 0 {
		some := &Object{}
		for _, k := range s.keys {
			if member, ok := o.Get(k); ok {
				some.Put(k, member)
			}
		}
		return f.walk(some, rest, must)
	}
	for _, k := range s.keys {
		member, ok := o.Get(k)
		switch {
		case ok:
			if err := f.walk(member, rest, must && len(s.keys) == 1); err != nil {
				return err
			}
		case must && len(s.keys) == 1:
			return ErrNotFound
		}
	}
	return nil
}

// takeFiltered keeps the elements of an array, or the object itself, for which the filter holds.
func (f *finder) takeFiltered(v Value, s step, rest []step) error {
	items := []Value{v}
	if a, ok := v.(Array); ok {
		items = a
	} else if _, ok := v.(*Object); !ok {
		return nil
	}
	for _, item := range items {
		holds := s.filter.holds(item, f)
		if err := f.spend(1); err != nil {
			return err // also where the filter came to its end early
		}
		if !holds {
			continue
		}
		if err := f.walk(item, rest, false); err != nil {
			return err
		}
	}
	return nil
}

// bounds are those of a slice of n elements.
func bounds(s step, n int) (from, to int) {
	place := func(i *int, missing int) int {
		switch {
		case i == nil:
			return missing
		case *i < 0:
			return max(0, n+*i)
		}
		return min(*i, n)
	}
	return place(s.from, 0), place(s.to, n)
}

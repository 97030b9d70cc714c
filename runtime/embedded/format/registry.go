package format

import (
	"fmt"
	"maps"
	"slices"
)

// Registry finds formats by name.
type Registry map[string]Factory

// NewRegistry returns a registry of the factories.
func NewRegistry(factories ...Factory) Registry {
	r := make(Registry, len(factories))
	for _, f := range factories {
		r[f.Name()] = f
	}
	return r
}

// Lookup returns the factory of a name, or an error that lists those there are.
func (r Registry) Lookup(name string) (Factory, error) {
	if f, ok := r[name]; ok {
		return f, nil
	}
	return nil, fmt.Errorf("could not find any format factory for identifier '%s'; available formats are %v", name,
		slices.Sorted(maps.Keys(r)))
}

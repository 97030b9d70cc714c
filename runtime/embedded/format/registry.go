package format

import (
	"fmt"
	"maps"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/option"
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
	known, hint := slices.Sorted(maps.Keys(r)), ""
	if near := option.Nearest(name, known); near != "" {
		hint = fmt.Sprintf(". Did you mean '%s'?", near)
	}
	return nil, fmt.Errorf("could not find any format factory for identifier '%s'; available formats are %v%s", name, known, hint)
}

package connector

import (
	"fmt"
	"slices"
)

// Factory makes the sources and sinks of one connector.
type Factory interface {
	// Name is the value of the option 'connector'.
	Name() string
	// Check validates the options, and the columns where that matters, without touching anything outside. sink tells for
	// which use. Callers of all methods say which table an error is about.
	Check(t *Table, sink bool) error
	// Source is nil with an error where the connector cannot be read.
	Source(t *Table) (Source, error)
	// Sink is nil with an error where the connector cannot be written.
	Sink(t *Table) (Sink, error)
}

// Registry finds factories by name.
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
	names := make([]string, 0, len(r))
	for n := range r {
		names = append(names, n)
	}
	slices.Sort(names)
	return nil, fmt.Errorf("could not find any factory for connector '%s'; available connectors are %v", name, names)
}

// Package builtin has the registry of all formats that come with the engine.
package builtin

import (
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/format/csv"
	"github.com/penstock/penstock/runtime/embedded/format/json"
	"github.com/penstock/penstock/runtime/embedded/format/raw"
)

// Registry returns all formats.
func Registry() format.Registry {
	return format.NewRegistry(json.Factory{}, csv.Factory{}, raw.Factory{}, json.Debezium{}, json.Canal{}, json.Maxwell{}, json.Ogg{})
}

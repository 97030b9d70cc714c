// Package builtin has the registry of all connectors that come with the engine.
package builtin

import (
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/blackhole"
	"github.com/penstock/penstock/runtime/embedded/connector/datagen"
	"github.com/penstock/penstock/runtime/embedded/connector/filesystem"
	"github.com/penstock/penstock/runtime/embedded/connector/jdbc"
	"github.com/penstock/penstock/runtime/embedded/connector/nexmark"
	"github.com/penstock/penstock/runtime/embedded/connector/print"
	formats "github.com/penstock/penstock/runtime/embedded/format/builtin"
)

// Registry returns all connectors, with all formats.
func Registry() connector.Registry {
	return connector.NewRegistry(
		filesystem.Factory{Formats: formats.Registry()}, datagen.Factory{}, nexmark.Factory{}, print.Factory{},
		blackhole.Factory{}, jdbc.Factory{})
}

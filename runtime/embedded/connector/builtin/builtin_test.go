package builtin_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func TestRegistry(t *testing.T) {
	t.Parallel()
	r := builtin.Registry()
	for _, name := range []string{"filesystem", "datagen", "print", "blackhole", "jdbc", "nexmark"} {
		f, err := r.Lookup(name)
		require.NoError(t, err)
		require.Equal(t, name, f.Name())
	}
	_, err := r.Lookup("prnt")
	require.EqualError(t, err, "could not find any factory for connector 'prnt'; available connectors are [blackhole datagen filesystem jdbc nexmark print]")
}

func TestBlackhole_takes_everything(t *testing.T) {
	t.Parallel()
	f, err := builtin.Registry().Lookup("blackhole")
	require.NoError(t, err)
	tab := &connector.Table{Options: map[string]string{"connector": "blackhole"}}
	require.NoError(t, f.Check(tab, true))
	require.ErrorContains(t, f.Check(tab, false), "cannot be read from")
	sink, err := f.Sink(tab)
	require.NoError(t, err)
	require.True(t, sink.AcceptsChangelog())
	w, err := sink.Writer(t.Context(), connector.WriterContext{})
	require.NoError(t, err)
	require.NoError(t, w.Write(batch.New([]types.Type{types.String()})))
	committables, state, err := w.Prepare(1)
	require.NoError(t, err)
	require.Empty(t, committables)
	require.Nil(t, state)
	require.NoError(t, w.Close())
	tab.Options["x"] = "y"
	require.ErrorContains(t, f.Check(tab, true), "unsupported option 'x'")
}

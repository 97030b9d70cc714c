package aggregate_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/aggregate"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func TestResolve(t *testing.T) {
	t.Parallel()
	decimal := types.DecimalOf(10, 2)
	for _, c := range []struct {
		name string
		args []types.Type
		want string
	}{
		{"COUNT", nil, "BIGINT NOT NULL"},
		{"COUNT", []types.Type{types.String()}, "BIGINT NOT NULL"},
		{"SUM", []types.Type{types.Of(types.TinyInt).NotNull()}, "TINYINT"},
		{"SUM", []types.Type{types.Of(types.Int)}, "INT"},
		{"SUM", []types.Type{decimal}, "DECIMAL(38, 2)"},
		{"SUM0", []types.Type{types.Of(types.Int)}, "INT NOT NULL"},
		{"AVG", []types.Type{types.Of(types.Int)}, "INT"},
		{"AVG", []types.Type{decimal}, "DECIMAL(38, 6)"},
		{"AVG", []types.Type{types.DecimalOf(20, 8)}, "DECIMAL(38, 8)"},
		{"MAX", []types.Type{types.TimestampOf(3).NotNull()}, "TIMESTAMP(3)"},
		{"LISTAGG", []types.Type{types.CharOf(3)}, "STRING"},
		{"COLLECT", []types.Type{types.Of(types.Int)}, "MULTISET<INT> NOT NULL"},
		{"ARRAY_AGG", []types.Type{types.Of(types.Int)}, "ARRAY<INT>"},
		{"STDDEV_POP", []types.Type{types.Of(types.Double)}, "DOUBLE"},
		{"JSON_OBJECTAGG", []types.Type{types.String(), types.Of(types.Int)}, "STRING NOT NULL"},
	} {
		got, err := aggregate.Resolve(c.name, c.args, false)
		require.NoError(t, err, "%s %v", c.name, c.args)
		require.Equal(t, c.want, got.String(), "%s %v", c.name, c.args)
	}
}

func TestResolve_Refuses(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]types.Type{
		"NO_SUCH": nil, "SUM": {types.String()}, "AVG": {}, "MAX": {types.ArrayOf(types.String())},
		"LISTAGG": {types.Of(types.Int)}, "JSON_OBJECTAGG": {types.String()},
	} {
		_, err := aggregate.Resolve(name, args, false)
		require.ErrorContains(t, err, name)
	}
	_, err := aggregate.Resolve("COUNT", nil, true)
	require.ErrorContains(t, err, "DISTINCT")
}

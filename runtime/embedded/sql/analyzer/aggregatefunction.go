package analyzer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/aggregate"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// canonical are the other names of aggregates.
var canonical = map[string]string{"STDDEV": "STDDEV_SAMP", "VARIANCE": "VAR_SAMP"}

// batchOnly are aggregates that Flink has for bounded input only.
var batchOnly = []string{"APPROX_COUNT_DISTINCT", "NTILE", "PERCENT_RANK", "CUME_DIST"}

// aggregateNames are the aggregates that a script may call.
var aggregateNames = aggregate.Names()

func isAggregateName(name string) bool {
	return slices.Contains(aggregateNames, name) || slices.Contains(batchOnly, name)
}

func isRankingName(name string) bool {
	return name == "ROW_NUMBER" || name == "RANK" || name == "DENSE_RANK"
}

// aggregateType checks an aggregate's arguments and returns the type of its result.
func aggregateType(at ast.Pos, name string, args []expr.Expr, distinct bool) types.Type {
	ts := make([]types.Type, len(args))
	for i, a := range args {
		ts[i] = a.Type()
	}
	t, err := aggregate.Resolve(name, ts, distinct)
	if err != nil {
		fail(at, "Cannot apply '%s': %s", name, strings.TrimPrefix(err.Error(), name+": "))
	}
	return t
}

func generatedName(i int) string { return fmt.Sprintf("$f%d", i) }

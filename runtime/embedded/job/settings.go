package job

import (
	"fmt"
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// The options of a script that say how parallel its job is, where whoever runs it does not.
const (
	parallelismOption    = "parallelism.default"
	maxParallelismOption = "pipeline.max-parallelism"
)

// withSettings fills in what the script says about what was left out.
func (o Options) withSettings(c plan.Config) (Options, error) {
	for key, field := range map[string]*int{parallelismOption: &o.Parallelism, maxParallelismOption: &o.MaxParallelism} {
		value, set := c.Values[key]
		if !set || *field != 0 {
			continue
		}
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 {
			return o, fmt.Errorf("option %s: %q is not a positive integer", key, value)
		}
		*field = n
	}
	return o, nil
}

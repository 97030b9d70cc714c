package job

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// The options of a script that say how its job is run, by Flink's names. Whoever runs it decides how parallel it is and for how long things
// may take where he says anything; how many checkpoints may fail is the script's business. Intervals of checkpoints are not.
const (
	parallelismOption       = "parallelism.default"
	maxParallelismOption    = "pipeline.max-parallelism"
	checkpointTimeoutOption = "execution.checkpointing.timeout"
	tolerableFailuresOption = "execution.checkpointing.tolerable-failed-checkpoints"
	cancellationOption      = "task.cancellation.timeout"
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
	for key, field := range map[string]*time.Duration{checkpointTimeoutOption: &o.CheckpointTimeout, cancellationOption: &o.CancellationTimeout} {
		value, set := c.Values[key]
		if !set || *field != 0 {
			continue
		}
		d, err := parseDuration(value)
		if err != nil {
			return o, fmt.Errorf("option %s: %w", key, err)
		}
		*field = d
	}
	if value, set := c.Values[tolerableFailuresOption]; set {
		n, err := strconv.Atoi(value)
		if err != nil {
			return o, fmt.Errorf("option %s: %q is not an integer", tolerableFailuresOption, value)
		}
		if n < 0 {
			n = math.MaxInt
		}
		o.TolerableFailures = n
	}
	return o, nil
}

package lifecycle

import "fmt"

// RuntimeSQL is the runtime of applications of the older SQL. They have a configuration of their own kind (inputs, outputs,
// reference data), and no snapshots, operations or older versions to look at.
const RuntimeSQL = "SQL-1_0"

// InAppStreamNames are the streams by which an application's SQL knows an input: one for each of its parallel readers.
func InAppStreamNames(prefix string, parallelism int64) []string {
	names := make([]string, parallelism)
	for i := range names {
		names[i] = fmt.Sprintf("%s_%03d", prefix, i+1)
	}
	return names
}

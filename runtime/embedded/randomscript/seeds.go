package randomscript

import (
	"fmt"
	"os"
	"strconv"
)

// Names of the variables that say which scripts tests make.
const (
	// CountVariable says how many.
	CountVariable = "PENSTOCK_RANDOM_SCRIPTS"
	// FirstVariable says which seed is the first. The following ones are used as well.
	FirstVariable = "PENSTOCK_FIRST_SEED"
)

// Seeds are the first seed and the number of those that tests use: what the environment says, or else these. The error is about a variable
// that is no number.
func Seeds(first, count uint64) (uint64, uint64, error) {
	for name, value := range map[string]*uint64{FirstVariable: &first, CountVariable: &count} {
		text, set := os.LookupEnv(name)
		if !set {
			continue
		}
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return 0, 0, fmt.Errorf("environment variable %s: %w", name, err)
		}
		*value = n
	}
	return first, count, nil
}

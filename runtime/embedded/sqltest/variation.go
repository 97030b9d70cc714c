package sqltest

import (
	"fmt"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/job"
)

// Variation is a way to run a case that must not change what it gives: with Restored, in two halves, the second one from a savepoint at that
// parallelism.
type Variation struct {
	BatchSize, Parallelism, Restored int
	// Spilled and RestoredSpilled tell that next to no state may be in memory.
	Spilled, RestoredSpilled bool
}

// String names the variation, for tests of that name.
func (v Variation) String() string {
	text := fmt.Sprintf("batch%d/parallelism%d", v.BatchSize, v.Parallelism)
	if v.Restored > 0 {
		text += fmt.Sprintf("/restored%d", v.Restored)
	}
	if v.Spilled {
		text += "/spilled"
	}
	if v.RestoredSpilled {
		text += "/restored spilled"
	}
	return text
}

// Options are those for [Case.Run]; states is a folder for a savepoint, and data that of shared input.
func (v Variation) Options(states, data string) Options {
	o := Options{Parallelism: v.Parallelism, BatchSize: v.BatchSize, Data: data}
	if v.Spilled {
		o.StateMemory = 1
	}
	if v.RestoredSpilled {
		o.RestoredStateMemory = 1
	}
	if v.Restored > 0 {
		o.States, o.RestoredParallelism = states, v.Restored
	}
	return o
}

// Sequential are the variations with one subtask, in which every case gives the same.
var Sequential = []Variation{
	{BatchSize: 1, Parallelism: 1}, {BatchSize: 3, Parallelism: 1}, {BatchSize: job.DefaultBatchSize, Parallelism: 1},
	{BatchSize: 3, Parallelism: 1, Restored: 1},
	{BatchSize: 1, Parallelism: 1, Restored: 1, Spilled: true}, {BatchSize: 2, Parallelism: 1, Restored: 1, RestoredSpilled: true},
	{BatchSize: 2, Parallelism: 1, Restored: 1, Spilled: true, RestoredSpilled: true},
}

// sequentialFile is a file that says why a case is run with one subtask only: its result follows from the order in which rows arrive.
const sequentialFile = "sequential"

// Variations are those in which the case gives the same.
func (c Case) Variations() []Variation {
	all := slices.Clone(Sequential)
	if !c.Has(sequentialFile) {
		all = append(all, Variation{BatchSize: 2, Parallelism: 2}, Variation{BatchSize: 2, Parallelism: 2, Restored: 3},
			Variation{BatchSize: 1, Parallelism: 2, Restored: 3, Spilled: true, RestoredSpilled: true})
	}
	return all
}

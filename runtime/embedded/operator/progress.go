package operator

import (
	"encoding/binary"
	"errors"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// progressState is the name of the section that holds the watermark of a subtask.
const progressState = "watermark"

// saveProgress writes how far event time has come in a subtask.
func saveProgress(w *state.Writer, watermark int64) {
	w.Subtask(progressState, binary.AppendVarint(nil, watermark))
}

// restoreProgress reads it back. At a barrier all subtasks have met the same watermarks, except those of sources, of which
// the smallest is what held for everybody downstream.
func restoreProgress(r state.Restored) (int64, error) {
	sections := r.Subtasks(progressState)
	if len(sections) == 0 {
		return batch.NoWatermark, nil
	}
	lowest := batch.MaxWatermark
	for _, s := range sections {
		w, n := binary.Varint(s)
		if n <= 0 {
			return 0, errors.New("damaged watermark")
		}
		lowest = min(lowest, w)
	}
	if lowest == batch.MaxWatermark {
		// Sources that had ended say so again, and those that are new go on.
		return batch.NoWatermark, nil
	}
	return lowest, nil
}

package checkpoint

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// TaskState is what one subtask puts into a checkpoint.
type TaskState struct {
	Vertex   string
	Subtask  int
	Sections []state.Section
	// Committables are what the sinks in the task want to be committed, by operator.
	Committables map[string][][]byte
}

// Store writes a subtask's state where the barrier says and describes the file. It may run outside of the task.
func Store(files Files, b Barrier, t TaskState) (StateFile, error) {
	f := StateFile{Name: fmt.Sprintf("%s-%d.state", t.Vertex, t.Subtask), Vertex: t.Vertex, Subtask: t.Subtask}
	if b.Dir == "" {
		return f, nil
	}
	path := filepath.Join(b.Dir, f.Name)
	file, err := files.create(path, stateRole)
	if err != nil {
		return f, fmt.Errorf("create state file: %w", err)
	}
	if _, err = writeState(file, t.Sections); err == nil {
		f.Size, err = file.commit()
	}
	if err != nil {
		return f, fmt.Errorf("write %s: %w", path, errors.Join(err, file.abort()))
	}
	return f, nil
}

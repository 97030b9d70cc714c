package checkpoint

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// Snapshot is a checkpoint or savepoint that was opened.
type Snapshot struct {
	Metadata
	// Path is the folder it was read from.
	Path string
	// sections are by operator, in the order of the subtasks that wrote them.
	sections map[string][]state.Section
	// tables are by operator.
	tables map[string][]*TableState
	files  Files
	// outline tells that entries are not wanted.
	outline bool
	images  *images
}

// Read opens a checkpoint or savepoint in its folder. Keyed state is read when operators ask for it, and verified then.
func Read(files Files, dir string) (*Snapshot, error) {
	return read(files, dir, func(state.Section) bool { return true })
}

// Outline opens a checkpoint or savepoint of which only the kinds of state are wanted, and not what they hold. That is enough to
// tell whether a job could go on from it, for all state of a kind is written by the same operator, with the same types.
func Outline(files Files, dir string) (*Snapshot, error) {
	type kind struct{ operator, name string }
	seen := make(map[kind]bool)
	s, err := read(files, dir, func(s state.Section) bool {
		k := kind{s.Operator, s.Name}
		known := seen[k]
		seen[k] = true
		return !known
	})
	if err != nil {
		return nil, err
	}
	s.outline = true
	return s, nil
}

func read(files Files, dir string, keep func(state.Section) bool) (*Snapshot, error) {
	dir = strings.TrimPrefix(dir, "file://")
	m, err := ReadMetadata(files, dir)
	if err != nil {
		return nil, err
	}
	if m.HashVersion != batch.HashVersion {
		return nil, fmt.Errorf("checkpoint %s distributes keys by hash version %d, and only version %d can be restored",
			dir, m.HashVersion, batch.HashVersion)
	}
	s := &Snapshot{
		Metadata: *m, Path: dir, files: files, sections: make(map[string][]state.Section), tables: make(map[string][]*TableState),
		images: &images{byID: make(map[imageID]*preloaded)},
	}
	slices.SortFunc(s.Files, func(a, b StateFile) int {
		return cmp.Or(cmp.Compare(a.Vertex, b.Vertex), cmp.Compare(a.Subtask, b.Subtask))
	})
	for _, f := range s.Files {
		if err := s.readSections(f, keep); err != nil {
			return nil, err
		}
	}
	// In the metadata they are in the order in which the subtasks were done.
	slices.SortFunc(s.Tables, func(a, b TableState) int {
		return cmp.Or(cmp.Compare(a.Vertex, b.Vertex), cmp.Compare(a.Subtask, b.Subtask))
	})
	for i := range s.Tables {
		t := &s.Tables[i]
		s.tables[t.Operator] = append(s.tables[t.Operator], t)
	}
	return s, nil
}

// readSections reads the sections, which come first in a file.
func (s *Snapshot) readSections(f StateFile, keep func(state.Section) bool) error {
	path := filepath.Join(s.Path, filepath.Base(f.Name))
	file, err := s.files.open(path, stateRole)
	if err != nil {
		return fmt.Errorf("open state of %s: %w", f.Vertex, err)
	}
	defer file.Close()
	add := func(section state.Section) {
		if keep(section) {
			s.sections[section.Operator] = append(s.sections[section.Operator], section)
		}
	}
	if file.legacy {
		err = readLegacyState(file, add)
	} else {
		err = eachSection(file, add)
	}
	if err != nil {
		return fmt.Errorf("read state of %s from %s: %w", f.Vertex, path, err)
	}
	return nil
}

func eachSection(file *reader, add func(state.Section)) error {
	r := newContentReader(file)
	for {
		switch i, err := r.next(func(tableName, int) bool { return true }); {
		case errors.Is(err, io.EOF) || err == nil && i.section == nil:
			return nil
		case err != nil:
			return err
		default:
			add(*i.section)
		}
	}
}

// ReadMetadata reads only what a checkpoint says of itself.
func ReadMetadata(files Files, dir string) (*Metadata, error) {
	path := filepath.Join(strings.TrimPrefix(dir, "file://"), MetadataFile)
	sum := sha256.New()
	if files.MetadataDigest != nil {
		files.Storage = digesting{files.Storage, sum}
	}
	f, err := files.open(path, metadataRole)
	if err != nil {
		return nil, fmt.Errorf("open checkpoint: %w", err)
	}
	defer f.Close()
	m, err := readMetadata(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if err := checkSum(f, files.MetadataDigest, sum); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if err := m.checkPlace(path); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return m, nil
}

// Of returns what a subtask that owns a range of key groups gets of an operator's state: its groups, and what all
// subtasks wrote as a whole.
func (s *Snapshot) Of(operator string, groups batch.GroupRange) state.Restored {
	if s == nil {
		return state.Restored{}
	}
	r := state.Restored{Tables: s.sources(operator, groups)}
	for _, section := range s.sections[operator] {
		if section.Group == state.NoGroup || groups.Contains(section.Group) {
			r.Sections = append(r.Sections, section)
		}
	}
	return r
}

// ErrNotRestored means that a snapshot has state of operators that the job does not have.
var ErrNotRestored = errors.New("state belongs to no operator of the job")

// CheckOperators is an error unless each operator that has state is known.
func (s *Snapshot) CheckOperators(known map[string]bool) error {
	var gone []string
	for _, id := range s.WithState() {
		if !known[id] {
			gone = append(gone, fmt.Sprintf("%s (%s)", id, s.Operators[id]))
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %s has state of %s; to go on without it, allow non-restored state",
		ErrNotRestored, s.Path, strings.Join(gone, ", "))
}

const folderPrefix = "chk-"

func folder(id int64) string { return folderPrefix + strconv.FormatInt(id, 10) }

// list returns the ids of the checkpoint folders below dir, complete or not, in ascending order.
func list(storage Storage, dir string) ([]int64, error) {
	names, err := storage.List(dir)
	if err != nil {
		return nil, fmt.Errorf("list checkpoints: %w", err)
	}
	var ids []int64
	for _, name := range names {
		digits, ok := strings.CutPrefix(name, folderPrefix)
		if !ok {
			continue
		}
		if id, err := strconv.ParseInt(digits, 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, nil
}

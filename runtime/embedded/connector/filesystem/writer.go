package filesystem

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/format"
)

const (
	// bufferSize is how much is collected before it is written to a file.
	bufferSize = 128 << 10
	// maxOpen bounds the files that a writer has open at once; the largest is closed when there are more.
	maxOpen = 200
)

// writer writes the part files of one subtask.
type writer struct {
	sink    *sink
	encoder format.Encoder
	uid     string
	subtask int
	// files are those open, by the path of their partition; pending are those closed since the last checkpoint.
	files   map[string]*partFile
	pending []committable
	count   int
	// part views the columns of a batch that are in the files.
	part batch.Batch
}

// partFile is a file that is being written.
type partFile struct {
	committable
	file    *os.File
	buf     []byte
	size    int64
	created time.Time
}

// Writer implements connector.Sink.
func (s *sink) Writer(_ context.Context, c connector.WriterContext) (connector.Writer, error) {
	encoder, err := s.encoder()
	if err != nil {
		return nil, err
	}
	var uid [8]byte
	if _, err := rand.Read(uid[:]); err != nil {
		return nil, fmt.Errorf("choose a name for files: %w", err)
	}
	if err := makeFolder(s.options.path); err != nil {
		return nil, fmt.Errorf("make the table's folder: %w", err)
	}
	w := &writer{
		sink: s, encoder: encoder, uid: hex.EncodeToString(uid[:]), subtask: c.Subtask, files: make(map[string]*partFile),
	}
	w.part.Cols = make([]*batch.Vector, len(s.layout.columns))
	return w, nil
}

// Write implements connector.Writer.
func (w *writer) Write(b *batch.Batch) error {
	for i, column := range w.sink.layout.columns {
		w.part.Cols[i] = b.Cols[column]
	}
	w.part.Len, w.part.Kinds = b.Len, b.Kinds
	for i := range b.Rows() {
		row := b.Row(i)
		partition, err := w.sink.layout.partitionPath(b, row, w.sink.options.defaultPartition, w.sink.table.TimeZone)
		if err != nil {
			return err
		}
		f := w.files[partition]
		if f == nil {
			if f, err = w.create(partition); err != nil {
				return err
			}
		}
		before := len(f.buf)
		if f.buf, err = w.encoder.Encode(f.buf, &w.part, row); err != nil {
			return err
		}
		f.size += int64(len(f.buf) - before)
		if len(f.buf) >= bufferSize {
			if err := f.flush(); err != nil {
				return err
			}
		}
		if f.size >= w.sink.options.rollSize {
			if err := w.roll(partition); err != nil {
				return err
			}
		}
	}
	return w.rollOld()
}

// create opens a new part file of a partition.
func (w *writer) create(partition string) (*partFile, error) {
	if len(w.files) >= maxOpen {
		largest := slices.MaxFunc(slices.Collect(maps.Keys(w.files)), func(a, b string) int {
			return int(w.files[a].size - w.files[b].size)
		})
		if err := w.roll(largest); err != nil {
			return nil, err
		}
	}
	if err := makeFolder(filepath.Join(w.sink.options.path, partition)); err != nil {
		return nil, fmt.Errorf("make the folder of a partition: %w", err)
	}
	name := fmt.Sprintf("%s-%d-%d", w.uid, w.subtask, w.count)
	w.count++
	f := &partFile{created: time.Now(), committable: committable{
		From: filepath.Join(partition, w.sink.prefix()+name+inProgressSuffix),
		To:   filepath.Join(partition, "part-"+name),
	}}
	var err error
	f.file, err = os.OpenFile(filepath.Join(w.sink.options.path, f.From), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, fmt.Errorf("create a part file: %w", err)
	}
	w.sink.remember(f.committable)
	w.files[partition] = f
	return f, nil
}

func (f *partFile) flush() error {
	if _, err := f.file.Write(f.buf); err != nil {
		return fmt.Errorf("write a part file: %w", err)
	}
	f.buf = f.buf[:0]
	return nil
}

// roll closes the file of a partition, durably.
func (w *writer) roll(partition string) error {
	f := w.files[partition]
	delete(w.files, partition)
	err := f.flush()
	if err == nil {
		err = f.file.Sync()
	}
	if err = errors.Join(err, f.file.Close()); err != nil {
		return fmt.Errorf("close a part file: %w", err)
	}
	w.pending = append(w.pending, f.committable)
	return nil
}

// rollOld closes files that have been open for longer than the rollover interval.
func (w *writer) rollOld() error {
	for partition, f := range w.files {
		if time.Since(f.created) >= w.sink.options.rollInterval {
			if err := w.roll(partition); err != nil {
				return err
			}
		}
	}
	return nil
}

// Watermark implements connector.Writer.
func (w *writer) Watermark(int64) error { return nil }

// Prepare implements connector.Writer. The folders are synced too, so that the files are found after a loss of power.
func (w *writer) Prepare(int64) ([][]byte, []byte, error) {
	for _, partition := range slices.Sorted(maps.Keys(w.files)) {
		if err := w.roll(partition); err != nil {
			return nil, nil, err
		}
	}
	committables := make([][]byte, 0, len(w.pending))
	folders := make(map[string]bool)
	for _, c := range w.pending {
		data, err := json.Marshal(c)
		if err != nil {
			return nil, nil, fmt.Errorf("encode a committable: %w", err)
		}
		committables = append(committables, data)
		folders[filepath.Dir(filepath.Join(w.sink.options.path, c.From))] = true
	}
	for folder := range folders {
		if err := syncFolder(folder); err != nil {
			return nil, nil, err
		}
	}
	w.pending = nil
	return committables, nil, nil
}

// Close implements connector.Writer. What no checkpoint has is removed.
func (w *writer) Close() error {
	var errs []error
	for _, f := range w.files {
		errs = append(errs, f.file.Close(), os.Remove(filepath.Join(w.sink.options.path, f.From)))
	}
	for _, c := range w.pending {
		errs = append(errs, os.Remove(filepath.Join(w.sink.options.path, c.From)))
	}
	w.files, w.pending = nil, nil
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("remove unfinished part files: %w", err)
	}
	return nil
}

package local

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/clusterlog"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

// lastWordsSuffix ends a position after the last words.
const lastWordsSuffix = ".end"

// maxLastWords bounds what is taken of the process's own output, in bytes: the end of a panic's stack traces.
const maxLastWords = 16 << 10

// Logs reads the log in the cluster's folder, and after the cluster's death its last words.
func (d *Driver) Logs(ctx context.Context, handle driver.Handle, position string, limit int) (driver.LogBatch, error) {
	f, _, err := d.open(handle)
	if err != nil {
		return driver.LogBatch{}, err
	}
	batch := driver.LogBatch{Next: position}
	if strings.HasSuffix(position, lastWordsSuffix) {
		return batch, nil
	}
	from, err := eventlog.ParsePosition(position)
	if err != nil {
		return driver.LogBatch{}, fmt.Errorf("log of cluster %s: %w", f.id, err)
	}
	// Before the log is read, so that what a cluster wrote that died meanwhile comes before its last words.
	alive, err := f.alive()
	if errors.Is(err, fs.ErrNotExist) {
		return batch, nil
	}
	if err != nil {
		return driver.LogBatch{}, err
	}
	read, err := eventlog.Read(filepath.Join(f.path, eventlog.Folder), from, limit, d.keyOfLog(f.id))
	if err != nil {
		return driver.LogBatch{}, fmt.Errorf("log of cluster %s: %w", f.id, err)
	}
	batch.Missed, batch.More = read.Missed, read.More
	if read.Next != from || position == "" && len(read.Events) > 0 {
		batch.Next = read.Next.String()
	}
	for i := range read.Events {
		batch.Events = append(batch.Events, clusterlog.Event(&read.Events[i]))
	}
	if alive || batch.More {
		return batch, nil
	}
	if err := d.awaitNote(ctx, f); err != nil {
		return driver.LogBatch{}, err
	}
	words, err := f.lastWords()
	if err != nil {
		return driver.LogBatch{}, fmt.Errorf("log of cluster %s: %w", f.id, err)
	}
	if words != nil {
		batch.Events = append(batch.Events, *words)
	}
	batch.Next = read.Next.String() + lastWordsSuffix
	return batch, nil
}

// keyOfLog gives the key of a cluster's log.
func (d *Driver) keyOfLog(id driver.ClusterID) eventlog.KeyFunc {
	if d.logKeys == nil {
		return nil
	}
	var known *eventlog.Key
	return func(keyID string) (*eventlog.Key, error) {
		if known != nil && known.ID() == keyID {
			return known, nil
		}
		key, err := d.logKeys.LogKey(id)
		if err != nil {
			return nil, err
		}
		defer key.Key.Wipe()
		if key.ID != keyID {
			return nil, fmt.Errorf("the log is encrypted with the key %s, which is not that of this installation's logs (%s)", keyID, key.ID)
		}
		known, err = eventlog.NewKey(key.ID, key.Key.Bytes())
		return known, err
	}
}

// lastWords tell why a cluster ended that was not asked to, and what its process said at last; nil where there is nothing
// to tell.
func (f folder) lastWords() (*logs.Event, error) {
	output, at, err := tail(filepath.Join(f.path, processLog), maxLastWords)
	if err != nil {
		return nil, err
	}
	asked := f.has(endedFile)
	if asked && len(output) == 0 {
		return nil, nil
	}
	e := &logs.Event{Time: at, Level: logs.Error, Logger: "penstock.process", Thread: "main"}
	e.Message = "The cluster's process was ended, and had written to its standard error:"
	if !asked {
		exit, err := f.exit()
		if err != nil {
			return nil, err
		}
		e.Message = exit.Reason
	}
	if text := strings.TrimRight(output, "\n"); text != "" {
		e.Throwable = strings.Split(text, "\n")
	}
	return e, nil
}

// tail reads at most limit bytes from the end of a file, whole lines where there are several, and when it was written
// last: now for one that is not there or empty.
func tail(path string, limit int64) (text string, written time.Time, err error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", time.Now(), nil
	}
	if err != nil {
		return "", time.Time{}, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", time.Time{}, err
	}
	from := max(0, info.Size()-limit)
	content, err := io.ReadAll(io.NewSectionReader(file, from, limit))
	if err != nil || len(content) == 0 {
		return "", time.Now(), err
	}
	text = string(content)
	if from > 0 {
		if _, rest, found := strings.Cut(text, "\n"); found {
			text = rest
		}
	}
	return text, info.ModTime(), nil
}

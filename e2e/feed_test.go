package e2e

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// script copies events as they are, and counts them per key and minute.
const script = `
CREATE TABLE events (id BIGINT, k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' DAY)
WITH ('connector' = 'filesystem', 'path' = '${e2e:input}', 'format' = 'json', 'source.monitor-interval' = '50ms');
CREATE TABLE copies (id BIGINT, k STRING)
WITH ('connector' = 'filesystem', 'path' = '${e2e:output}/copies', 'format' = 'json');
CREATE TABLE counts (window_start TIMESTAMP(3), k STRING, n BIGINT, s BIGINT)
WITH ('connector' = 'filesystem', 'path' = '${e2e:output}/counts', 'format' = 'json');
EXECUTE STATEMENT SET BEGIN
INSERT INTO copies SELECT id, k FROM events;
INSERT INTO counts SELECT window_start, k, COUNT(*), SUM(id)
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, k;
END;
`

// feed is a folder of events that grows.
type feed struct {
	*testing.T
	input string
	// next is the id of the next event; files counts what was written, ends the events that end.
	next, files, ends int
	// keys are those of all events, by id.
	keys []string
}

func newFeed(t *testing.T) *feed {
	t.Helper()
	f := &feed{T: t, input: filepath.Join(shortDir(t), "input")}
	require.NoError(t, os.Mkdir(f.input, 0o755))
	return f
}

// properties are the runtime properties of an application that reads the feed.
func (f *feed) properties(output string) map[string]string {
	return map[string]string{"input": f.input, "output": output}
}

// add appends a file of n events, a second apart and of 7 keys.
func (f *feed) add(n int) {
	f.Helper()
	var lines bytes.Buffer
	for range n {
		fmt.Fprintf(&lines, `{"id":%d,"k":"k%d","ts":"2024-03-01 %02d:%02d:%02d"}`+"\n", f.next, f.next%7,
			f.next/3600%24, f.next/60%60, f.next%60)
		f.keys = append(f.keys, fmt.Sprintf("k%d", f.next%7))
		f.next++
	}
	f.write(lines.Bytes())
}

// end appends an event so late that it completes every window of the others, once each subtask of the source has read
// such a one: a watermark is the smallest of all. Which of them reads a file is chance, so it may take several.
func (f *feed) end() {
	f.Helper()
	f.write(fmt.Appendf(nil, `{"id":%d,"k":"end","ts":"2024-04-01 00:00:00"}`+"\n", f.next))
	f.keys = append(f.keys, "end")
	f.next++
	f.ends++
}

// windows is how many rows the counts of all events before the end have.
func (f *feed) windows() int {
	seen := map[[2]int]bool{}
	for id := range f.next - f.ends {
		seen[[2]int{id / 60, id % 7}] = true
	}
	return len(seen)
}

// exact ends the events and requires that each was copied once, and counted once in the window of its minute.
func (f *feed) exact(output string) {
	f.Helper()
	looks := 0
	eventually(f.T, "all windows are complete", func() bool {
		if looks%1000 == 0 {
			f.end()
		}
		looks++
		return len(lines(f.T, filepath.Join(output, "counts"))) >= f.windows()
	})
	eventually(f.T, "everything is copied", func() bool { return len(lines(f.T, filepath.Join(output, "copies"))) >= f.next })
	var copies []string
	counts := map[string]*count{}
	for id, key := range f.keys {
		copies = append(copies, fmt.Sprintf(`{"id":%d,"k":%q}`, id, key))
		if key == "end" {
			continue
		}
		window := fmt.Sprintf("2024-03-01 %02d:%02d:00", id/3600%24, id/60%60)
		if counts[window+key] == nil {
			counts[window+key] = &count{Window: window, Key: key}
		}
		counts[window+key].Rows++
		counts[window+key].Sum += id
	}
	slices.Sort(copies)
	require.Equal(f, copies, lines(f.T, filepath.Join(output, "copies")))
	for _, line := range lines(f.T, filepath.Join(output, "counts")) {
		var c count
		require.NoError(f, json.Unmarshal([]byte(line), &c), line)
		require.Equal(f, counts[c.Window+c.Key], &c)
		delete(counts, c.Window+c.Key) // which may be there once
	}
	require.Empty(f, counts, "windows that were not counted")
}

// count is a row of the counts.
type count struct {
	Window string `json:"window_start"`
	Key    string `json:"k"`
	Rows   int    `json:"n"`
	Sum    int    `json:"s"`
}

// write makes a file appear at once.
func (f *feed) write(content []byte) {
	f.Helper()
	name := fmt.Sprintf("%09d.json", f.files)
	f.files++
	hidden := filepath.Join(f.input, "."+name)
	require.NoError(f, os.WriteFile(hidden, content, 0o644))
	require.NoError(f, os.Rename(hidden, filepath.Join(f.input, name)))
}

// lines are all rows that a filesystem sink has committed, sorted.
func lines(t *testing.T, folder string) []string {
	t.Helper()
	rows := []string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") || strings.HasPrefix(entry.Name(), "_") {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		scanner := bufio.NewScanner(file)
		for scanner.Scan() {
			rows = append(rows, scanner.Text())
		}
		return scanner.Err()
	})
	require.NoError(t, err)
	slices.Sort(rows)
	return rows
}

package eventlog_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

func numbered(n int) eventlog.Event {
	return eventlog.Event{Time: time.Unix(int64(n), 0).UTC(), Message: strconv.Itoa(n), MessageType: "INFO"}
}

func dropped(count int64) eventlog.Event {
	return eventlog.Event{Message: "dropped " + strconv.FormatInt(count, 10)}
}

// readAll reads from a position to the end, in batches of the limit.
func readAll(t require.TestingT, dir string, from eventlog.Position, limit int) ([]eventlog.Event, eventlog.Position, int64) {
	var events []eventlog.Event
	var missed int64
	for {
		b, err := eventlog.Read(dir, from, limit, keyOf)
		require.NoError(t, err)
		require.LessOrEqual(t, len(b.Events), limit)
		events, missed = append(events, b.Events...), missed+b.Missed
		again, err := eventlog.ParsePosition(b.Next.String())
		require.NoError(t, err)
		require.Equal(t, b.Next, again)
		if from = b.Next; !b.More {
			return events, from, missed
		}
	}
}

// keyOf is the one key that there is.
func keyOf(id string) (*eventlog.Key, error) {
	if id != "k1" {
		return nil, errNoKey
	}
	return eventlog.NewKey("k1", make([]byte, 32))
}

var errNoKey = errors.New("there is no such key")

// TestRead_gives_each_event_once_or_counts_it: whatever is written between two looks, a reader sees every event in its order or is told that
// it missed it, also over restarts of the writer.
func TestRead_gives_each_event_once_or_counts_it(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "eventlog")
		require.NoError(t, err)
		defer os.RemoveAll(dir)
		var from eventlog.Position
		written, seen := 0, int64(0)
		keys := []*eventlog.Key{nil, must(keyOf("k1"))}
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			w, err := eventlog.Open(eventlog.Options{Dir: dir, SegmentBytes: rapid.Int64Range(1, 4000).Draw(t, "size"), Segments: 3,
				Key: rapid.SampledFrom(keys).Draw(t, "key")})
			require.NoError(t, err)
			for range rapid.IntRange(0, 30).Draw(t, "events") {
				written++
				w.Append(numbered(written))
			}
			w.Close()
			if rapid.Bool().Draw(t, "the writer died within a line") {
				files, err := filepath.Glob(filepath.Join(dir, "*"))
				require.NoError(t, err)
				if len(files) > 0 {
					f, err := os.OpenFile(files[len(files)-1], os.O_APPEND|os.O_WRONLY, 0)
					require.NoError(t, err)
					_, err = f.WriteString(`{"message":"half`)
					require.NoError(t, errors.Join(err, f.Close()))
				}
			}
			if rapid.Bool().Draw(t, "look") {
				events, next, missed := readAll(t, dir, from, rapid.IntRange(1, 20).Draw(t, "limit"))
				seen += missed // of the oldest
				for _, e := range events {
					seen++
					require.Equal(t, strconv.FormatInt(seen, 10), e.Message)
				}
				from = next
				if len(events) > 0 {
					require.EqualValues(t, written, seen)
				}
			}
		}
	})
}

func TestRead_of_a_position_without_its_file_counts_lines(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w, err := eventlog.Open(eventlog.Options{Dir: dir})
	require.NoError(t, err)
	for n := range 10 {
		w.Append(numbered(n + 1))
	}
	w.Close()
	b, err := eventlog.Read(dir, eventlog.Position{Next: 4, Segment: 99, Offset: 1 << 40}, 100, nil)
	require.NoError(t, err)
	require.Len(t, b.Events, 7)
	require.Equal(t, "4", b.Events[0].Message)
	require.Zero(t, b.Missed)
}

// disk is one that is full while it is told to be. A write to a full disk leaves half of it.
type disk struct {
	eventlog.File
	full, noTruncate *atomic.Bool
}

var errFull = errors.New("no space left on device")

func (d disk) Write(p []byte) (int, error) {
	if d.full.Load() {
		n, err := d.File.Write(p[:len(p)/2])
		return n, errors.Join(err, errFull)
	}
	return d.File.Write(p)
}

func (d disk) Truncate(size int64) error {
	if d.noTruncate.Load() {
		return errFull
	}
	return d.File.Truncate(size)
}

func TestWriter_goes_on_after_a_full_disk_and_tells_what_was_lost(t *testing.T) {
	t.Parallel()
	for name, noTruncate := range map[string]bool{"cut off": false, "left half written": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			var full, broken atomic.Bool
			w, err := eventlog.Open(eventlog.Options{Dir: dir, BufferBytes: 2000, Dropped: dropped, Open: func(path string) (eventlog.File, error) {
				f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
				return disk{f, &full, &broken}, err
			}})
			require.NoError(t, err)
			w.Append(numbered(1))
			var before []eventlog.Event
			require.Eventually(t, func() bool {
				before, _, _ = readAll(t, dir, eventlog.Position{Next: 1}, 100)
				return len(before) == 1
			}, 2*time.Minute, time.Millisecond)

			full.Store(true)
			broken.Store(noTruncate)
			const lost = 1000
			for n := range lost {
				w.Append(numbered(n + 2)) // returns, although nothing can be written
			}
			full.Store(false)
			broken.Store(false)
			w.Append(numbered(lost + 2))
			w.Append(numbered(lost + 3))
			var events []eventlog.Event
			told := 0
			require.Eventually(t, func() bool {
				events, _, _ = readAll(t, dir, eventlog.Position{Next: 1}, 100)
				told = 0
				for _, e := range events {
					if count, is := strings.CutPrefix(e.Message, "dropped "); is {
						n, err := strconv.Atoi(count)
						require.NoError(t, err)
						told += n
						continue
					}
					told++
				}
				return told == lost+3
			}, 2*time.Minute, 5*time.Millisecond, "each event is there or counted: %d", told)
			require.Less(t, len(events), lost, "a full disk and a small buffer cannot have kept all")
			w.Close()
		})
	}
}

func TestWriter_is_bounded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w, err := eventlog.Open(eventlog.Options{Dir: dir, SegmentBytes: 64 << 10, Segments: 3, BufferBytes: 1 << 30})
	require.NoError(t, err)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 50 {
				w.Append(eventlog.Event{Message: strings.Repeat("ö", 200_000), ThrowableInformation: []string{strings.Repeat("x", 60_000), strings.Repeat("y", 60_000), "z"}})
			}
		})
	}
	group.Wait()
	w.Close()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	require.LessOrEqual(t, len(files), 3)
	events, _, missed := readAll(t, dir, eventlog.Position{}, 10)
	require.EqualValues(t, 200, int64(len(events))+missed)
	for _, e := range events {
		require.LessOrEqual(t, len(e.Message), 64<<10)
		require.True(t, strings.HasSuffix(e.Message, "(cut)"))
		require.Len(t, e.ThrowableInformation, 2)
	}
	w.Append(numbered(1)) // after Close it is dropped, and nothing breaks
}

func TestRead_of_damaged_lines_gives_their_text(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "events-00000000000000000001.jsonl"), []byte("\x00no JSON\n{\"message\":\"fine\"}\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "events-other.txt"), nil, 0o600))
	events, next, _ := readAll(t, dir, eventlog.Position{Next: 1}, 10)
	require.Len(t, events, 2)
	require.Contains(t, events[0].Message, "no JSON")
	require.Equal(t, "fine", events[1].Message)
	require.EqualValues(t, 3, next.Next)
	events, _, _ = readAll(t, filepath.Join(dir, "none"), eventlog.Position{Next: 1}, 10)
	require.Empty(t, events)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestWriter_with_a_key_leaves_nothing_in_clear(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w, err := eventlog.Open(eventlog.Options{Dir: dir, Key: must(keyOf("k1"))})
	require.NoError(t, err)
	w.Append(eventlog.Event{Message: "marker one", Logger: "marker"})
	w.Append(eventlog.Event{Message: "marker two", ThrowableInformation: []string{"marker"}})
	w.Close()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	require.Len(t, files, 1)
	written, err := os.ReadFile(files[0])
	require.NoError(t, err)
	require.NotContains(t, string(written), "marker")
	events, _, _ := readAll(t, dir, eventlog.Position{Next: 1}, 10)
	require.Len(t, events, 2)
	require.Equal(t, "marker two", events[1].Message)

	_, err = eventlog.Read(dir, eventlog.Position{}, 10, nil)
	require.ErrorContains(t, err, "there are no keys")
	_, err = eventlog.Read(dir, eventlog.Position{}, 10, func(string) (*eventlog.Key, error) { return nil, errNoKey })
	require.ErrorIs(t, err, errNoKey)
	// Each byte of the first line changed to another: either another key is named, or the line is told to be damaged.
	for at := range strings.Index(string(written), "\n") {
		changed := []byte(string(written))
		changed[at] ^= 1
		require.NoError(t, os.WriteFile(files[0], changed, 0o600))
		b, err := eventlog.Read(dir, eventlog.Position{}, 10, keyOf)
		if err == nil && len(b.Events) == 2 {
			require.NotContains(t, b.Events[0].Message, "marker one", "byte %d", at)
			require.Equal(t, "marker two", b.Events[1].Message)
		}
	}
	_, err = eventlog.NewKey("a.b", make([]byte, 32))
	require.Error(t, err)
	_, err = eventlog.NewKey("a", make([]byte, 16))
	require.Error(t, err)
}

// FuzzRead reads what may be a file of a log.
func FuzzRead(f *testing.F) {
	f.Add([]byte("{\"message\":\"fine\"}\n"))
	f.Add([]byte("~k1.AAAA\n~\n~.\n~k1.\n\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, "events-00000000000000000001.jsonl"), content, 0o600))
		b, err := eventlog.Read(dir, eventlog.Position{}, 1<<20, keyOf)
		if err == nil {
			require.Len(t, b.Events, strings.Count(string(content), "\n"))
		}
	})
}

func FuzzParsePosition(f *testing.F) {
	f.Add("7.1.300")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := eventlog.ParsePosition(text)
		if err != nil {
			return
		}
		again, err := eventlog.ParsePosition(p.String())
		require.NoError(t, err)
		require.Equal(t, p, again)
	})
}

func BenchmarkWriter_Append(b *testing.B) {
	w, err := eventlog.Open(eventlog.Options{Dir: b.TempDir()})
	require.NoError(b, err)
	defer w.Close()
	e := numbered(1)
	e.Message = strings.Repeat("a line as long as they are ", 8)
	b.ReportAllocs()
	for b.Loop() {
		w.Append(e)
	}
}

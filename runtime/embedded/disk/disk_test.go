package disk_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/disk"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/state/statetest"
)

func open(t testing.TB, sealed bool) (*disk.Disk, string) {
	dir := filepath.Join(t.TempDir(), "state")
	require.NoError(t, os.MkdirAll(dir, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "left over"), nil, 0o600))
	d, err := disk.Open(disk.Options{Dir: dir, Sealed: sealed, Logger: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	return d, dir
}

func TestDisk_SpacesAreApartAndSnapshotsStayAsTheyAre(t *testing.T) {
	t.Parallel()
	for _, sealed := range []bool{false, true} {
		t.Run(fmt.Sprint("sealed ", sealed), func(t *testing.T) {
			t.Parallel()
			d, dir := open(t, sealed)
			require.NoError(t, d.Set(2, []byte("a"), []byte("1")))
			require.NoError(t, d.Set(2, []byte("b"), []byte("2")))
			require.NoError(t, d.Set(3, []byte("a"), nil))
			s := d.Snapshot()
			require.NoError(t, d.Set(2, []byte("a"), []byte("new")))
			require.NoError(t, d.Delete(2, []byte("b")))
			require.NoError(t, d.Clear(3, nil))
			value, ok, err := d.Get(2, []byte("a"))
			require.NoError(t, err)
			require.True(t, ok)
			require.Equal(t, "new", string(value))
			_, ok, err = d.Get(2, []byte("b"))
			require.NoError(t, err)
			require.False(t, ok)
			_, ok, err = d.Get(3, []byte("a"))
			require.NoError(t, err)
			require.False(t, ok)

			require.NoError(t, s.Scan(2, nil, false))
			got := make(map[string]string)
			for {
				key, value, ok, err := s.Next()
				require.NoError(t, err)
				if !ok {
					break
				}
				got[string(key)] = string(value)
			}
			require.Equal(t, map[string]string{"a": "1", "b": "2"}, got)
			_, ok, err = s.Get(3, []byte("a"))
			require.NoError(t, err)
			require.True(t, ok)
			require.NoError(t, s.Close())
			require.NoError(t, d.Close())
			require.NoDirExists(t, dir)
		})
	}
}

func TestDisk_NothingLiesInClear(t *testing.T) {
	t.Parallel()
	for _, sealed := range []bool{false, true} {
		d, dir := open(t, sealed)
		for n := range 50_000 {
			require.NoError(t, d.Set(2, fmt.Appendf(nil, "the key %d", n), fmt.Appendf(nil, "the value %d", n)))
		}
		seen := false
		require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) || err == nil && entry.IsDir() {
				return nil
			}
			require.NoError(t, err)
			content, err := os.ReadFile(path)
			if errors.Is(err, fs.ErrNotExist) {
				return nil // it was compacted meanwhile
			}
			seen = seen || bytes.Contains(content, []byte("the key")) || bytes.Contains(content, []byte("the value"))
			return err
		}))
		require.Equal(t, !sealed, seen)
		require.NoError(t, d.Close())
	}
}

// TestTable_OnDiskBehavesLikeAMap compares a table that has next to no room in memory with a map: what is found, and what checkpoints have,
// increments included, and what is restored from them.
func TestTable_OnDiskBehavesLikeAMap(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(folder, "state")
		require.NoError(t, err)
		d, err := disk.Open(disk.Options{Dir: dir, Sealed: rapid.Bool().Draw(t, "sealed"), Logger: slog.New(slog.DiscardHandler)})
		require.NoError(t, err)
		memory := state.NewMemory(rapid.SampledFrom([]int64{1, 1000}).Draw(t, "memory"), 0, func() (state.Disk, error) { return d, nil })
		want := make(map[string]string)
		var table *state.Table
		var rows *state.Rows
		content := func() state.Content {
			rows := rows
			return state.Content{
				Append:  func(dst []byte, slot int32) []byte { return append(dst, rows.Get(slot)...) },
				Restore: func(content []byte, slot int32) error { rows.Set(slot, content); return nil },
				Release: func(slot int32) { rows.Clear(slot) },
			}
		}
		restore := func(r state.Restored) {
			table, rows = state.NewTable(), &state.Rows{}
			r.Memory = memory
			require.NoError(t, r.Load("state", "s", table, content()))
		}
		restore(state.Restored{})
		var last *statetest.Checkpoint
		checkpoint, base := int64(0), int64(0)
		all := batch.GroupRange{First: 0, Last: 3}
		entries := func() []string {
			var out []string
			for key, value := range want {
				out = append(out, "state\x00"+string(append(state.AppendBytes(nil, []byte(key)), value...)))
			}
			return out
		}
		t.Repeat(map[string]func(*rapid.T){
			"put": func(t *rapid.T) {
				key := []byte(fmt.Sprint("key", rapid.IntRange(0, 30).Draw(t, "key")))
				slot, isNew := table.FindOrInsert(batch.Hash(key), 0, key)
				value, known := want[string(key)]
				require.Equal(t, !known, isNew)
				if known {
					require.Equal(t, value, string(rows.Get(slot)))
				}
				want[string(key)] = fmt.Sprint("value", rapid.IntRange(0, 1000).Draw(t, "value"))
				rows.Set(slot, []byte(want[string(key)]))
			},
			"remove": func(t *rapid.T) {
				key := []byte(fmt.Sprint("key", rapid.IntRange(0, 30).Draw(t, "key")))
				slot := table.Find(batch.Hash(key), 0, key)
				_, known := want[string(key)]
				require.Equal(t, known, slot != state.NoSlot)
				if known {
					table.Remove(slot)
					rows.Clear(slot)
				}
				delete(want, string(key))
			},
			"settle": func(*rapid.T) { table.Settle() },
			"checkpoint": func(t *rapid.T) {
				checkpoint++
				before := base
				w := state.NewWriter("op", state.Mode{Checkpoint: checkpoint, Groups: 4, Base: func(string, string, int) int64 { return before }})
				w.Keyed("state", "s", table, content().Append)
				last, base = statetest.Take(w, last), checkpoint
				require.ElementsMatch(t, entries(), last.Entries())
			},
			"restore": func(*rapid.T) {
				if last == nil {
					return
				}
				clear(want)
				for _, e := range last.Entries() {
					key, value, err := state.CutBytes([]byte(e[len("state\x00"):]))
					require.NoError(t, err)
					want[string(key)] = string(value)
				}
				restore(last.Restored(all))
				base = 0
			},
		})
		require.NoError(t, d.Close())
	})
}

// TestDisk_OrderedSpacesAreReadByTime reads spaces from a time on, and what has one time, or one time and bucket.
func TestDisk_OrderedSpacesAreReadByTime(t *testing.T) {
	t.Parallel()
	const space = state.OrderedSpaces | 5
	for _, sealed := range []bool{false, true} {
		t.Run(fmt.Sprint("sealed ", sealed), func(t *testing.T) {
			t.Parallel()
			d, _ := open(t, sealed)
			order := func(at int64, bucket ...byte) []byte {
				return append(binary.BigEndian.AppendUint64(nil, uint64(at)^1<<63), bucket...)
			}
			for _, at := range []int64{1 << 45, -7, 0, 256} {
				for _, bucket := range []byte{9, 255, 0} {
					require.NoError(t, d.Set(space, append(order(at, bucket), 'k'), []byte(fmt.Sprint(at))))
				}
			}
			require.NoError(t, d.Set(space+1, append(order(0, 1), 'k'), nil))
			read := func(order []byte, only bool) (times, buckets []string) {
				s := d.Snapshot()
				require.NoError(t, s.Scan(space, order, only))
				for {
					key, value, ok, err := s.Next()
					require.NoError(t, err)
					if !ok {
						break
					}
					times, buckets = append(times, string(value)), append(buckets, fmt.Sprint(key[8]))
				}
				require.NoError(t, s.Close())
				return times, buckets
			}
			all := []string{"-7", "-7", "-7", "0", "0", "0", "256", "256", "256", "35184372088832", "35184372088832", "35184372088832"}
			times, _ := read(nil, false)
			require.Equal(t, all, times)
			times, _ = read(order(1), false)
			require.Equal(t, all[6:], times)
			times, buckets := read(order(0), true)
			require.Equal(t, all[3:6], times)
			require.ElementsMatch(t, []string{"0", "9", "255"}, buckets)
			times, buckets = read(order(256, 255), true)
			require.Equal(t, all[6:7], times)
			require.Equal(t, []string{"255"}, buckets)
			require.NoError(t, d.Clear(space, order(0)))
			times, _ = read(nil, false)
			require.Equal(t, append(all[:3:3], all[6:]...), times)
			require.NoError(t, d.Close())
		})
	}
}

func TestDisk_ClosesWhatIsBeingRead(t *testing.T) {
	t.Parallel()
	d, dir := open(t, false)
	value := bytes.Repeat([]byte("value"), 200)
	for n := range 10_000 { // more than is kept before it is written
		require.NoError(t, d.Set(2, binary.BigEndian.AppendUint32(nil, uint32(n)), value))
	}
	s := d.Snapshot()
	require.NoError(t, s.Scan(2, nil, false))
	_, _, ok, err := s.Next()
	require.NoError(t, err)
	require.True(t, ok)
	require.NoError(t, d.Close())
	require.NoDirExists(t, dir)
	require.NoError(t, s.Close(), "it is closed already")
}

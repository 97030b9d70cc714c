package checkpoint

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/streamingaead/subtle"
	"pgregory.net/rapid"
)

// testKeys are keys by id, the last of which was asked for is written with.
type testKeys struct {
	writing string
	byID    map[string]StreamAEAD
	fault   error
}

func (k *testKeys) Sealing() (string, StreamAEAD, error) {
	return k.writing, k.byID[k.writing], k.fault
}

func (k *testKeys) Opening(id string) (StreamAEAD, error) {
	if key, ok := k.byID[id]; ok {
		return key, k.fault
	}
	return nil, errors.New("key " + id + " is not known")
}

// newTestKeys has keys "old" and "new", the second of which is written with, in segments of a few bytes.
func newTestKeys(t require.TestingT) *testKeys {
	k := &testKeys{writing: "new", byID: make(map[string]StreamAEAD)}
	for i, id := range []string{"old", "new"} {
		key, err := subtle.NewAESGCMHKDF(bytes.Repeat([]byte{byte(i)}, 32), "SHA256", 32, 128, 0)
		require.NoError(t, err)
		k.byID[id] = key
	}
	return k
}

// memory is a Storage of one file.
type memory struct{ content []byte }

func (m *memory) Create(string) (File, error) { return &memoryFile{to: m}, nil }
func (m *memory) Open(string) (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(m.content)), nil
}
func (m *memory) Link(string, string) error     { return errors.ErrUnsupported }
func (m *memory) List(string) ([]string, error) { return nil, nil }
func (m *memory) Remove(string) error           { return nil }

type memoryFile struct {
	bytes.Buffer
	to *memory
}

func (f *memoryFile) Commit() error {
	f.to.content = f.Bytes()
	return nil
}
func (f *memoryFile) Abort() error { return nil }

func put(t require.TestingT, f Files, content []byte) {
	w, err := f.create("dir/name", stateRole)
	require.NoError(t, err)
	_, err = w.Write(content)
	require.NoError(t, err)
	size, err := w.commit()
	require.NoError(t, err)
	require.Equal(t, int64(len(f.Storage.(*memory).content)), size)
}

func get(f Files, path string, r role) ([]byte, error) {
	from, err := f.open(path, r)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	return io.ReadAll(from)
}

// kinds are files with and without keys.
func kinds(t require.TestingT) map[string]Files {
	return map[string]Files{
		"clear":     {Storage: &memory{}, Owner: "application 1"},
		"encrypted": {Storage: &memory{}, Owner: "application 1", Keys: newTestKeys(t)},
	}
}

func TestFiles_EveryFlippedBitAndTruncationIsFound(t *testing.T) {
	t.Parallel()
	for name, files := range kinds(t) {
		for _, size := range []int{0, 1, 300} {
			content := bytes.Repeat([]byte("s"), size)
			put(t, files, content)
			kept := files.Storage.(*memory)
			whole := kept.content
			back, err := get(files, "dir/name", stateRole)
			require.NoError(t, err)
			require.Equal(t, content, back)
			for bit := range 8 * len(whole) {
				kept.content = bytes.Clone(whole)
				kept.content[bit/8] ^= 1 << (bit % 8)
				_, err := get(files, "dir/name", stateRole)
				require.ErrorIs(t, err, ErrDamaged, "%s, %d bytes, bit %d", name, size, bit)
			}
			for n := range whole {
				kept.content = whole[:n]
				_, err := get(files, "dir/name", stateRole)
				require.ErrorIs(t, err, ErrDamaged, "%s, %d bytes, cut to %d", name, size, n)
			}
			kept.content = append(bytes.Clone(whole), 0)
			_, err = get(files, "dir/name", stateRole)
			require.ErrorIs(t, err, ErrDamaged, "%s, a byte too many", name)
		}
	}
}

// Large files are damaged at places that are drawn, within a frame and between two.
func TestFiles_DamageOfLargeFilesIsFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		files := kinds(t)[rapid.SampledFrom([]string{"clear", "encrypted"}).Draw(t, "kind")]
		size := rapid.SampledFrom([]int{frameSize - 1, frameSize, frameSize + 1, 3*frameSize + 17}).Draw(t, "size")
		content := bytes.Repeat([]byte("0123456789abcdef"), size/16+1)[:size]
		put(t, files, content)
		back, err := get(files, "dir/name", stateRole)
		require.NoError(t, err)
		require.Equal(t, content, back)
		kept := files.Storage.(*memory)
		at := rapid.IntRange(0, len(kept.content)-1).Draw(t, "at")
		if rapid.Bool().Draw(t, "cut") {
			kept.content = kept.content[:at]
		} else {
			kept.content[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "by"))
		}
		_, err = get(files, "dir/name", stateRole)
		require.ErrorIs(t, err, ErrDamaged)
	})
}

func TestFiles_EncryptedOnesOpenOnlyAsWhatTheyWereWritten(t *testing.T) {
	t.Parallel()
	keys := newTestKeys(t)
	files := Files{Storage: &memory{}, Owner: "application 1", Keys: keys}
	put(t, files, []byte("marker"))
	require.NotContains(t, string(files.Storage.(*memory).content), "marker")
	_, err := get(files, filepath.Join("moved", "with", "its", "folder", "name"), stateRole)
	require.NoError(t, err)
	_, err = get(files, "dir/other", stateRole)
	require.ErrorIs(t, err, ErrDamaged)
	_, err = get(files, "dir/name", metadataRole)
	require.ErrorIs(t, err, ErrDamaged)
	other := files
	other.Owner = "application 2"
	_, err = get(other, "dir/name", stateRole)
	require.ErrorIs(t, err, ErrDamaged)
	require.ErrorContains(t, err, "key new")
}

func TestFiles_KeysChange(t *testing.T) {
	t.Parallel()
	keys := newTestKeys(t)
	keys.writing = "old"
	files := Files{Storage: &memory{}, Keys: keys}
	put(t, files, []byte("content"))
	keys.writing = "new"
	back, err := get(files, "dir/name", stateRole)
	require.NoError(t, err)
	require.Equal(t, "content", string(back))

	delete(keys.byID, "old")
	_, err = get(files, "dir/name", stateRole)
	require.ErrorContains(t, err, "key old is not known")
	require.NotErrorIs(t, err, ErrDamaged)
	_, err = get(Files{Storage: files.Storage}, "dir/name", stateRole)
	require.ErrorContains(t, err, "it is encrypted with key old, and there are no keys")
	keys.fault = errors.New("KMSInvalidStateException: key 1234 is pending deletion")
	_, err = files.create("dir/name", stateRole)
	require.ErrorIs(t, err, keys.fault)
}

func TestFiles_InClearAreTakenOnlyWhereThatIsSaid(t *testing.T) {
	t.Parallel()
	kept := &memory{}
	put(t, Files{Storage: kept}, []byte("content"))
	for name, content := range map[string][]byte{"in frames": kept.content, "of a release without an envelope": []byte(stateMagic + "content")} {
		_, err := get(Files{Storage: &memory{content}, Keys: newTestKeys(t)}, "dir/name", stateRole)
		require.ErrorIs(t, err, ErrInClear, name)
		for _, files := range []Files{{Storage: &memory{content}}, {Storage: &memory{content}, Keys: newTestKeys(t), TakesClear: true}} {
			back, err := get(files, "dir/name", stateRole)
			require.NoError(t, err, name)
			require.Contains(t, string(back), "content", name)
		}
	}
}

func FuzzFiles_Open(f *testing.F) {
	for _, files := range kinds(f) {
		put(f, files, []byte("content"))
		f.Add(files.Storage.(*memory).content)
	}
	files := Files{Storage: &memory{}, Keys: newTestKeys(f)}
	f.Fuzz(func(t *testing.T, data []byte) {
		files := files
		files.Storage = &memory{data}
		if back, err := get(files, "dir/name", stateRole); err == nil {
			require.LessOrEqual(t, len(back), len(data))
		}
	})
}

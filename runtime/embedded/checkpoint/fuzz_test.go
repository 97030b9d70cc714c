package checkpoint

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// FuzzContentReader reads files of any content: it ends, and takes no more memory than there is content.
func FuzzContentReader(f *testing.F) {
	var file bytes.Buffer
	w := &contentWriter{to: &file}
	w.section(state.Section{Operator: "op", Name: "own", Group: state.NoGroup, Data: []byte("data")})
	w.table("op", "keyed")
	w.block(0, &state.Block{Group: 7, Count: 1, Data: state.AppendBytes([]byte{1}, []byte("entry"))})
	w.block(0, &state.Block{Group: 7, Count: 1, Removed: true, Data: state.AppendBytes(nil, []byte("entry"))})
	require.NoError(f, w.end())
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		r := newContentReader(bytes.NewReader(data))
		for {
			i, err := r.next(func(_ tableName, group int) bool { return group != 3 })
			if err != nil {
				return
			}
			if i.block != nil {
				if err := i.block.Entries(func([]byte, int) error { return nil }); err != nil {
					require.ErrorContains(t, err, "damaged state")
				}
			}
		}
	})
}

// FuzzReadLegacyState reads files of releases that knew no envelope.
func FuzzReadLegacyState(f *testing.F) {
	f.Add(legacyState())
	f.Add([]byte(stateMagic))
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		err := readLegacyState(bytes.NewReader(data), func(state.Section) { n++ })
		if err == nil {
			require.LessOrEqual(t, n, len(data))
			require.False(t, errors.Is(err, io.EOF))
		}
	})
}

func FuzzReadMetadata(f *testing.F) {
	var file bytes.Buffer
	require.NoError(f, writeMetadata(&file, &Metadata{ID: 1, Files: []StateFile{{Name: "a"}}}))
	f.Add(file.Bytes(), false)
	f.Add(legacyMetadata(f), true)
	f.Fuzz(func(t *testing.T, data []byte, legacy bool) {
		if m, err := readMetadata(&reader{Reader: bytes.NewReader(data), legacy: legacy}); err == nil {
			require.NotNil(t, m)
		}
	})
}

// FuzzOpen opens files of any content as each role, with keys and without: what opens under keys was written with them, and what is none is
// refused, at its beginning or at its end.
func FuzzOpen(f *testing.F) {
	keys := newTestKeys(f)
	sealed := Files{Storage: &memory{}, Owner: "a", Keys: keys}
	put(f, sealed, []byte("content"))
	written := sealed.Storage.(*memory).content
	f.Add(written, false)
	var flinks bytes.Buffer
	require.NoError(f, sealed.WriteFlink(&flinks, "name", bytes.NewReader([]byte("content"))))
	f.Add(flinks.Bytes(), true)
	f.Add(appendEnvelope(nil, envelopeMagic, ""), false)
	f.Add(appendEnvelope(nil, flinkEnvelopeMagic, "new"), true)
	f.Add(append([]byte(envelopeMagic), 1, 0, 255, 255), false)
	f.Fuzz(func(t *testing.T, content []byte, flink bool) {
		role := stateRole
		if flink {
			role = flinkRole
		}
		files := Files{Storage: &memory{content}, Owner: "a", Keys: keys}
		got, err := get(files, "dir/name", role)
		if err == nil {
			require.Equal(t, "content", string(got), "nothing else was ever written with the keys")
		}
		files.Keys = nil
		got, err = get(files, "dir/name", role)
		if err == nil {
			require.LessOrEqual(t, len(got), len(content))
		}
	})
}

package checkpoint

import (
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// FuzzReadState reads files of any content: what can be read is what would be written.
func FuzzReadState(f *testing.F) {
	var file bytes.Buffer
	_, err := writeState(&file, []state.Section{
		{Operator: "op", Name: "keyed", Group: 7, Data: []byte("data")}, {Operator: "op", Name: "own", Group: state.NoGroup, Data: nil},
	})
	require.NoError(f, err)
	f.Add(file.Bytes())
	f.Add([]byte(stateMagic))
	f.Fuzz(func(t *testing.T, data []byte) {
		sections, err := sectionsOf(bytes.NewReader(data))
		if err != nil {
			return
		}
		var again bytes.Buffer
		_, err = writeState(&again, sections)
		require.NoError(t, err)
		back, err := sectionsOf(&again)
		require.NoError(t, err)
		require.Equal(t, sections, back)
	})
}

func FuzzReadMetadata(f *testing.F) {
	var file bytes.Buffer
	require.NoError(f, writeMetadata(&file, &Metadata{ID: 1, Files: []StateFile{{Name: "a"}}}))
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := readMetadata(bytes.NewReader(data)); err == nil {
			require.NotNil(t, m)
		}
	})
}

func sectionsOf(from io.Reader) (sections []state.Section, err error) {
	err = readState(from, func(s state.Section) { sections = append(sections, s) })
	return sections, err
}

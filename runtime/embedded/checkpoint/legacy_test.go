package checkpoint

import (
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// legacyState is a state file as the releases that knew no envelope wrote it: a keyed state with one entry in key group 7.
func legacyState() []byte {
	entries := state.AppendBytes(append(state.AppendBytes(nil, []byte("BIGINT")), 1), []byte("entry"))
	section := state.AppendBytes(state.AppendBytes(nil, []byte("op")), []byte("keyed"))
	section = state.AppendBytes(append(section, 7+1), entries)
	end := []byte{0, 1}
	p := binary.LittleEndian.AppendUint16([]byte(stateMagic), stateVersion)
	for _, part := range [][]byte{section, end} {
		p = binary.LittleEndian.AppendUint32(append(p, part...), crc32.Checksum(part, castagnoli))
	}
	return p
}

func legacyMetadata(t require.TestingT) []byte {
	body, err := json.Marshal(&Metadata{
		ID: 5, JobID: "job", Savepoint: true, Completed: time.Unix(0, 0), MaxParallelism: 128, HashVersion: batch.HashVersion,
		Operators: map[string]string{"op": "GroupAggregate"}, Files: []StateFile{{Name: "v-0.state", Vertex: "v"}},
	})
	require.NoError(t, err)
	p := binary.LittleEndian.AppendUint16([]byte(metadataMagic), legacyMetadataVersion)
	return binary.LittleEndian.AppendUint32(append(p, body...), crc32.Checksum(body, castagnoli))
}

// TestRead_OfOlderReleases: what they wrote is restored, also by a job that has keys now.
func TestRead_OfOlderReleases(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, MetadataFile), legacyMetadata(t), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "v-0.state"), legacyState(), 0o600))
	for _, files := range []Files{{Storage: LocalStorage{}}, {Storage: LocalStorage{}, Keys: newTestKeys(t), TakesClear: true}} {
		s, err := Read(files, dir)
		require.NoError(t, err)
		require.Equal(t, int64(5), s.ID)
		found := 0
		r := s.Of("op", batch.GroupRange{First: 7, Last: 7})
		require.NoError(t, r.Keyed("keyed", "BIGINT", func(entry []byte) error {
			found++
			require.Equal(t, "entry", string(entry))
			return nil
		}))
		require.Equal(t, 1, found)
		require.True(t, s.Of("op", batch.GroupRange{First: 8, Last: 127}).Empty())
	}
	for i := range legacyState() {
		damaged := legacyState()
		damaged[i] ^= 1
		require.NoError(t, os.WriteFile(filepath.Join(dir, "v-0.state"), damaged, 0o600))
		_, err := Read(Files{Storage: LocalStorage{}}, dir)
		require.Error(t, err, "byte %d", i)
	}
}
